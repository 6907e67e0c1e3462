"""Feedback through the exchange: whom it reaches, and what our pages show of the gradebook."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.apps import GenerateFeedbackApp, ReleaseFeedbackApp
from nbgrader.utils import notebook_hash

from autograder.__main__ import main
from tests.first_assignment import NAME, NOTEBOOK
from tests.gradebook.conftest import Hand, open_book, without_alembic, wrong_padding
from tests.gradebook.test_example_class import run_nbgrader
from tests.gradebook.test_scores import enter_by_hand
from tests.reports.conftest import faulty_record

Run = Callable[..., int]
PENALTY = """
from nbgrader.plugins import BasePlugin
class TenPoints(BasePlugin):
    def late_submission_penalty(self, student, score, seconds_late):
        return 10
c.AssignLatePenalties.plugin_class = TenPoints
"""
QUESTION = {
    "cell_type": "markdown",
    "id": "why",
    "metadata": {
        "nbgrader": {"grade": True, "solution": True, "locked": False, "task": False, "points": 5, "schema_version": 3}
        | {"grade_id": "why"}
    },
    "source": "Your answer here.",
}


@pytest.fixture
def feedback(course: Path, results: Path) -> Callable[[], int]:
    """The command that writes pages from the gradebook; returns its exit status."""
    return lambda: main(["feedback", str(results), "--from-gradebook", "--course", str(course)])


def read_page(course: Path, student: str) -> str:
    """The text of our page, without markup and with single spaces."""
    page = (course / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    return " ".join(re.sub("<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())


def hand_in_late(course: Path, student: str) -> None:
    """Let what a student handed in be an hour too late, in a course that takes ten points for that."""
    (course / "submitted" / student / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(PENALTY)
    with open_book(course) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 11:00:00 UTC")


def rename(course: Path, student: str, name: str) -> None:
    """Give what a student handed in another name, with the secret of the exchange beside it."""
    folder = course / "submitted" / student / NAME
    (folder / NOTEBOOK).rename(folder / name)
    (folder / "submission_secret.txt").write_text(f"of {student}")
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")


def release(course: Path, exchange: Path) -> dict[str, str]:
    """The pages that the exchange has after a release, by the name under which a student looks for them."""
    exchange.mkdir()
    exchange.chmod(0o777)
    run_nbgrader(ReleaseFeedbackApp(), course, NAME, f"--Exchange.root={exchange}")
    return {path.stem: path.read_text(encoding="utf-8") for path in (exchange / NAME / "feedback").iterdir()}


def test_a_renamed_notebook_gets_its_feedback(
    course: Path, hand_in: Hand, record: Run, feedback: Run, tmp_path: Path
) -> None:
    """nbgrader's page and then ours are released under the name that the student looks for."""
    hand_in("hopper", wrong_padding())
    hand_in("lovelace")
    rename(course, "hopper", "my homework.ipynb")
    rename(course, "lovelace", NOTEBOOK)
    assert record() == 0
    looked_for = notebook_hash(secret="of hopper", notebook_id="my homework")
    run_nbgrader(GenerateFeedbackApp(), course, NAME)
    assert [path.name for path in (course / "feedback" / "lovelace" / NAME).glob("*.html")] == [f"{NAME}.html"]
    assert "(Score: 91.0 / 100.0)" in release(course, tmp_path / "nbgrader")[looked_for]
    assert feedback() == 0
    assert "Feedback for hopper" in release(course, tmp_path / "ours")[looked_for]


def test_page_has_what_a_teacher_entered(course: Path, hand_in: Hand, record: Run, feedback: Run) -> None:
    """Points and comment are shown as the teacher's, the grader's points beside them, and the total counts them."""
    hand_in("hopper", wrong_padding())
    record()
    assert feedback() == 0
    assert "91 of 100 points" in read_page(course, "hopper")
    enter_by_hand(course, "hopper", 7)
    assert feedback() == 0
    page = read_page(course, "hopper")
    assert "97.5 of 100 points" in page
    assert (
        "From your instructor Well tried. Your instructor gave 7.5 of 10 points for zero_pad; the grader gave 1."
        in page
    )
    assert "deadline" not in page


def test_page_has_penalty_and_extension(course: Path, hand_in: Hand, record: Run, feedback: Run) -> None:
    """A late submission shows both times and its cost; with an extension the new deadline, and no cost."""
    hand_in("hopper", wrong_padding())
    hand_in_late(course, "hopper")
    record()
    assert feedback() == 0
    page = read_page(course, "hopper")
    assert "81 of 100 points" in page
    assert (
        "You handed in on 2026-03-01 12:00:00 UTC; the deadline was 2026-03-01 11:00:00 UTC. "
        "This costs 10 of your 91 points." in page
    )
    with open_book(course) as gradebook:
        gradebook.grant_extension(NAME, "hopper", hours=2)
    record()
    assert feedback() == 0
    page = read_page(course, "hopper")
    assert "91 of 100 points" in page
    assert "You have an extension: your deadline is 2026-03-01 13:00:00 UTC." in page
    assert "handed in on" not in page


def test_page_of_what_a_teacher_scored_alone(course: Path, hand_in: Hand, record: Run, feedback: Run) -> None:
    """Points by hand take the place of those that the grader owes, and an answer in words has its points, too."""
    path = course / "release" / NAME / NOTEBOOK
    released = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(released | {"cells": [*released["cells"], QUESTION]}))
    (course / "gradebook.db").unlink()
    answered = released | {"cells": [*released["cells"], QUESTION | {"source": "Since it slides."}]}
    faulty = faulty_record("hopper")
    hand_in("hopper", *faulty.exercises, notes=faulty.notes, content=json.dumps(answered).encode())
    with without_alembic():
        record()
    assert feedback() == 0
    page = read_page(course, "hopper")
    assert "0 points so far, not final" in page
    assert "why no points yet" in page
    with open_book(course) as gradebook:
        for name, points in (("test_zero_pad", 8), ("test_conv_forward", 40), ("why", 4)):
            gradebook.find_grade(name, NAME, NAME, "hopper").manual_score = points
        gradebook.find_comment("why", NAME, NAME, "hopper").manual_comment = "<b>And</b> shares weights."
        gradebook.db.commit()
    assert feedback() == 0
    page = read_page(course, "hopper")
    assert "52 points so far, not final" in page
    assert "Your instructor gave 40 of 40 points for conv_forward. " in page
    assert "The grader failed on conv_single_step, pool_forward" in page
    assert "why 4 of 5 points &lt;b&gt;And&lt;/b&gt; shares weights." in page


def test_what_is_not_recorded_gets_no_page(
    course: Path, hand_in: Hand, record: Run, feedback: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Results that the gradebook has not, or has otherwise, are named: a page never shows scores of two gradings."""
    hand_in("hopper", wrong_padding())
    hand_in("noether")
    record()
    hand_in("hopper")
    hand_in("lovelace")
    assert feedback() == 1
    said = capsys.readouterr()
    assert "1 results written to " in said.out
    assert "hopper is left out: the gradebook and the results have different scores from the grader" in said.err
    assert "lovelace is left out: not in the gradebook" in said.err
    assert [path.name for path in (course / "feedback").iterdir()] == ["noether"]

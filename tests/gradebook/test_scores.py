"""What stands in nbgrader's gradebook after `record`, and what a teacher has entered there before."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.first_assignment import EXERCISES, NAME
from tests.gradebook.conftest import Hand, dump, open_book, output, rebuilt, scores, wrong_padding
from tests.reports.conftest import REASON, faulty_record, make_result

Run = Callable[..., int]


def enter_by_hand(course: Path, student: str, score: float) -> None:
    """What a teacher enters in formgrader for zero_pad: a score, extra credit, a comment and a flag."""
    with open_book(course) as gradebook:
        grade = gradebook.find_grade("test_zero_pad", NAME, NAME, student)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, 0.5, False
        gradebook.find_comment("zero_pad", NAME, NAME, student).manual_comment = "Well tried."
        gradebook.find_submission_notebook(NAME, NAME, student).flagged = True
        gradebook.db.commit()


def test_scores_and_comments_are_there(course: Path, hand_in: Hand, record: Run) -> None:
    """Each exercise has its score at its test cell and its message at its answer."""
    hand_in("hopper", wrong_padding(), make_result("pool_backward", "passed"))
    assert record() == 0
    with open_book(course) as gradebook:
        submission = gradebook.find_submission(NAME, "hopper")
        assert (submission.score, submission.max_score, submission.needs_manual_grade) == (91, 100, False)
        assert scores(gradebook, "hopper")["test_zero_pad"] == 1
        assert scores(gradebook, "hopper").keys() == {f"test_{name}" for name in EXERCISES}
        comment = gradebook.find_comment("zero_pad", NAME, NAME, "hopper")
        assert comment.comment.startswith("Partly right. 1 of 4 checks passed. " + REASON)


def test_a_second_time_changes_nothing(course: Path, hand_in: Hand, record: Run) -> None:
    """The same results again give the same rows with the same ids, and the same bytes of the notebooks."""
    hand_in("hopper", wrong_padding())
    hand_in("lovelace")
    record()
    with open_book(course) as gradebook:
        first = dump(gradebook)
    files = {path: path.read_bytes() for path in (course / "autograded").rglob("*") if path.is_file()}
    assert record() == 0
    with open_book(course) as gradebook:
        assert dump(gradebook) == first
    assert {path: path.read_bytes() for path in (course / "autograded").rglob("*") if path.is_file()} == files
    assert len(first["grade"]) == 2 * len(EXERCISES)


@pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader's own
def test_rows_are_those_that_nbgrader_makes(course: Path, hand_in: Hand, record: Run) -> None:
    """A submission that nbgrader adds itself has as many rows in each table, with the same cells."""
    hand_in("hopper")
    record()
    with open_book(course) as gradebook:
        ours = {table: len(rows) for table, rows in dump(gradebook).items()}
        gradebook.add_student("lovelace")
        gradebook.add_submission(NAME, "lovelace")
        both = {table: len(rows) for table, rows in dump(gradebook).items()}
        assert scores(gradebook, "lovelace").keys() == scores(gradebook, "hopper").keys()
    added = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
    assert both == {table: 2 * count if table in added else count for table, count in ours.items()}


def test_what_a_teacher_entered_survives(
    course: Path, hand_in: Hand, record: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A manual score, extra credit, a comment and a flag outlast a regrade; the changed score asks for another look."""
    hand_in("hopper", wrong_padding())
    record()
    enter_by_hand(course, "hopper", 7)
    record()
    with open_book(course) as gradebook:
        assert not gradebook.find_submission(NAME, "hopper").needs_manual_grade
    capsys.readouterr()
    hand_in("hopper")
    assert record() == 0
    assert "Manual scores stay." in capsys.readouterr().out
    with open_book(course) as gradebook:
        grade = gradebook.find_grade("test_zero_pad", NAME, NAME, "hopper")
        assert (grade.auto_score, grade.manual_score, grade.score, grade.needs_manual_grade) == (10, 7, 7.5, True)
        comment = gradebook.find_comment("zero_pad", NAME, NAME, "hopper")
        assert (comment.comment, comment.auto_comment) == ("Well tried.", "Right. All 2 checks passed.")
        assert gradebook.find_submission_notebook(NAME, NAME, "hopper").flagged
        assert gradebook.find_submission(NAME, "hopper").score == 97.5


def test_a_fault_of_ours_is_no_zero(
    course: Path, hand_in: Hand, record: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who could not be graded has no score and waits for one by hand; the reason is for the teacher alone."""
    faulty = faulty_record("hopper")
    hand_in("hopper", *faulty.exercises, notes=faulty.notes)
    hand_in("lovelace")
    assert record() == 1
    assert "A problem in the grader: hopper could not be graded" in capsys.readouterr().err
    with open_book(course) as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "hopper")
        assert {grade.auto_score for grade in notebook.grades} == {None}
        assert all(grade.needs_manual_grade for grade in notebook.grades)
        assert "needs a manual score" in gradebook.find_comment("zero_pad", *[NAME] * 2, "hopper").comment
        assert not gradebook.find_submission(NAME, "lovelace").needs_manual_grade
    shown = rebuilt(course, "hopper")
    assert "needs a manual score" in output(shown, "test_zero_pad").replace("\n", " ")
    assert "disk" not in str(shown)
    hand_in("hopper")
    assert record() == 0
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 100
        assert not gradebook.find_submission(NAME, "hopper").needs_manual_grade


def test_times_and_secrets_go_along(course: Path, hand_in: Hand, record: Run) -> None:
    """The time is in the gradebook in UTC, and beside the notebook with the secret, as long as they are there."""
    hand_in("hopper")
    beside, shown = (course / step / "hopper" / NAME for step in ("submitted", "autograded"))
    (beside / "timestamp.txt").write_text("2026-03-01 10:00:00.500000 UTC\n")
    (beside / "submission_secret.txt").write_text("secret")
    record()
    assert (shown / "submission_secret.txt").read_text() == "secret"
    assert (shown / "timestamp.txt").read_bytes() == (beside / "timestamp.txt").read_bytes()
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").timestamp == datetime(2026, 3, 1, 10, 0, 0, 500_000)
    (beside / "submission_secret.txt").unlink()
    (beside / "timestamp.txt").write_text("yesterday")
    assert record() == 0
    assert not (shown / "submission_secret.txt").exists()
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").timestamp is None


def test_late_submissions_cost_what_the_course_says(course: Path, hand_in: Hand, record: Run) -> None:
    """The plugin of nbgrader_config.py has its say: what a teacher gave is counted, and an extension is granted."""
    with (course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in("hopper", wrong_padding())
    (course / "submitted" / "hopper" / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    record()
    enter_by_hand(course, "hopper", 7)
    with open_book(course) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 11:00:00 UTC")
    record()
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").late_submission_penalty == 97.5
        gradebook.grant_extension(NAME, "hopper", hours=1)
    record()
    with open_book(course) as gradebook:
        assert not gradebook.find_submission(NAME, "hopper").late_submission_penalty

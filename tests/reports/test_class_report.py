"""The class report: what it counts, whom it names, and how little it needs."""

import re
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.intake.choose_notebook import LATE
from autograder.intake.hand_in_times import HandIns
from autograder.reports import class_report
from autograder.reports.charts import bin_scores
from autograder.reports.class_counts import MOST_FAULTS, Tally
from autograder.reports.class_report import Surroundings, render_class_report, write_report_of
from autograder.result import Audience, Groups, Note, Record
from autograder.setting import GraderVersion
from autograder.stored_results import ResultsFolder
from tests.first_assignment import ASSIGNMENT, EXERCISES, NAME
from tests.reports.conftest import UNPROTECTED, Page, faulty_record, make_record, make_result, wrong_padding


def count(records: list[Record]) -> Tally:
    """The counts of some records."""
    tally = Tally()
    for record in records:
        tally.add(record)
    return tally


def render(records: list[Record], **around: Any) -> str:
    """The report on some records. around: what else is known of the class."""
    return render_class_report(count(records), ASSIGNMENT, Surroundings(**around))


@pytest.fixture(scope="module")
def whole_class() -> list[Record]:
    """A small class in which much goes wrong."""
    slow = make_result("conv_forward", "timed_out", message="It did not finish in time.")
    return [
        *(make_record(student=f"right {number}") for number in range(3)),
        make_record(wrong_padding(), student="ones"),
        make_record(wrong_padding(), slow, student="slow"),
        faulty_record("the unlucky one"),
    ]


@pytest.fixture(scope="module")
def page(whole_class: list[Record]) -> Page:
    """The report on the small class."""
    return Page(render(whole_class))


def test_scores_are_counted_without_faults(page: Page) -> None:
    """Median, quarters, mean and full scores are those of submissions whose score is final."""
    assert "6 submissions" in page.text
    assert "Median 100 Middle half 91 to 100 Mean 88.4 Full score 3" in page.text
    assert "The scores below leave them out." in page.text


def test_mistakes_come_with_their_sentences(page: Page) -> None:
    """The commonest mistakes are told in the words that students read, with exercise and number."""
    told = f"{ASSIGNMENT.sentences['pads_with_ones']} 2 students, in zero_pad (pads_with_ones)."
    assert told in page.text
    assert "pads_with_ones in zero_pad: 2" in page.text


def test_time_outs_and_right_helpers_are_counted(page: Page) -> None:
    """The table of results has a column for each status that occurs, and none for others."""
    assert "Does not finish in time" in page.text
    assert "Ends the whole Python process" not in page.text
    assert "conv_forward: 4 right, 0 partly right, 1 not right, 0 not begun, 1 not graded" in page.text


def test_each_check_has_its_rate(page: Page) -> None:
    """Passed and judged are counted for each check, public and hidden told apart."""
    assert "X_pad is right: pad 1, non-square. hidden 0 % 0 of 2 pads_with_ones 2" in page.text
    assert "X_pad is right: pad 0. hidden 100 % 2 of 2" in page.text
    assert "X_pad is right: pad 2. public 0 % 0 of 2" in page.text


def test_students_are_named_where_somebody_has_to_act(page: Page) -> None:
    """What came in and who needs help is counted, with the names folded; each student has a row."""
    assert "Handed in 6 Late not known Missing 0 Unreadable 0 Not graded 1 Tampering suspected 0" in page.text
    assert "Not graded: 1 student the unlucky one" in page.text
    assert "Everything right except zero_pad: 1 student ones" in page.text
    assert "A function does not finish in time: 1 student slow" in page.text
    assert (
        "slow 51 ◐ Partly right 1 ✓ Right 20 ✗ Does not finish in time 0 ✓ Right 30 0 does not finish in time"
        in page.text
    )


def test_what_came_in_is_told_apart() -> None:
    """Late, missing, unreadable and suspected submissions are counted and named, with links to pages."""
    late = make_record(student="eve", notes=(Note(LATE), Note("Cell 1 sets `np.allclose`.", Audience.TEACHER)))
    blank = make_record(*(make_result(name, "not_written") for name in EXERCISES), student="dan")
    text = render(
        [late, blank],
        absent=["cyd"],
        pages={"eve": "feedback/eve.html"},
        hand_ins=HandIns({"dan": datetime(2026, 3, 2)}),
    )
    page = Page(text)
    assert "Handed in 2 Late 1 Missing 1 Unreadable 0 Not graded 0 Tampering suspected 1" in page.text
    assert "Late: 1 student eve Missing: 1 student cyd Tampering suspected: 1 student eve" in page.text
    assert "eve: Cell 1 sets np.allclose." in page.text
    assert "Nothing written yet: 1 student dan" in page.text
    assert "02 Mar 00:00" in page.text
    assert '<a href="feedback/eve.html"><bdi>eve</bdi></a>' in text


def test_late_is_after_the_deadline_or_the_extension() -> None:
    """A known time counts by the deadline of the student; where there is none, the platform's mark does."""
    names, day = ("early", "late", "longer", "marked", "unknown"), {"early": 1, "late": 3, "longer": 3}
    records = [make_record(student=name, notes=(Note(LATE),) if name in ("marked", "early") else ()) for name in names]
    hand_ins = HandIns(
        {name: datetime(2026, 3, number) for name, number in day.items()},
        datetime(2026, 3, 2),
        {"longer": datetime(2026, 3, 4)},
    )
    text = Page(render(records, hand_ins=hand_ins)).text
    assert "Late 2 " in text
    assert "Late: 2 students late, marked" in text
    assert "The deadline was 2 Mar 2026, 00:00 UTC. 1 student had more time." in text
    assert "The hand-in time of 2 students is not known" in text
    assert re.findall(r"03 Mar 00:00 (\w+)", text) == ["late", "extension"]


def test_a_hand_in_at_the_deadline_is_in_time() -> None:
    """Late begins after the deadline, as in nbgrader."""
    due = datetime(2026, 3, 2)
    assert "Late 0 " in Page(render([make_record(student="ada")], hand_ins=HandIns({"ada": due}, due))).text


def test_without_a_deadline_nobody_is_called_punctual() -> None:
    """Where no deadline and no mark is known the report does not count late submissions, and shows what to pass."""
    text = Page(render([make_record(student="ada")], hand_ins=HandIns({"ada": datetime(2026, 3, 1)}))).text
    assert "Late not known" in text
    assert 'pass --due "2026-11-30 23:59"' in text


def test_mistakes_lead_to_their_groups() -> None:
    """The page of groups is linked at each exercise with the mistake; without it a sentence says what to run."""
    wrong = replace(wrong_padding(), groups=Groups("bcdf", "ghjk"))
    records = [make_record(wrong, student=name) for name in ("ada", "bob")]
    assert '<a href="groups.html#zero_pad-bcdf">2 in <code>zero_pad</code></a>' in render(
        records, groups_page="groups.html"
    )
    assert "Example: ada." in Page(render(records)).text
    assert "run autograder groups" in Page(render(records)).text


def test_difficulty_and_discrimination_are_told(whole_class: list[Record]) -> None:
    """An exercise that the better students have right discriminates; one that all have right cannot."""
    tally = count(whole_class)
    assert tally.discrimination("conv_single_step") is None
    assert tally.discrimination("zero_pad") == pytest.approx(0.61, abs=0.01)
    assert "zero_pad 64 % 0.61 3 2 0 0 1" in Page(render(whole_class)).text


def test_an_earlier_class_is_beside_this_one(whole_class: list[Record]) -> None:
    """Submissions, scores, exercises and mistakes have a column for each of the two."""
    text = Page(render(whole_class, earlier=count([make_record()]))).text
    assert "Submissions 6 1 Median 100 100 Mean 88.4 100 Points in zero_pad 64 % 100 %" in text
    assert "pads_with_ones 33 % 0 %" in text


def test_every_picture_has_a_name_and_a_table(page: Page) -> None:
    """Pictures are named for those who do not see them, and their numbers stand in a table."""
    pictures = [one for one in page.tags("svg") if one.get("role") == "img"]
    assert len(pictures) == 3
    assert len(page.tags("title")) == 1 + 3
    assert len(page.tags("desc")) == 3
    for heading in ("Points Students", "Mistake What it means Where Students", "Discrimination Right Partly right"):
        assert heading in page.text


def test_the_same_class_gives_the_same_bytes(whole_class: list[Record]) -> None:
    """No date, no random id: the report is a function of the records."""
    assert render(whole_class) == render(whole_class)


def test_an_empty_class_has_a_report() -> None:
    """Without results the page says so."""
    assert "There are no results yet." in Page(render([])).text


def test_a_class_of_faults_has_a_report() -> None:
    """Where nothing could be graded there is no score, and everybody is told of up to a limit."""
    page = Page(render([faulty_record(f"student {number}") for number in range(MOST_FAULTS + 5)]))
    assert f"{MOST_FAULTS + 5} submissions were not graded" in page.text
    assert "No submission has a final score yet." in page.text
    listed = page.text.partition("and 5 more")[0]
    assert f"student {MOST_FAULTS - 1}" in listed
    assert f"student {MOST_FAULTS} " not in listed


def test_what_was_graded_differently_is_told() -> None:
    """Results without a sandbox, and of several graders, are warned of on top."""
    other = make_record(setting=replace(UNPROTECTED, grader=GraderVersion("9", "d" * 64)))
    text = Page(render([make_record(), other])).text
    assert "1 submission was graded without a sandbox: do not use the score as a mark" in text
    assert "Not all submissions were graded in the same way" in text
    assert "Not all submissions were graded in the same way" not in Page(render([make_record()])).text


def test_unreadable_files_are_counted() -> None:
    """A hand-in that is no notebook is counted as such."""
    reason = "The file is no notebook."
    record = make_record(*(make_result(name, "missing", message=reason) for name in EXERCISES), notes=(Note(reason),))
    assert "Unreadable: 1 student" in Page(render([record, make_record()])).text


def test_an_unknown_mistake_or_status_does_no_harm() -> None:
    """Results of another version may hold what this one does not know."""
    record = make_record(make_result("zero_pad", "puzzled", mistake="of_the_future", message="?"))
    assert "of_the_future" in Page(render([record])).text


def test_no_record_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are taken in one at a time: when the next one comes, the one before the last is gone."""
    alive: list[weakref.ref[Record]] = []
    most = []

    def stream(_: Path, use: Callable[[str, Record], object], __: dict[str, str]) -> Iterator[object]:
        for _ in range(20):
            record = make_record(wrong_padding())
            alive.append(weakref.ref(record))
            yield use("ada", record)
            most.append(sum(one() is not None for one in alive))

    monkeypatch.setattr(class_report, "use_results", stream)
    write_report_of(ResultsFolder(tmp_path, NAME), ASSIGNMENT, tmp_path / "class.html", {})
    assert len(most) == 20
    assert max(most) <= 2


def test_a_full_score_is_in_the_last_bin() -> None:
    """Each score is counted once, on the right side of each border."""
    counts = dict(bin_scores({0: 1, 9.99: 2, 10: 4, 89.5: 8, 90: 16, 100: 32}, 100))
    assert list(counts.values()) == [3, 4, 0, 0, 0, 0, 0, 0, 8, 48]
    assert next(iter(counts)) == "0 to below 10"
    assert list(counts)[-1] == "90 to 100"


def test_quantiles_are_scores_of_the_class() -> None:
    """Quarters and median are worked out from counts as from a list."""
    tally = Tally()
    tally.scores.update({0: 1, 50: 2, 100: 5})
    assert [tally.quantile(share) for share in (0.1, 0.25, 0.375, 0.5, 1)] == [0, 50, 50, 100, 100]
    assert tally.mean == 75


def test_a_folder_of_results_becomes_a_report(tmp_path: Path, whole_class: list[Record]) -> None:
    """The report on a folder is the report on its results in the order of the students' names."""
    for number, record in enumerate(whole_class):
        place = tmp_path / f"s{number}" / "cnn_step_by_step"
        place.mkdir(parents=True)
        (place / "result.json").write_text(record.to_json(), encoding="utf-8")
    assert write_report_of(ResultsFolder(tmp_path, NAME), ASSIGNMENT, tmp_path / "report.html", {}) == 6
    named = [replace(record, student=f"s{number}") for number, record in enumerate(whole_class)]
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == render(named)

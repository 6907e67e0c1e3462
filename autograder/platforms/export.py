"""Results of a class in the form of a platform: a file for each student, or one table for all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from autograder.assignment import Assignment
from autograder.intake.roster import Roster
from autograder.platforms import PlatformError, canvas, coursera, gradescope, junit, moodle
from autograder.platforms.fill_column import Scores, Table, score
from autograder.platforms.summary_text import to_bytes
from autograder.reports.results import use_results
from autograder.result import Record
from autograder.storage import write_whole
from autograder.stored_results import ResultsFolder
from autograder.text import MANY, list_names

FILES: dict[str, tuple[Callable[[Record], dict], str]] = {
    "gradescope": (gradescope.to_gradescope, gradescope.FILE),
    "coursera": (coursera.to_coursera, coursera.FILE),
}
TABLES: dict[str, Callable[[bytes, str, Scores, Assignment, str | None, Roster], Table]] = {
    "canvas": canvas.fill_gradebook,
    "moodle": moodle.fill_worksheet,
}
NAMES = {"canvas": "exported gradebook", "moodle": "grading worksheet"}


@dataclass(frozen=True)
class Exported:
    """What was written. faulty: how many could not be graded through the grader's own fault, and so have no score.

    left_out: the students who are not in it, and why. scores: those that are in a table.
    """

    count: int
    faulty: int
    target: Path
    remarks: tuple[str, ...]
    left_out: dict[str, str]
    scores: Scores = field(default_factory=dict)


def export(
    results: ResultsFolder,
    assignment: Assignment,
    form: str,
    target: Path | None = None,
    gradebook: Path | None = None,
    column: str | None = None,
    roster: Roster | None = None,
    scores: Scores | None = None,
) -> Exported:
    """Write the results of a folder in the form of a platform.

    target: where to; by default in the folder of results. gradebook, column: the file of Canvas or Moodle to fill, and
    in which column. scores: to write in place of those of the results. Raises OSError, and PlatformError for a file
    that cannot be filled.
    """
    if form not in TABLES and scores is not None:
        raise PlatformError(f"--from-gradebook is for canvas and moodle, not for {form}.")
    if form not in TABLES and (gradebook or column):
        raise PlatformError(f"--gradebook and --column are for canvas and moodle, not for {form}.")
    if form in FILES:
        return _export_files(results, form, target or results.path / form)
    if form == "junit":
        return _export_junit(results, target or results.path / "junit.xml")
    left_out: dict[str, str] = {}
    if scores is None:
        scores = dict(use_results(results, lambda student, record: (student, score(record)), left_out))
    table = _make_table(scores, assignment, form, gradebook, column, roster or Roster())
    target = target or results.path / f"{form}.csv"
    if scores:
        _write(target, table.content)
    faulty = sum(points is None for points in scores.values())
    return Exported(len(scores), faulty, target, table.remarks, left_out, scores)


def _export_files(results: ResultsFolder, form: str, target: Path) -> Exported:
    """A file for each student: `<target>/<student>/<file>`; none where the grader failed: that is not a zero."""
    make, name = FILES[form]
    left_out: dict[str, str] = {}
    faulty = []

    def write(student: str, record: Record) -> int:
        if record.faulty:
            faulty.append(student)
            return 0
        _write(target / student / name, to_bytes(make(record)))
        return 1

    count = sum(use_results(results, write, left_out))
    for student in (*faulty, *left_out):
        (target / student / name).unlink(missing_ok=True)  # one of an earlier grading would pass for the present one
    told = list_names(faulty, MANY)
    remarks = (f"{len(faulty)} could not be graded because of a problem in the grader and are left out: {told}.",)
    return Exported(count, len(faulty), target, remarks if faulty else (), left_out)


def _export_junit(results: ResultsFolder, target: Path) -> Exported:
    """One file for the class. The grader's faults are errors in it."""
    left_out: dict[str, str] = {}
    faulty = []

    def make(student: str, record: Record) -> Element:
        if record.faulty:
            faulty.append(student)
        return junit.to_suite(student, record)

    suites = list(use_results(results, make, left_out))
    if suites:
        _write(target, junit.to_junit(suites))
    return Exported(len(suites), len(faulty), target, (), left_out)


def _make_table(
    scores: Scores, assignment: Assignment, form: str, gradebook: Path | None, column: str | None, roster: Roster
) -> Table:
    if gradebook is not None:
        return TABLES[form](gradebook.read_bytes(), gradebook.name, scores, assignment, column, roster)
    if form == "moodle" or column:
        raise PlatformError(f"{form} needs the {NAMES[form]} of the course, to fill in a column: --gradebook FILE.")
    return canvas.make_table(scores, assignment, roster)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)

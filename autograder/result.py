"""The record of one graded submission: `result.json`, in the form that the contract fixes.

Everything that is shown or exported anywhere is made from this record.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.comparison import DIFFERENCES, Comparison, write_comparisons
from autograder.exercises import ASSIGNMENT, MAX_SCORE
from autograder.record_form import read_form
from autograder.storage import write_whole

SCHEMA_VERSION = 1
RESULT = "result.json"
MOST_NOTES = 20
"""Notes of a result, those on how the submission was found among them; one more counts what is left out."""


@dataclass(frozen=True)
class Check:
    """One check of one exercise. message: empty when it passed."""

    name: str
    hidden: bool
    passed: bool
    score: float
    max_score: int
    message: str


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise. status: one of the words of the contract. mistake: id of the recognised mistake."""

    name: str
    status: str
    score: float
    max_score: int
    optional: bool
    follow_through: bool
    mistake: str | None
    message: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What a result depends on besides the notebook: the grader with its cases, the versions, the sandbox."""

    grader: dict[str, str]
    environment: dict[str, str]
    sandbox: dict[str, object]


@dataclass(frozen=True)
class Record:
    """One submission. `run` alone differs between two gradings of the same bytes.

    comparisons: for the pictures of the feedback; written beside the record, since its form is fixed.
    """

    student: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[str, ...]
    sha256: str
    setting: Setting
    run: dict[str, object] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the exercises' scores."""
        return plain_number(sum(exercise.score for exercise in self.exercises))

    @property
    def faulty(self) -> bool:
        """Whether something could not be graded through the grader's own fault."""
        return any(exercise.status == "grader_fault" for exercise in self.exercises)

    def to_json(self) -> str:
        """The text of `result.json`: stable key order, UTF-8 when written; a line for each exercise and each check."""
        head = {
            "schema_version": SCHEMA_VERSION,
            "assignment": ASSIGNMENT,
            "student": self.student,
            "score": self.score,
            "max_score": MAX_SCORE,
        }
        tail = {
            "notes": self.notes,
            "submission": {"sha256": self.sha256},
            "grader": self.setting.grader,
            "environment": self.setting.environment,
            "sandbox": self.setting.sandbox,
            "run": self.run,
        }
        exercises = ",\n".join(_exercise_text(exercise) for exercise in self.exercises)
        return f'{{{_lines(head)},\n"exercises": [\n{exercises}],\n{_lines(tail)}}}\n'


# json's own indentation is done by Python code for each value, which takes ten times as long.
_text = json.JSONEncoder(ensure_ascii=False).encode


def _lines(values: Mapping[str, object]) -> str:
    return ",\n".join(f"{_text(name)}: {_text(value)}" for name, value in values.items())


def _exercise_text(exercise: ExerciseResult) -> str:
    checks = ",\n".join(_text(vars(check)) for check in exercise.checks)
    fields = {name: value for name, value in vars(exercise).items() if name != "checks"}
    return f'{_text(fields)[:-1]}, "checks": [{checks}]}}'


def limit_notes(notes: tuple[str, ...], most: int = MOST_NOTES) -> tuple[str, ...]:
    """The first notes, and a sentence that counts the rest where there are more."""
    left = len(notes) - most
    return notes if left <= 0 else (*notes[:most], f"{left} more {'note is' if left == 1 else 'notes are'} left out.")


def plain_number(value: float) -> float:
    """A score without a needless fraction: 40, not 40.0, and no more than two decimals."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def write_record(record: Record, results: Path) -> Path:
    """Write `<results>/<student>/<assignment>/result.json`, whole or not at all, and return its path.

    What its pictures show is written beside it, and first: where there is a result, all of it is there.
    Raises OSError; then an earlier result is still there.
    """
    target = results / record.student / ASSIGNMENT / RESULT
    differences = target.with_name(DIFFERENCES)
    # A lone surrogate in a student's exception would make the text unwritable: it becomes a question mark.
    content = record.to_json().encode("utf-8", errors="replace")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if record.comparisons:
            write_whole(differences, write_comparisons(record.comparisons, record.sha256).encode(), beside=results)
        else:
            differences.unlink(missing_ok=True)
        write_whole(target, content, beside=results)
    except OSError:
        if not target.exists():
            differences.unlink(missing_ok=True)
        for folder in (target.parent, target.parent.parent):
            with suppress(OSError):
                folder.rmdir()  # if it is empty: nobody is to look for a result there
        raise
    return target


def read_stored(results: Path, student: str) -> dict | None:
    """The stored result of a student as it was read, None when there is none that can be used."""
    try:
        return read_form(results / student / ASSIGNMENT / RESULT)
    except (OSError, ValueError, RecursionError):
        return None


def stored_students(results: Path) -> Iterator[str]:
    """The students who have a stored result, in no order."""
    return (path.parents[1].name for path in results.glob(f"*/{ASSIGNMENT}/{RESULT}"))

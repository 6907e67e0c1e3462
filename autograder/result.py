"""The record of one graded submission: `result.json`, in the form that the contract fixes.

Everything that is shown or exported anywhere is made from this record.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.exercises import ASSIGNMENT, MAX_SCORE

SCHEMA_VERSION = 1
RESULT = "result.json"


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
    """One submission. `run` alone differs between two gradings of the same bytes."""

    student: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[str, ...]
    sha256: str
    setting: Setting
    run: dict[str, object] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The sum of the exercises' scores."""
        return plain_number(sum(exercise.score for exercise in self.exercises))

    @property
    def faulty(self) -> bool:
        """Whether something could not be graded through the grader's own fault."""
        return any(exercise.status == "grader_fault" for exercise in self.exercises)

    def to_json(self) -> str:
        """The text of `result.json`: stable key order, UTF-8 when written."""
        head = {
            "schema_version": SCHEMA_VERSION,
            "assignment": ASSIGNMENT,
            "student": self.student,
            "score": self.score,
            "max_score": MAX_SCORE,
        }
        body = {
            "exercises": [asdict(exercise) for exercise in self.exercises],
            "notes": self.notes,
            "submission": {"sha256": self.sha256},
        }
        return json.dumps(head | body | asdict(self.setting) | {"run": self.run}, ensure_ascii=False, indent=1) + "\n"


def plain_number(value: float) -> float:
    """A score without a needless fraction: 40, not 40.0, and no more than two decimals."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def write_record(record: Record, results: Path) -> Path:
    """Write `<results>/<student>/<assignment>/result.json`, whole or not at all, and return its path."""
    folder = results / record.student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / RESULT
    # A lone surrogate in a student's exception would make the text unwritable: it becomes a question mark.
    content = record.to_json().encode("utf-8", errors="replace")
    partial = folder / f".{RESULT}.partial"
    partial.write_bytes(content)
    partial.replace(target)
    return target


def read_current(results: Path, student: str, sha256: str, setting: Setting) -> dict | None:
    """The stored result of a student when grading again would give the same; None when it has to be graded.

    A result with a fault of the grader is never kept.
    """
    try:
        stored = json.loads((results / student / ASSIGNMENT / RESULT).read_bytes())
        kept = {"submission": {"sha256": sha256}} | asdict(setting)
        same = all(stored[name] == value for name, value in kept.items())
        faulty = any(exercise["status"] == "grader_fault" for exercise in stored["exercises"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return stored if same and not faulty and stored.get("schema_version") == SCHEMA_VERSION else None

"""The record of one graded submission: `result.json`, in the form that the contract fixes.

Everything that is shown or exported anywhere is made from this record. Only this module reads and writes its JSON.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from autograder.differences import Comparison
from autograder.record_form import Fields
from autograder.setting import Run, Setting

SCHEMA_VERSION = 1
FOR_TEACHERS = "notes_for_teachers"
"""The field of a result that repeats the notes which students are not shown."""
MOST_NOTES = 20
"""Notes of a result, those on how the submission was found among them; one more counts what is left out."""


class Status(StrEnum):
    """What became of an exercise, in the words of the contract."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_WRITTEN = "not_written"
    MISSING = "missing"
    SYNTAX_ERROR = "syntax_error"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    GRADER_FAULT = "grader_fault"


def read_status(word: str) -> Status | str:
    """The status that a word means; a word of another version stays as it is, so that it can be shown."""
    try:
        return Status(word)
    except ValueError:
        return word


@dataclass(frozen=True)
class Check:
    """One check of one exercise. message: empty when it passed."""

    name: str
    hidden: bool
    passed: bool
    score: float
    max_score: float
    message: str

    @classmethod
    def read(cls, fields: Fields) -> "Check":
        """The check of a stored result. Raises ValueError."""
        return cls(
            fields.text("name"),
            fields.flag("hidden"),
            fields.flag("passed"),
            fields.number("score"),
            fields.number("max_score"),
            fields.text("message"),
        )


@dataclass(frozen=True)
class Groups:
    """Which other answers an answer belongs with: those that do the same, and those that are the same code.

    Each is a short id, the same in every run. behaviour: a word where nothing ran or all is right. code: empty where
    nothing ran. Ids are for teachers only: docs/decisions/groups-of-answers.md says why.
    """

    behaviour: str
    code: str = ""

    @classmethod
    def read(cls, fields: Fields) -> "Groups":
        """The groups of a stored result. Raises ValueError."""
        return cls(fields.text("behaviour"), fields.text("code"))


@dataclass(frozen=True)
class GroupComment:
    """A teacher's comment to all students of a group. points: replace the grader's, None if those stay.

    before: the points that the grader gave.
    """

    text: str
    points: float | None = None
    before: float = 0


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise. mistake: id of the recognised mistake.

    status: of a result that another version wrote it may be a word that this one does not know. groups: None in
    results of versions that had none. comment: a teacher's, which `result.json` does not hold.
    """

    name: str
    status: Status | str
    score: float
    max_score: float
    optional: bool
    follow_through: bool
    mistake: str | None
    message: str
    checks: tuple[Check, ...] = ()
    groups: Groups | None = None
    comment: GroupComment | None = None

    @classmethod
    def read(cls, fields: Fields) -> "ExerciseResult":
        """The exercise of a stored result. Raises ValueError."""
        return cls(
            fields.text("name"),
            read_status(fields.text("status")),
            fields.number("score"),
            fields.number("max_score"),
            fields.flag("optional"),
            fields.flag("follow_through"),
            fields.text_or_null("mistake"),
            fields.text("message"),
            tuple(map(Check.read, fields.inners("checks"))),
            Groups.read(fields.inner("groups")) if "groups" in fields else None,
        )

    @property
    def faulty(self) -> bool:
        """Whether it could not be graded through the grader's own fault, and has no points of a teacher's either."""
        return self.status == Status.GRADER_FAULT and (self.comment is None or self.comment.points is None)

    @property
    def untouched(self) -> bool:
        """Whether it is an optional exercise that was not begun, without a comment: a word about it is enough."""
        return self.optional and self.comment is None and self.status in (Status.NOT_WRITTEN, Status.MISSING)


class Audience(StrEnum):
    """Who a note is for. Teachers may read all notes."""

    STUDENT = "student"
    TEACHER = "teacher"


@dataclass(frozen=True)
class Note:
    """A sentence about a submission. What is for the teacher is of no use to students, and may reveal too much."""

    text: str
    audience: Audience = Audience.STUDENT


@dataclass(frozen=True)
class Record:
    """One submission. `run` alone differs between two gradings of the same bytes.

    sha256: of the notebook. comparisons: for the pictures of the feedback; written next to the record, since its form
    is fixed. stored_score: of a result that was read, the score that it names, which need not be the sum.
    """

    assignment: str
    student: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[Note, ...]
    sha256: str
    setting: Setting
    max_score: float
    run: Run = field(default_factory=Run)
    comparisons: tuple[Comparison, ...] = ()
    stored_score: float | None = None

    @classmethod
    def from_json(cls, content: str | bytes) -> "Record":
        """The record that a `result.json` holds, without comparisons. Fields of other versions are left out.

        Raises ValueError, which names what is missing or wrong.
        """
        try:
            fields = Fields(json.loads(content), "the result")
        except RecursionError as error:
            raise ValueError(str(error)) from error
        if (version := fields.number("schema_version")) != SCHEMA_VERSION:
            raise ValueError(f"schema version {version:g}, not {SCHEMA_VERSION}")
        exercises = tuple(map(ExerciseResult.read, fields.inners("exercises")))
        max_score = fields.number("max_score")
        if not max_score:
            raise ValueError("max_score is 0")
        return cls(
            fields.text("assignment"),
            fields.text("student"),
            exercises,
            _read_notes(fields, any(exercise.faulty for exercise in exercises)),
            fields.inner("submission").text("sha256"),
            Setting.read(fields),
            max_score,
            Run.read(fields.inner("run")),
            (),
            fields.number("score"),
        )

    def exercise(self, name: str) -> ExerciseResult:
        """The result of one exercise. Raises KeyError where the record has none."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise KeyError(name)

    @property
    def score(self) -> float:
        """The score that a stored result names, else the sum of the exercises' scores."""
        return self.sum_of_scores if self.stored_score is None else self.stored_score

    @property
    def sum_of_scores(self) -> float:
        """The sum of the exercises' scores."""
        return plain_number(sum(exercise.score for exercise in self.exercises))

    @property
    def faulty(self) -> bool:
        """Whether something could not be graded through the grader's own fault."""
        return bool(self.faulty_exercises)

    @property
    def faulty_exercises(self) -> tuple[str, ...]:
        """The exercises that could not be graded through the grader's own fault."""
        return tuple(exercise.name for exercise in self.exercises if exercise.faulty)

    @property
    def unreadable(self) -> bool:
        """Whether the file that was handed in is not a notebook: then one note is enough."""
        said = {exercise.message for exercise in self.exercises if exercise.status == Status.MISSING}
        everything = all(exercise.status == Status.MISSING for exercise in self.exercises)
        return everything and len(said) == 1 and said <= set(self.all_notes)

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The texts of all notes, for the teacher."""
        return tuple(note.text for note in self.notes)

    @property
    def student_notes(self) -> tuple[str, ...]:
        """The texts of the notes that the student may read."""
        return tuple(note.text for note in self.notes if note.audience == Audience.STUDENT)

    def to_json(self) -> str:
        """The text of `result.json`: stable key order, UTF-8 when written; a line for each exercise and each check."""
        head = {
            "schema_version": SCHEMA_VERSION,
            "assignment": self.assignment,
            "student": self.student,
            "score": self.score,
            "max_score": self.max_score,
        }
        tail = {
            "notes": self.all_notes,
            **self._teacher_notes(),
            "submission": {"sha256": self.sha256},
            **asdict(self.setting),
            "run": asdict(self.run),
        }
        exercises = ",\n".join(_exercise_text(exercise) for exercise in self.exercises)
        return f'{{{_lines(head)},\n"exercises": [\n{exercises}],\n{_lines(tail)}}}\n'

    def _teacher_notes(self) -> dict[str, list[str]]:
        """The field that repeats the notes for the teacher. Without it all notes are for the student."""
        texts = [note.text for note in self.notes if note.audience == Audience.TEACHER]
        return {FOR_TEACHERS: texts} if texts or self.faulty else {}


def _read_notes(fields: Fields, faulty: bool) -> tuple[Note, ...]:
    """The notes of a stored result.

    An old result does not name those for the teacher. They explain faults of the grader: where there is such a fault,
    any of its notes may be one.
    """
    texts = fields.texts("notes")
    secret = fields.texts(FOR_TEACHERS) if FOR_TEACHERS in fields else texts if faulty else ()
    return tuple(Note(text, Audience.TEACHER if text in secret else Audience.STUDENT) for text in texts)


APART = ("checks", "groups", "comment")
"""Fields of an exercise that are not written as they are."""

# json's own indentation is done by Python code for each value, which takes ten times as long.
_text = json.JSONEncoder(ensure_ascii=False).encode


def _lines(values: Mapping[str, object]) -> str:
    return ",\n".join(f"{_text(name)}: {_text(value)}" for name, value in values.items())


def _exercise_text(exercise: ExerciseResult) -> str:
    checks = ",\n".join(_text(vars(check)) for check in exercise.checks)
    fields = {name: value for name, value in vars(exercise).items() if name not in APART}
    if exercise.groups is not None:
        fields["groups"] = vars(exercise.groups)
    return f'{_text(fields)[:-1]}, "checks": [{checks}]}}'


def limit_notes(notes: tuple[str, ...], most: int = MOST_NOTES) -> tuple[str, ...]:
    """The first notes, and a sentence that counts the rest where there are more."""
    left = len(notes) - most
    return notes if left <= 0 else (*notes[:most], f"{left} more {'note is' if left == 1 else 'notes are'} left out.")


def plain_number(value: float) -> float:
    """A score without a needless fraction: 40, not 40.0, and no more than two decimals."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded

"""The answers of a class in groups: for each exercise what they do, and within that their code."""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.assignment import Assignment
from autograder.group_comments import CommentRow, Comments, GroupKey
from autograder.intake.collection import collect
from autograder.intake.files import RefusedError
from autograder.reading.answers import Answer
from autograder.reading.reader import ReaderError, read_answers
from autograder.reports.results import use_results
from autograder.result import ExerciseResult, Record, Status
from autograder.stored_results import ResultsFolder

MOST_CODES = 10
"""Codes of a group that are shown."""
SEVERAL = 2
"""Students who do the same, so that it may be a mistake to be known."""
RIGHT = "right"


@dataclass
class SameCode:
    """Answers that are the same code. sha256: of the notebook of the first of the students."""

    sha256: str
    students: list[str] = field(default_factory=list)


@dataclass
class AnswerGroup:
    """Answers that do the same. example: the result of one of them. codes: by their id."""

    key: GroupKey
    example: ExerciseResult
    students: list[str] = field(default_factory=list)
    codes: dict[str, SameCode] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Whether all checks passed."""
        return self.key[1] == RIGHT

    @property
    def unrecognised(self) -> bool:
        """Whether the answers run and are wrong, and nobody has said why."""
        written = any(check.passed or check.message for check in self.example.checks)
        return written and not (self.right or self.example.mistake or self.example.status == Status.NOT_WRITTEN)

    def by_frequency(self) -> list[SameCode]:
        """All codes, the commonest first."""
        return [code for _, code in sorted(self.codes.items(), key=lambda item: (-len(item[1].students), item[0]))]

    def commonest(self) -> list[SameCode]:
        """The codes that are shown, the commonest first."""
        return self.by_frequency()[:MOST_CODES]


@dataclass
class ClassGroups:
    """All groups of a class. submissions: how many results there are. older: results of a version without groups."""

    submissions: int = 0
    older: int = 0
    groups: dict[GroupKey, AnswerGroup] = field(default_factory=dict)

    def add(self, student: str, record: Record) -> None:
        """Add the answers of one result."""
        self.submissions += 1
        self.older += any(exercise.groups is None for exercise in record.exercises)
        for exercise in record.exercises:
            if exercise.groups is None or exercise.faulty:
                continue
            key = exercise.name, exercise.groups.behaviour
            group = self.groups.setdefault(key, AnswerGroup(key, exercise))
            group.students.append(student)
            if code := exercise.groups.code:
                group.codes.setdefault(code, SameCode(record.sha256)).students.append(student)

    def of(self, exercise: str) -> list[AnswerGroup]:
        """The groups of an exercise, the largest first."""
        own = [group for group in self.groups.values() if group.key[0] == exercise]
        return sorted(own, key=lambda group: (-len(group.students), group.key))

    def candidates(self, assignment: Assignment) -> list[AnswerGroup]:
        """The unrecognised groups of several students, the largest first."""
        groups = (group for name in assignment.exercises for group in self.of(name))
        own = [group for group in groups if group.unrecognised and len(group.students) >= SEVERAL]
        return sorted(own, key=lambda group: -len(group.students))

    def rows(self, assignment: Assignment, comments: Comments) -> list[CommentRow]:
        """The rows of `comments.csv`: each group with its comment, then comments whose group is gone."""
        rows = []
        for exercise in assignment.exercises:
            for group in self.of(exercise):
                mistake, example = group.example.mistake or "", group.students[0]
                comment = comments.get(group.key)
                rows.append(CommentRow(*group.key, len(group.students), mistake, example, comment))
        return [*rows, *(CommentRow(*key, 0, "", "", comments[key]) for key in self.gone(comments))]

    def gone(self, comments: Comments) -> list[GroupKey]:
        """The groups that have a comment and no student any more."""
        return sorted(key for key in comments if key not in self.groups)


def group_answers(results: ResultsFolder, left_out: dict[str, str]) -> ClassGroups:
    """The groups of a folder of results. left_out: gets the students whose result cannot be used, and why."""
    found = ClassGroups()
    for _ in use_results(results, found.add, left_out):
        pass
    return found


def read_code(found: ClassGroups, place: Path, assignment: Assignment) -> dict[str, dict[str, Answer]]:
    """The functions of all notebooks that the page shows code of: by the SHA-256 of the notebook, and by exercise.

    Of right answers all are read, since the page counts how they are written.
    place: what was graded. A notebook is known by its bytes, so that no roster is needed. Raises CollectionError.
    """
    groups = found.groups.values()
    wanted = {code.sha256 for group in groups for code in (group.codes.values() if group.right else group.commonest())}
    return read_notebooks(wanted, place, assignment)


def read_notebooks(wanted: Container[str], place: Path, assignment: Assignment) -> dict[str, dict[str, Answer]]:
    """The functions of some notebooks by their SHA-256, and by exercise. wanted: the hashes. Raises CollectionError."""
    answers: dict[str, dict[str, Answer]] = {}
    for one in collect(place, assignment).submissions:
        try:
            content = one.read(assignment).content
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 in wanted and sha256 not in answers:
                answers[sha256] = read_answers(content, assignment.outline)
        except (OSError, RefusedError, ReaderError):
            continue
    return answers


def right_answers(
    groups: Iterable[AnswerGroup], answers: Mapping[str, Mapping[str, Answer]]
) -> list[tuple[Answer, str]]:
    """The right answers of an exercise, each with a student who gave it."""
    codes = [(group.key[0], code) for group in groups if group.right for code in group.commonest()]
    found = ((answers.get(code.sha256, {}).get(name), code.students[0]) for name, code in codes)
    return [(answer, student) for answer, student in found if answer is not None]

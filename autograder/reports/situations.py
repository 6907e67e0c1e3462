"""Who needs a look or help: the students of a class by what happened to their submissions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.reports.class_counts import Student, Tally
from autograder.result import Status

EMPTY = (Status.NOT_WRITTEN, Status.MISSING)


@dataclass(frozen=True)
class Situation:
    """Some students, and what they have in common. exercise: that they are stuck on, if that is it."""

    words: str
    students: tuple[str, ...]
    exercise: str = ""


def find_arrivals(tally: Tally, absent: Sequence[str]) -> list[Situation]:
    """What came of the submissions; all of these, also without a student. absent: who handed in nothing."""
    return [
        Situation("handed in", tuple(student.name for student in tally.students)),
        Situation("late", _who(tally, lambda student: student.late)),
        Situation("missing", tuple(absent)),
        Situation("unreadable", _who(tally, lambda student: student.unreadable)),
        Situation("not gradable", _who(tally, lambda student: student.score is None)),
        Situation("tampering suspected", _who(tally, lambda student: bool(student.tampering))),
    ]


def find_help(tally: Tally) -> list[Situation]:
    """Who needs help and in what, without those nobody is in."""
    graded = tally.graded
    found = [
        Situation("Nothing written yet", _who(tally, lambda student: _is_empty(student, graded))),
        *(
            Situation("All right but", _who(tally, lambda student, name=name: _is_stuck(student, graded, name)), name)  # type: ignore[misc]
            for name in (graded if len(graded) > 1 else ())
        ),
        Situation("A function does not end in time", _who(tally, lambda student: student.has(Status.TIMED_OUT))),
    ]
    return [one for one in found if one.students]


def _who(tally: Tally, belongs: Callable[[Student], bool]) -> tuple[str, ...]:
    return tuple(student.name for student in tally.students if belongs(student))


def _is_empty(student: Student, graded: Sequence[str]) -> bool:
    readable = not student.unreadable
    return readable and all(student.results[name][0] in EMPTY for name in graded if name in student.results)


def _is_stuck(student: Student, graded: Sequence[str], exercise: str) -> bool:
    """Whether a graded exercise is the only one that is not right. One that could not be graded is no reason."""
    left = [name for name in graded if student.results.get(name, ("",))[0] != Status.PASSED]
    return left == [exercise] and student.score is not None

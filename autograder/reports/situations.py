"""Who needs a look or help: the students of a class by what happened to their submissions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.intake.hand_in_times import HandIns
from autograder.reports.class_counts import Student, Tally
from autograder.result import Status

EMPTY = (Status.NOT_WRITTEN, Status.MISSING)


@dataclass(frozen=True)
class Situation:
    """Some students, and what they have in common. exercise: that they are stuck on, if that is it.

    known: False where nothing shows who is concerned.
    """

    words: str
    students: tuple[str, ...]
    exercise: str = ""
    known: bool = True


def is_late(student: Student, hand_ins: HandIns) -> bool:
    """Whether a student was late: by the deadline, or by the mark of the platform where a time is not known."""
    late = hand_ins.is_late(student.name)
    return student.late if late is None else late


def find_arrivals(tally: Tally, absent: Sequence[str], hand_ins: HandIns) -> list[Situation]:
    """How many handed in, late and so on; each of these, even if nobody did. absent: who handed in nothing."""
    late = _who(tally, lambda student: is_late(student, hand_ins))
    known = bool(late) or any(hand_ins.is_late(student.name) is not None for student in tally.students)
    return [
        Situation("handed in", tuple(student.name for student in tally.students)),
        Situation("late", late, known=known),
        Situation("missing", tuple(absent)),
        Situation("unreadable", _who(tally, lambda student: student.unreadable)),
        Situation("not graded", _who(tally, lambda student: student.score is None)),
        Situation("tampering suspected", _who(tally, lambda student: bool(student.tampering))),
    ]


def find_help(tally: Tally) -> list[Situation]:
    """Who needs help and in what, without those nobody is in."""
    graded = tally.graded

    def stuck_on(name: str) -> Situation:
        students = _who(tally, lambda student: _is_stuck(student, graded, name))
        return Situation("Everything right except", students, name)

    found = [
        Situation("Nothing written yet", _who(tally, lambda student: _is_empty(student, graded))),
        *(stuck_on(name) for name in (graded if len(graded) > 1 else ())),
        Situation("A function does not finish in time", _who(tally, lambda student: student.has(Status.TIMED_OUT))),
    ]
    return [one for one in found if one.students]


def _who(tally: Tally, belongs: Callable[[Student], bool]) -> tuple[str, ...]:
    return tuple(student.name for student in tally.students if belongs(student))


def _is_empty(student: Student, graded: Sequence[str]) -> bool:
    readable = not student.unreadable
    return readable and all(student.results[name][0] in EMPTY for name in graded if name in student.results)


def _is_stuck(student: Student, graded: Sequence[str], exercise: str) -> bool:
    """Whether a graded exercise is the only one that is not right. One that could not be graded does not count."""
    left = [name for name in graded if student.results.get(name, ("",))[0] != Status.PASSED]
    return left == [exercise] and student.score is not None

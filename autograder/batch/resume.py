"""What stored results are still worth, so that a command grades only what it must.

A result holds while notebook, cases, code of the grader, environment and sandbox are the same. Where only the cases
changed, the results of the exercises that they do not concern hold, and so do those of functions that never ran.
"""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.batch.fingerprints import CasesHistory
from autograder.comparison import DIFFERENCES, read_comparisons
from autograder.exercises import ASSIGNMENT, EXERCISES
from autograder.expected import Key
from autograder.result import SCHEMA_VERSION, Check, ExerciseResult, Record, Setting, read_stored


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored result that holds, in whole or in part.

    record: all of it, as by the present cases. kept: the results of exercises that hold, by name.
    current: it names the present cases already, so that there is nothing to write.
    """

    record: Record
    kept: dict[str, ExerciseResult]
    current: bool

    @property
    def whole(self) -> bool:
        """Whether nothing of the submission has to be graded again."""
        return len(self.kept) == len(EXERCISES)


class Resume:
    """Finds what holds of the results in a folder for a grader with a setting."""

    def __init__(self, results: Path, setting: Setting, key: Key) -> None:
        """Prepare, and write down what the cases hold. key: the cases that the setting names. Raises OSError."""
        self._results = results
        self._setting = setting
        self._history = CasesHistory(results)
        self._history.remember(key)

    def find(self, student: str, content: bytes) -> Stored | None:
        """What holds of a student's result; None when all has to be graded. content: the notebook's bytes.

        Of a result with a fault of the grader nothing holds.
        """
        stored = read_stored(self._results, student)
        if stored is None:
            return None
        try:
            return self._judge(student, hashlib.sha256(content).hexdigest(), stored)
        except (LookupError, TypeError, ValueError):
            return None

    def _judge(self, student: str, sha256: str, stored: dict) -> Stored | None:
        now = asdict(self._setting)
        before, present = stored["grader"]["cases_sha256"], now["grader"]["cases_sha256"]
        now["grader"]["cases_sha256"] = before
        same = {"schema_version": SCHEMA_VERSION, "student": student, "submission": {"sha256": sha256}} | now
        if any(stored[name] != value for name, value in same.items()):
            return None
        exercises = tuple(_restore(entry) for entry in stored["exercises"])
        if tuple(exercise.name for exercise in exercises) != tuple(EXERCISES):
            return None
        if any(exercise.status == "grader_fault" for exercise in exercises):
            return None
        changed = self._history.changed(before, present)
        if changed is None:
            return None
        shown = tuple(read_comparisons(self._results / student / ASSIGNMENT / DIFFERENCES, sha256))
        record = Record(student, exercises, tuple(stored["notes"]), sha256, self._setting, stored["run"], shown)
        again = _affected(exercises, changed)
        kept = {exercise.name: exercise for exercise in exercises if exercise.name not in again}
        return Stored(record, kept, before == present)


def _restore(entry: dict) -> ExerciseResult:
    return ExerciseResult(**entry | {"checks": tuple(Check(**check) for check in entry["checks"])})


def _affected(exercises: tuple[ExerciseResult, ...], changed: frozenset[str]) -> set[str]:
    """The exercises that have to be graded again when the cases of some changed.

    A function that never ran has no checks: what is said of it comes from the notebook alone. One that passed by
    itself depends on its own cases, any other also on whether its helpers pass theirs.
    """
    affected: set[str] = set()
    for exercise in exercises:
        by_itself = exercise.status == "passed" and not exercise.follow_through
        helpers = () if by_itself else EXERCISES[exercise.name].prerequisites
        if exercise.checks and (exercise.name in changed or not affected.isdisjoint(helpers)):
            affected.add(exercise.name)
    return affected

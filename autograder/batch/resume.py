"""What stored results are still worth, so that a command grades only what it must.

A result holds while notebook, cases, code of the grader, environment and sandbox are the same. Where only the cases
changed, the results of the exercises that they do not concern hold, and so do those of functions that never ran.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.fingerprints import CasesHistory
from autograder.comparison import DIFFERENCES, read_comparisons
from autograder.exercises import ASSIGNMENT, EXERCISES
from autograder.expected import Key
from autograder.result import ExerciseResult, Record, Status
from autograder.setting import Setting
from autograder.stored_results import read_stored


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
        return None if stored is None else self._judge(student, hashlib.sha256(content).hexdigest(), stored)

    def _judge(self, student: str, sha256: str, stored: Record) -> Stored | None:
        before, present = stored.setting.grader.cases_sha256, self._setting.grader.cases_sha256
        setting = replace(self._setting, grader=replace(self._setting.grader, cases_sha256=before))
        if (stored.student, stored.sha256, stored.setting) != (student, sha256, setting):
            return None
        if tuple(exercise.name for exercise in stored.exercises) != tuple(EXERCISES):
            return None
        if stored.faulty or stored.score != stored.sum_of_scores:
            return None
        changed = self._history.changed(before, present)
        if changed is None:
            return None
        shown = tuple(read_comparisons(self._results / student / ASSIGNMENT / DIFFERENCES, sha256))
        record = replace(stored, setting=self._setting, comparisons=shown)
        again = _affected(stored.exercises, changed)
        kept = {exercise.name: exercise for exercise in stored.exercises if exercise.name not in again}
        return Stored(record, kept, before == present)


def _affected(exercises: tuple[ExerciseResult, ...], changed: frozenset[str]) -> set[str]:
    """The exercises that have to be graded again when the cases of some changed.

    A function that never ran has no checks: what is said of it comes from the notebook alone. One that passed by
    itself depends on its own cases, any other also on whether its helpers pass theirs.
    """
    affected: set[str] = set()
    for exercise in exercises:
        by_itself = exercise.status == Status.PASSED and not exercise.follow_through
        helpers = () if by_itself else EXERCISES[exercise.name].prerequisites
        if exercise.checks and (exercise.name in changed or not affected.isdisjoint(helpers)):
            affected.add(exercise.name)
    return affected

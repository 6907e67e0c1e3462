"""What all records of a batch share, and the records of submissions of which nothing was run."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.assignment import Assignment
from autograder.differences import Comparison
from autograder.grading.scoring import OUR_FAULT, empty_result
from autograder.intake.files import RefusedError
from autograder.result import Audience, ExerciseResult, Note, Record, Status
from autograder.setting import Run, Setting


@dataclass(frozen=True)
class RecordFrame:
    """The assignment and the setting of a batch: with a submission's results they make its record."""

    assignment: Assignment
    setting: Setting

    def record(
        self,
        student: str,
        content: bytes,
        results: tuple[ExerciseResult, ...],
        notes: tuple[Note, ...],
        seconds: float = 0.0,
        comparisons: tuple[Comparison, ...] = (),
    ) -> Record:
        """The record of a submission, made now. content: the bytes of the notebook. seconds: what grading it took."""
        sha256 = hashlib.sha256(content).hexdigest()
        run = Run(datetime.now(UTC).isoformat(timespec="seconds"), seconds)
        name, most = self.assignment.name, self.assignment.max_score
        return Record(name, student, results, notes, sha256, self.setting, most, run, comparisons)

    def fault(self, student: str, content: bytes, reason: str, remarks: tuple[str, ...] = ()) -> Record:
        """The record of a submission that the grader failed on. reason: for the instructor."""
        note = Note(f"The grader failed on this submission ({reason}).", Audience.TEACHER)
        return self._uniform(student, content, (Status.GRADER_FAULT, OUR_FAULT), (note, *map(Note, remarks)))

    def unread(self, student: str, error: RefusedError | OSError, remarks: tuple[str, ...] = ()) -> Record:
        """The record of a submission that was not read: there is nothing to grade in it, or the system is at fault."""
        if isinstance(error, OSError):
            reason = f"the file could not be read: {error.strerror or error}"
            return self.fault(student, b"", reason, remarks)
        notes = tuple(map(Note, (str(error), *remarks)))
        return self._uniform(student, b"", (Status.MISSING, str(error)), notes)

    def _uniform(self, student: str, content: bytes, said: tuple[Status, str], notes: tuple[Note, ...]) -> Record:
        """A record without any checks. said: status and message of every exercise."""
        results = tuple(empty_result(exercise, *said) for exercise in self.assignment.exercises.values())
        return self.record(student, content, results, notes)

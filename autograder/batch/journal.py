"""What results were before they changed: kept until a command comes to its end, however often it was stopped.

A line is written before the result is replaced, and what came of it is read from the result itself. So a command that
was killed in the middle of a regrade tells, when it is run again, of all that changed and not of its second half only.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from autograder.result import Record
from autograder.stored_results import ResultsFolder

JOURNAL = ".changes.jsonl"
Standing = dict[str, list]
"""Status and score by exercise."""
REASONS = {"submission": "notebook", "cases": "cases", "grader": "grader", "versions": "versions", "sandbox": "sandbox"}


@dataclass(frozen=True, slots=True)
class Change:
    """One student whose score or statuses are no longer what they were.

    before, after: scores. because: what else differs between the two gradings. exercises: name, standing before and
    after, of each exercise that changed.
    """

    student: str
    before: float
    after: float
    because: tuple[str, ...]
    exercises: tuple[tuple[str, list, list], ...]


class Journal:
    """The journal of a folder of results."""

    def __init__(self, results: ResultsFolder) -> None:
        """Nothing is read or written yet."""
        self._results = results
        self._path = results.path / JOURNAL

    def note(self, record: Record) -> None:
        """Keep the scores of a stored result if the record that is about to replace it has others. Raises OSError."""
        stored = self._results.read(record.student)
        before = _outline(stored) if stored is not None else None
        if before is not None and before["exercises"] != _standings(record):
            # Each line begins with its end of line: what a full disk cut off does not spoil the next one.
            with self._path.open("ab") as file:
                file.write(b"\n" + json.dumps({"student": record.student} | before).encode())

    def changes(self) -> Iterator[Change]:
        """Everybody whose result differs from what it was when the journal began, ordered by student."""
        first = self._read()
        for student in sorted(first):
            before, stored = json.loads(first[student]), self._results.read(student)
            after = _outline(stored) if stored is not None else None
            if after is None or after["exercises"] == before["exercises"]:
                continue
            exercises = tuple(
                (name, before["exercises"][name], standing)
                for name, standing in after["exercises"].items()
                if before["exercises"].get(name, standing) != standing
            )
            because = tuple(reason for key, reason in REASONS.items() if before[key] != after[key])
            yield Change(student, before["score"], after["score"], because, exercises)

    def clear(self) -> None:
        """Forget everything: a command has finished and reported it."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, bytes]:
        """The first line of each student."""
        first: dict[str, bytes] = {}
        try:
            with self._path.open("rb") as file:
                for line in file:
                    try:
                        first.setdefault(json.loads(line)["student"], line)
                    except ValueError:
                        continue
        except FileNotFoundError:
            pass
        return first


def _standings(record: Record) -> Standing:
    return {exercise.name: [exercise.status, exercise.score] for exercise in record.exercises}


def _outline(stored: Record) -> dict:
    """The score and what is compared of a stored result."""
    return {
        "score": stored.score,
        "exercises": _standings(stored),
        "submission": stored.sha256,
        "cases": stored.setting.grader.cases_sha256,
        "grader": stored.setting.grader.version,
        "versions": asdict(stored.setting.environment),
        "sandbox": stored.setting.sandbox.tier,
    }

"""What holds for the record of every submission, whatever was handed in and whatever its functions answer."""

import json
from pathlib import Path

from autograder.differences import DIFFERENCES, read_comparisons
from autograder.result import Audience, Record
from autograder.stored_results import ResultsFolder
from tests.first_assignment import NAME


class GraderFaultError(AssertionError):
    """Something handed in had the verdict that it could not be graded; the text is the grader's own note."""


def check_record(record: Record, folder: Path) -> Record:
    """Write a record, and return it as it is read again. Raises AssertionError for what must not be."""
    if record.faulty:
        raise GraderFaultError(*(note.text for note in record.notes if note.audience == Audience.TEACHER))
    path = ResultsFolder(folder, NAME).write(record)
    text = path.read_text(encoding="utf-8")
    json.loads(text, parse_constant=_refuse)
    result = Record.from_json(text)
    assert result.to_json() == text
    for exercise in result.exercises:
        assert 0 <= exercise.score <= exercise.max_score
        assert all(0 <= check.score <= check.max_score for check in exercise.checks)
    differences = path.with_name(DIFFERENCES)
    assert len(read_comparisons(differences, record.sha256)) == len(record.comparisons)
    return result


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")

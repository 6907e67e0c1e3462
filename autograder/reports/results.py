"""The results of a folder as they were written, and what every report and export asks of one."""

import json
from collections.abc import Iterator
from pathlib import Path

from autograder.exercises import ASSIGNMENT
from autograder.result import RESULT, SCHEMA_VERSION


def read_results(results: Path) -> Iterator[tuple[str, dict]]:
    """Students in order, each with the record of the result, read one at a time.

    The folder tells the student: a record may come from anywhere. Raises ValueError, which names the file, for a result
    that is broken.
    """
    for student in sorted(entry.name for entry in results.iterdir()):
        path = results / student / ASSIGNMENT / RESULT
        if not path.is_file():
            continue
        try:
            record = json.loads(path.read_bytes())
            if record["schema_version"] != SCHEMA_VERSION:
                raise ValueError(f"schema version {record['schema_version']}")
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path} cannot be used ({error}): grade with --fresh") from error
        yield student, record


def faulty_exercises(record: dict) -> list[str]:
    """The exercises that could not be graded through the grader's own fault."""
    return [exercise["name"] for exercise in record["exercises"] if exercise["status"] == "grader_fault"]

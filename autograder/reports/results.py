"""The results of a folder as they were written, and what every report and export asks of one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from autograder.exercises import ASSIGNMENT
from autograder.record_form import read_form
from autograder.result import RESULT, SCHEMA_VERSION

_Made = TypeVar("_Made")


def use_results(results: Path, use: Callable[[str, dict], _Made], left_out: dict[str, str]) -> Iterator[_Made]:
    """What `use` makes of each student's record, in the order of the students, one record at a time.

    The folder names the student: a record may come from anywhere. left_out: gets the students whose result is broken
    or on whom `use` failed, with the reason; the others are not concerned. Raises OSError when the folder cannot be
    listed, or when `use` raises it: a full disk is not a matter of one student.
    """
    for student in sorted(entry.name for entry in results.iterdir()):
        path = results / student / ASSIGNMENT / RESULT
        try:
            if not path.is_file():
                continue
            record = _read(path)
        except (OSError, ValueError, RecursionError) as error:
            left_out[student] = f"{path} cannot be used ({error}): grade with --fresh"
            continue
        try:
            made = use(student, record)
        except OSError:
            raise
        except Exception as error:
            left_out[student] = f"a problem in the grader, {type(error).__name__}: {error}"
            continue
        yield made


def _read(path: Path) -> dict:
    """The content of a `result.json`. Raises OSError, ValueError and RecursionError."""
    record = read_form(path)
    if record["schema_version"] != SCHEMA_VERSION:
        raise ValueError(f"schema version {record['schema_version']}")
    return record


def faulty_exercises(record: dict) -> list[str]:
    """The exercises that could not be graded through the grader's own fault."""
    return [exercise["name"] for exercise in record["exercises"] if exercise["status"] == "grader_fault"]

"""The results of a folder: each is written whole or not at all, and found by the student's name."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from autograder.differences import DIFFERENCES, write_comparisons
from autograder.exercises import ASSIGNMENT
from autograder.result import Record
from autograder.storage import write_whole

RESULT = "result.json"


def write_record(record: Record, results: Path) -> Path:
    """Write `<results>/<student>/<assignment>/result.json`, whole or not at all, and return its path.

    What its pictures show is written beside it, and first: where there is a result, all of it is there.
    Raises OSError; then an earlier result is still there.
    """
    target = results / record.student / ASSIGNMENT / RESULT
    differences = target.with_name(DIFFERENCES)
    # A lone surrogate in a student's exception would make the text unwritable: it becomes a question mark.
    content = record.to_json().encode("utf-8", errors="replace")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if record.comparisons:
            write_whole(differences, write_comparisons(record.comparisons, record.sha256).encode(), beside=results)
        else:
            differences.unlink(missing_ok=True)
        write_whole(target, content, beside=results)
    except OSError:
        if not target.exists():
            differences.unlink(missing_ok=True)
        for folder in (target.parent, target.parent.parent):
            with suppress(OSError):
                folder.rmdir()  # if it is empty: nobody is to look for a result there
        raise
    return target


def read_stored(results: Path, student: str) -> Record | None:
    """The stored result of a student, None when there is none that can be used."""
    try:
        return Record.from_json((results / student / ASSIGNMENT / RESULT).read_bytes())
    except (OSError, ValueError):
        return None


def stored_students(results: Path) -> Iterator[str]:
    """The students who have a stored result, in no order."""
    return (path.parents[1].name for path in results.glob(f"*/{ASSIGNMENT}/{RESULT}"))

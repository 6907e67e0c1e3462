"""The results of a folder, one at a time, for every report and export."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from autograder.group_comments import apply_comments, read_comments
from autograder.result import Record
from autograder.stored_results import ResultsFolder

_Made = TypeVar("_Made")


def use_results(
    results: ResultsFolder, use: Callable[[str, Record], _Made], left_out: dict[str, str]
) -> Iterator[_Made]:
    """What `use` makes of each student's record, in the order of the students, one record at a time.

    The folder names the student: a record may come from anywhere. left_out: gets the students whose result is broken
    or on which `use` failed, with the reason; the others are not affected. Records have the comments of teachers in
    them, and the points that go with these. Raises CommentsError, and OSError when the folder cannot be listed, or when
    `use` raises it: a full disk is not a matter of one student.
    """
    comments = read_comments(results)
    for student in sorted(results.students()):
        path = results.place(student)
        try:
            record = apply_comments(Record.from_json(path.read_bytes()), comments)
        except (OSError, ValueError) as error:
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

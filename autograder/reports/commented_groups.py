"""Which groups of answers a teacher has commented on, in sentences for the end of `grade` and `groups`."""

from collections.abc import Iterator

from autograder.assignment import Assignment
from autograder.group_comments import CommentRow, Comments
from autograder.reports.answer_groups import group_answers
from autograder.stored_results import ResultsFolder
from autograder.text import MANY, list_names


def tell_comments(results: ResultsFolder, assignment: Assignment, comments: Comments) -> Iterator[str]:
    """Sentences on what a teacher has given to groups of answers. Raises OSError."""
    return tell_rows(group_answers(results, {}).rows(assignment, comments))


def tell_rows(rows: list[CommentRow]) -> Iterator[str]:
    """The same sentences on the rows of comments.csv."""
    commented = [row for row in rows if row.comment is not None]
    here = [row for row in commented if row.students]
    if here:
        count = sum(row.students for row in here)
        yield f"Groups with a comment or points from you: {len(here)}, with {count} answer{'s' * (count > 1)}."
    pointed = [row for row in here if row.comment is not None and row.comment.points is not None]
    if pointed:
        names = list_names((f"{row.exercise} {row.group}" for row in pointed), MANY)
        yield f"Your points replace the grader's in grades.csv, on pages and in exports: {names}."
    gone = [f"{row.exercise} {row.group}" for row in commented if not row.students]
    if gone:
        names = list_names(gone, MANY)
        yield f"These groups have no answers any more, so nobody gets their comments and points: {names}."

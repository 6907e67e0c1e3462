"""The command `groups`: the page, the file for comments, and the table of grades with the points in it."""

from collections.abc import Iterator
from pathlib import Path

from autograder.assignment import Assignment
from autograder.group_comments import COMMENTS, CommentRow, Comments, read_comments, write_comments
from autograder.reports.answer_groups import group_answers, read_code
from autograder.reports.grades import Row, write_grades
from autograder.reports.groups_page import find_pages, render_groups
from autograder.reports.page import write_page
from autograder.reports.proposals import propose_mistakes
from autograder.reports.results import use_results
from autograder.result import Record
from autograder.storage import occupy
from autograder.stored_results import ResultsFolder
from autograder.text import MANY, list_names


def write_groups(
    results: ResultsFolder,
    assignment: Assignment,
    place: Path,
    target: Path,
    left_out: dict[str, str],
    propose: bool = False,
) -> Iterator[str]:
    """Write what the command writes; yields the sentences that it prints. place: what was graded. target: of the page.

    propose: yield records for new known mistakes, too.

    What a teacher has written into the file of comments stays. left_out: gets the students whose result cannot be
    used, and why. Raises CommentsError, CollectionError and OSError.
    """
    with occupy(results.path):
        comments = read_comments(results)
        found = group_answers(results, left_out)
        answers = read_code(found, place, assignment)
        write_page(render_groups(found, assignment, comments, answers, find_pages(results, target)), target)
        rows = found.rows(assignment, comments)
        write_comments(results.path / COMMENTS, rows)
        write_grades(_grades(results), assignment, results.path / "grades.csv")
    groups = len(found.groups)
    yield f"{groups} {'group' if groups == 1 else 'groups'} of answers in {found.submissions} results: {target}"
    yield f"Write comments and points into {results.path / COMMENTS} and run this again to see them on the page."
    yield from _tell_comments(rows)
    if found.older:
        yield f"{found.older} results are from an earlier version and have no groups: run `grade` again."
    if propose:
        yield from propose_mistakes(found, assignment, answers)


def _grades(results: ResultsFolder) -> list[Row]:
    """The scores with the points of comments. Students whose result cannot be used keep their lines."""

    def row(student: str, record: Record) -> Row:
        return student, record.score, {exercise.name: exercise.score for exercise in record.exercises}

    return list(use_results(results, row, {}))


def tell_comments(results: ResultsFolder, assignment: Assignment, comments: Comments) -> Iterator[str]:
    """Sentences on what a teacher has given to groups of answers. Raises OSError."""
    return _tell_comments(group_answers(results, {}).rows(assignment, comments))


def _tell_comments(rows: list[CommentRow]) -> Iterator[str]:
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

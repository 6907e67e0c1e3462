"""The command `groups`: the page, the file for comments, and the table of grades with the points in it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from autograder.assignment import Assignment, load_assignment
from autograder.commands.complaints import complain_of_left_out
from autograder.errors import OK, OUR_FAULT
from autograder.group_comments import COMMENTS, read_comments, write_comments
from autograder.reports.answer_groups import group_answers, read_code
from autograder.reports.commented_groups import tell_rows
from autograder.reports.grades import Row, write_grades
from autograder.reports.groups_page import find_pages, render_groups
from autograder.reports.page import write_page
from autograder.reports.proposals import propose_mistakes
from autograder.reports.results import use_results
from autograder.reports.terminal import say
from autograder.result import Record
from autograder.storage import occupy
from autograder.stored_results import ResultsFolder, find_results


def run(options: argparse.Namespace) -> int:
    """Write the groups of answers, and a row for a comment on each; status 1 when some students are left out."""
    results = find_results(options.results)
    place = results.locate_submissions(options.submissions)
    left_out: dict[str, str] = {}
    target = options.to or options.results / "groups.html"
    say(*write_groups(results, load_assignment(results.assignment), place, target, left_out, options.propose))
    complain_of_left_out(left_out)
    return OUR_FAULT if left_out else OK


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
    yield from tell_rows(rows)
    if found.older:
        yield f"{found.older} results are from an earlier version and have no groups: run `grade` again."
    if propose:
        yield from propose_mistakes(found, assignment, answers)


def _grades(results: ResultsFolder) -> list[Row]:
    """The scores with the points of comments. Students whose result cannot be used keep their lines."""

    def row(student: str, record: Record) -> Row:
        return student, record.score, {exercise.name: exercise.score for exercise in record.exercises}

    return list(use_results(results, row, {}))

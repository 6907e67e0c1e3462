"""The command `record`: scores, comments and notebooks go to where nbgrader has them."""

import argparse

from autograder.assignment import load_assignment
from autograder.commands.complaints import complain, complain_of_left_out
from autograder.errors import OK, OUR_FAULT
from autograder.gradebook.course import open_course
from autograder.gradebook.database import show_url
from autograder.gradebook.recording import record_all
from autograder.intake.roster import Roster, read_roster
from autograder.reports.terminal import say
from autograder.stored_results import find_results
from autograder.text import MANY, list_names

NEXT = "Next: formgrader, `nbgrader generate_feedback {assignment} --force`, `nbgrader export`."
NOT_AUTOGRADE = (
    "Do not press Autograde in formgrader in this course: it runs the notebooks without a sandbox and replaces these "
    "scores. One setting makes the button use this grader: docs/nbgrader.md."
)


def run(options: argparse.Namespace) -> int:
    """Record the results and print what to do next; status 1 when some have no score now."""
    roster = read_roster(options.roster) if options.roster else Roster()
    results = find_results(options.results)
    assignment = load_assignment(results.assignment)
    course = open_course(options.course, options.db)
    place = options.submissions or results.recall_submissions()
    if place is not None and (not place.exists() or place.absolute() == course.submissions.absolute()):
        place = options.submissions
    outcome = record_all(results, assignment, course, place, roster)
    said = [f"{len(outcome.students)} recorded in {show_url(course.db_url)}"]
    if outcome.reviewed:
        said.append(
            "Manual scores stay. The grader's own score has changed for "
            f"{list_names(outcome.reviewed, MANY)}; formgrader asks you to review them."
        )
    if outcome.timeless:
        said.append(
            f"Cannot read when {list_names(outcome.timeless, MANY)} handed in (timestamp.txt), so this counts as on "
            "time. Correct the file and run `record` again."
        )
    if outcome.conflicts:
        said.append(
            "Manual scores stay, although comments.csv gives the group other points: "
            f"{list_names(outcome.conflicts, MANY)}."
        )
    if outcome.students:
        said.append(NEXT.format(assignment=assignment.name))
        if not course.autogrades_here:
            said.append(NOT_AUTOGRADE)
    say(*said)
    complain_of_left_out(outcome.left_out)
    if outcome.by_hand:
        complain(
            f"A problem in the grader: {list_names(outcome.by_hand, MANY)} could not be graded. "
            "Run `grade` and `record` again, or enter manual scores in formgrader."
        )
    return OUR_FAULT if outcome.left_out or outcome.by_hand else OK

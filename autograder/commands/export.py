"""The command `export`: results in the form of a platform."""

import argparse

from autograder.assignment import load_assignment
from autograder.commands.complaints import complain_of_left_out
from autograder.errors import OK, OUR_FAULT
from autograder.intake.roster import read_roster
from autograder.platforms.export import export
from autograder.reports.terminal import say
from autograder.stored_results import find_results

OF_A_COURSE = ("gradebook.db", "nbgrader_config.py")


def run(options: argparse.Namespace) -> int:
    """Write the results in the form of a platform; status 1 when some have no score, or are left out."""
    roster = read_roster(options.roster) if options.roster else None
    results = find_results(options.results)
    assignment = load_assignment(results.assignment)
    scores: dict[str, float] | None = None
    remarks: list[str] = []
    if options.from_gradebook:
        from autograder.gradebook.course import open_course  # nbgrader takes seconds to load
        from autograder.gradebook.scores import read_scores, tell_waiting

        recorded = read_scores(open_course(options.course, options.db), results)
        scores, remarks = {name: score for name, score in recorded.items() if score is not None}, tell_waiting(recorded)
    where = options.to, options.gradebook, options.column
    done = export(results, assignment, options.format, *where, roster, scores)
    if done.scores and scores is None and any((options.course / name).is_file() for name in OF_A_COURSE):
        from autograder.gradebook.scores import tell_differences  # only where nbgrader has a course

        remarks = tell_differences(done.scores, results, options.course)
    say(*done.remarks, *remarks, f"{done.count} results written to {done.target}")
    complain_of_left_out(done.left_out)
    return OUR_FAULT if done.faulty or done.left_out else OK

"""The command `report`: the page on a class."""

import argparse
from dataclasses import replace

from autograder.assignment import load_assignment
from autograder.commands.complaints import complain_of_left_out
from autograder.errors import OK, OUR_FAULT
from autograder.intake.hand_in_times import HandIns, find_times
from autograder.reports.class_report import write_report_of
from autograder.reports.similarity import find_similar
from autograder.reports.terminal import say
from autograder.stored_results import ResultsError, find_results


def run(options: argparse.Namespace) -> int:
    """Write the report on the class; status 1 when some are left out."""
    results = find_results(options.results)
    earlier = find_results(options.compare) if options.compare else None
    if earlier is not None and earlier.assignment != results.assignment:
        raise ResultsError(f"{earlier.path} holds results of {earlier.assignment}, not of {results.assignment}.")
    place = results.locate_submissions(options.submissions) if options.submissions else results.recall_submissions()
    hand_ins = HandIns(due=options.due)
    if options.from_gradebook:
        from autograder.gradebook.course import open_course  # nbgrader takes seconds to load
        from autograder.gradebook.deadlines import read_hand_ins

        hand_ins = read_hand_ins(open_course(options.course, options.db), results)
    if place:
        hand_ins = replace(hand_ins, times={**hand_ins.times, **find_times(place, results)})
    assignment = load_assignment(results.assignment)
    similar = find_similar(results, assignment, results.locate_submissions(None)) if options.similarity else None
    target = options.to or options.results / "class_report.html"
    left_out: dict[str, str] = {}
    count = write_report_of(results, assignment, target, left_out, hand_ins, earlier, similar)
    say(f"{count} results written to {target}")
    complain_of_left_out(left_out)
    return OUR_FAULT if left_out else OK

"""The command `feedback`: the students' pages."""

import argparse
from collections.abc import Callable
from functools import partial

from autograder.assignment import load_assignment
from autograder.commands.complaints import complain_of_left_out
from autograder.errors import OK, OUR_FAULT
from autograder.reports.feedback import write_all_feedback
from autograder.reports.terminal import say
from autograder.stored_results import find_results


def run(options: argparse.Namespace) -> int:
    """Write the students' pages; status 1 when some are left out."""
    write: Callable[..., int] = write_all_feedback
    target = options.results / "feedback"
    if options.from_gradebook:
        from autograder.gradebook.course import open_course  # nbgrader takes seconds to load
        from autograder.gradebook.feedback import write_feedback_of_course

        course = open_course(options.course, options.db)
        write, target = partial(write_feedback_of_course, course=course), course.feedback
    target = options.to or target
    results = find_results(options.results)
    left_out: dict[str, str] = {}
    count = write(results, load_assignment(results.assignment), target, left_out)
    say(f"{count} results written to {target}")
    complain_of_left_out(left_out)
    return OUR_FAULT if left_out else OK

"""The command `check`: one notebook, with its result on the terminal only."""

import argparse

from autograder.authoring.secret_cases import find_cases
from autograder.batch.task import open_grader
from autograder.errors import OK, OUR_FAULT
from autograder.intake.choose_assignment import choose_assignment
from autograder.intake.collection import CollectionError, one_file
from autograder.reports.terminal import open_console, print_record


def run(options: argparse.Namespace) -> int:
    """Grade one notebook and show the result."""
    if options.notebook.is_dir():
        raise CollectionError(f"{options.notebook} is a folder. `check` takes one notebook; `grade` takes folders.")
    submission = one_file(options.notebook.stem, options.notebook)
    assignment = choose_assignment(options.assignment, options.notebook)
    reading = submission.read(assignment)
    with open_grader(options.sandbox, find_cases(assignment.name, options.secret), own_notebook=True) as grader:
        record = grader.grade(submission.student, reading.content, reading.remarks)
    print_record(record, open_console())
    return OUR_FAULT if record.faulty else OK

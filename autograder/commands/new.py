"""The command `new`: the files of a new assignment, and what to do with them."""

import argparse

from autograder import program
from autograder.authoring.begin import begin_assignment
from autograder.errors import OK
from autograder.reports.terminal import say


def run(options: argparse.Namespace) -> int:
    """Start an assignment and print what to do next."""
    name = options.name
    written = begin_assignment(name, options.course)
    say(
        *(f"Created {path}" for path in written),
        f"1. Build it: make generated ASSIGNMENT={name}",
        f"2. Grade its answer key: {program()} check solutions/{name}/{name}.ipynb",
        "3. Replace the example, one function at a time: docs/authors.md shows how.",
    )
    return OK

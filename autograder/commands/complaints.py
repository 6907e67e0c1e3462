"""Sentences on standard error. Every command loads this, so it needs nothing that takes long to load."""

import sys
from collections.abc import Mapping
from itertools import islice

from autograder.text import MANY, for_terminal


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    print(f"autograder: {for_terminal(sentence)}", file=sys.stderr)


def complain_of_left_out(left_out: Mapping[str, str]) -> None:
    """Name the students that a command left out, with the reason of each; of many the first ones."""
    for student, reason in islice(left_out.items(), MANY):
        complain(f"{student} is left out: {reason}")
    if len(left_out) > MANY:
        complain(f"{len(left_out) - MANY} more are left out")

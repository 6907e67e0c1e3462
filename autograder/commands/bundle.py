"""The command `bundle`: the zip from which a platform builds its grader."""

import argparse
from pathlib import Path

from autograder.authoring.secret_cases import find_cases
from autograder.errors import OK
from autograder.intake.choose_assignment import choose_assignment
from autograder.platforms.bundle import write_bundle
from autograder.reports.terminal import say


def run(options: argparse.Namespace) -> int:
    """Make the zip for a platform."""
    target = options.to or Path(f"{options.platform}.zip")
    cases = find_cases(choose_assignment(options.assignment).name, options.secret)
    size = write_bundle(options.platform, target, cases, options.waive_sandbox, dict(options.part))
    say(f"{size / 1e6:.1f} MB: {target}")
    return OK

"""The command `doctor`: what protects this machine while students' code runs."""

import argparse
import sys
from pathlib import Path

from autograder.errors import NO_SANDBOX, OK
from autograder.reports.terminal import compare_python, open_console, print_tiers, say
from autograder.sandbox import diagnose

ENVIRONMENT = Path(__file__).parents[2] / "environment.yml"


def run(_: argparse.Namespace) -> int:
    """Show what protects this machine; status 3 when nothing does."""
    diagnosis = diagnose()
    print_tiers(diagnosis, open_console())
    if versions := compare_python(ENVIRONMENT, sys.version_info[:2]):
        say("", versions)
    return OK if diagnosis.chosen else NO_SANDBOX

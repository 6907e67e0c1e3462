"""The files next to a notebook that nobody edits there: copies of shared texts, and what code makes."""

import shutil
from pathlib import Path
from pkgutil import resolve_name

from autograder.authoring.definition import Assignment
from autograder.authoring.places import ROOT

PUBLIC_TESTS = ROOT / "public_tests.py"
SHARED = ROOT / "shared"
"""Texts that several assignments release. Not in source/, where nbgrader takes each folder for an assignment."""


def list_copied(assignment: Assignment) -> list[Path]:
    """The texts that are copied next to the notebook: the public tests, and those shared ones that are released."""
    return [PUBLIC_TESTS, *(path for path in sorted(SHARED.iterdir()) if path.name in assignment.files)]


def write_files(assignment: Assignment, folder: Path) -> None:
    """Write the generated files that are released with a notebook, except the public cases.

    Copies and not links, because a course made of several folders has its top elsewhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in list_copied(assignment):
        shutil.copyfile(path, folder / path.name)
    for name, maker in assignment.makers.items():
        resolve_name(maker)(folder / name)

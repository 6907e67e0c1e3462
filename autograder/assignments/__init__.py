"""The assignments: a folder for each holds all that is particular to it. Authors read these, grading what is compiled.

An assignment named `x` is the package `x` here; its module `assignment` gives `ASSIGNMENT`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that reads notebooks comes through here, and has the standard library only
    from autograder.authoring.definition import Assignment


def list_assignments() -> list[str]:
    """The names of the assignments that have a definition, in order."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/assignment.py"))


def list_installed() -> list[str]:
    """The names of the assignments that can be graded, in order: those that are compiled."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/expected.h5"))


def find_expected(name: str) -> Path:
    """Where the compiled form of an assignment is, for the grader."""
    return Path(__file__).with_name(name) / "expected.h5"


def read_definition(name: str) -> Assignment:
    """The definition of an installed assignment. Raises ModuleNotFoundError where there is none of this name."""
    return import_module(f"{__name__}.{name}.assignment").ASSIGNMENT

"""One statement of a submission: what reading finds and the sandbox runs. Neither has to load the other for it."""

from dataclasses import dataclass

LATER_ANNOTATIONS = "from __future__ import annotations"
"""The grader puts this line above a statement with annotations, which may use names that are missing at grading."""


@dataclass(frozen=True)
class Unit:
    """One statement at module level: the label of its cell, its first line there, and its text."""

    label: str
    first_line: int
    source: str

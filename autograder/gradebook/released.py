"""The released notebook: the frame that each student's answers and the grader's messages are put into."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.assignment import Assignment
from autograder.gradebook.problems import GradebookError


def generate(assignment: str) -> str:
    """The command that makes the release of an assignment."""
    return f"nbgrader generate_assignment {assignment} --force"


def test_cell(name: str) -> str:
    """nbgrader's name of the cell that holds the points of an exercise; that of the answer is its own."""
    return f"test_{name}"


@dataclass(frozen=True)
class Released:
    """The released notebook of an assignment: its content as JSON gives it, with each source in one piece."""

    assignment: str
    content: dict

    @cached_property
    def points(self) -> dict[str, float]:
        """The points of each cell that has a score in the gradebook, by grade_id."""
        return {key: float(mark["points"]) for key, mark in self._marks.items() if mark["grade"] or mark.get("task")}

    @cached_property
    def answers(self) -> frozenset[str]:
        """The grade_ids of the cells that have a comment in the gradebook."""
        return frozenset(key for key, mark in self._marks.items() if mark["solution"] or mark.get("task"))

    @cached_property
    def texts(self) -> frozenset[str]:
        """The sources of all cells, without the space around them."""
        return frozenset(cell["source"].strip() for cell in self.content["cells"])

    @cached_property
    def _marks(self) -> dict[str, dict]:
        return {grade_id(cell): cell["metadata"]["nbgrader"] for cell in self.content["cells"] if grade_id(cell)}


def grade_id(cell: Mapping) -> str:
    """nbgrader's name of a cell of the released notebook; empty for one that it does not know."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def read_released(folder: Path, assignment: Assignment) -> Released:
    """Read the released notebook. Raises GradebookError when it is not there, or lacks an exercise."""
    path, command = folder / assignment.notebook, generate(assignment.name)
    try:
        content = json.loads(path.read_bytes())
        whole = [cell | {"source": "".join(cell["source"])} for cell in content["cells"]]
        released = Released(assignment.name, content | {"cells": whole})
        cells = released.points.keys() | released.answers
    except FileNotFoundError as error:
        raise GradebookError(f"{path} does not exist. Run `{command}` in the course directory first.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GradebookError(f"{path} is not a released notebook ({error!r}). Run `{command}`.") from error
    for name, exercise in assignment.exercises.items():
        if not {name, test_cell(name)} <= cells:
            raise GradebookError(f"{path} has no cells for {name}: it is not a release of this assignment.")
        if released.points[test_cell(name)] != exercise.points:
            given = released.points[test_cell(name)]
            raise GradebookError(f"{path} gives {name} {given:g} points; the grader gives {exercise.points}.")
    return released

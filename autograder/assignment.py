"""An assignment as the engine knows it: its compiled form, without the cases."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import h5py

from autograder.assignments import find_expected, list_installed
from autograder.errors import CommandError
from autograder.outline import Outline, read_outline
from autograder.text import list_names, one_line
from public_tests import Parts


@dataclass(frozen=True)
class Exercise:
    """One function that the student writes.

    parameters: the names in the signature. returns: what it returns, by name; two names mean a tuple of two.
    prerequisites: exercises whose functions this one calls; follow-through replaces them by right ones.
    packed: parameters that hold several values of a case, such as a cache, and which.
    keeps: returned names that hold arguments as they were given, and which. shape_rule: the shape of what is returned.
    """

    name: str
    points: int
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    prerequisites: tuple[str, ...]
    packed: Mapping[str, Parts]
    keeps: Mapping[str, Parts]
    shape_rule: str

    @property
    def optional(self) -> bool:
        """Whether the exercise is worth no points."""
        return self.points == 0


@dataclass(frozen=True)
class Assignment:
    """What is the same for all notebooks of an assignment.

    sentences: of the known mistakes, by id. gradients: returned arrays that are gradients.
    """

    name: str
    title: str
    exercises: Mapping[str, Exercise]
    sentences: Mapping[str, str]
    gradients: tuple[str, ...]
    outline: Outline

    @property
    def notebook(self) -> str:
        """The name of the file that students get and hand in."""
        return f"{self.name}.ipynb"

    @cached_property
    def max_score(self) -> int:
        """The points of all exercises."""
        return sum(exercise.points for exercise in self.exercises.values())


class AssignmentError(CommandError):
    """No installed assignment is meant, or it is not clear which; the message lists them."""


def load_assignment(name: str) -> Assignment:
    """An installed assignment. Raises AssignmentError where there is none of this name."""
    if name not in list_installed():
        raise AssignmentError(f"No assignment is called {one_line(name)}. {tell_installed()}")
    return read_assignment(find_expected(name))


def tell_installed() -> str:
    """A sentence that lists the installed assignments."""
    return f"Installed: {list_names(list_installed())}."


def read_assignment(path: Path) -> Assignment:
    """The assignment in a compiled file, `expected.h5`. Raises OSError where there is none."""
    with h5py.File(path, "r") as file:
        return read_opened(file)


def read_opened(file: h5py.File) -> Assignment:
    """The same from a file that is open."""
    names = json.loads(file.attrs["exercises"])
    exercises = {name: _read_exercise(name, file[name].attrs) for name in names}
    return Assignment(
        str(file.attrs["assignment"]),
        str(file.attrs["title"]),
        exercises,
        json.loads(file.attrs["mistakes"]),
        tuple(json.loads(file.attrs["gradients"])),
        replace(read_outline(file.attrs["outline"]), stubs=json.loads(file.attrs["stubs"])),
    )


def _read_exercise(name: str, stored: h5py.AttributeManager) -> Exercise:
    packed, keeps = (
        {key: parts if isinstance(parts, str) else tuple(parts) for key, parts in json.loads(stored[which]).items()}
        for which in ("packed", "keeps")
    )
    return Exercise(
        name,
        int(stored["points"]),
        tuple(json.loads(stored["parameters"])),
        tuple(json.loads(stored["returns"])),
        tuple(json.loads(stored["prerequisites"])),
        packed,
        keeps,
        str(stored["shape_rule"]),
    )

"""Which assignment a command is about if nobody names it: by names of files and folders, else by functions."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from autograder.assignment import Assignment, AssignmentError, load_assignment, tell_installed
from autograder.assignments import list_installed
from autograder.intake.choose_notebook import is_notebook, is_zip
from autograder.intake.collection import collect
from autograder.intake.download_names import original
from autograder.intake.files import Archive, RefusedError
from autograder.intake.tree import Folder, Leaf, ZipFolder, read_zip
from autograder.reading.reader import read_submission
from autograder.text import list_names

MOST = 100
"""Files and folders that are looked at in one folder: a class hands in the same assignment."""
DEPTH = 3
"""Levels of folders: a class, a student, an assignment."""
READ = 5
"""Notebooks whose functions are looked at."""
CLEARLY = 2
"""So many times the functions of any other assignment must be defined for one to win."""


def choose_assignment(wanted: str | None, place: Path | None = None) -> Assignment:
    """The assignment of that name, or else the one that the submissions at a place are of.

    Raises AssignmentError, with the names of those installed, where that is not clear, CollectionError where there is
    no submission, and what reading the only one raises.
    """
    installed = list_installed()
    if wanted is not None or len(installed) == 1:
        return load_assignment(installed[0] if wanted is None else wanted)
    named = {name for name in installed if any(_is_called(part, name) for part in _names(place))} if place else set()
    if len(named) > 1:
        raise AssignmentError(f"{place} holds {list_names(sorted(named))}. Choose one: --assignment NAME.")
    if named:
        return load_assignment(named.pop())
    if place is not None and (found := _by_functions(place, list(map(load_assignment, installed)))):
        return found
    raise AssignmentError(f"Cannot tell which assignment this is. Choose one: --assignment NAME. {tell_installed()}")


def _is_called(text: str, name: str) -> bool:
    """Whether a file or folder has the name of an assignment, perhaps behind what a platform puts in front of it."""
    own = original(text)
    return own == name or own.endswith(f"_{name}")


def _names(place: Path) -> Iterator[str]:
    """The names of a place and of the folders and notebooks below it."""
    absolute = place.absolute()
    yield absolute.name
    if not place.is_dir():
        yield absolute.parent.name
    with suppress(OSError, RefusedError):
        if place.is_dir():
            yield from _below(Folder(absolute.name, str(absolute)), DEPTH)
        elif is_zip(place.name):
            yield from _below(read_zip(place.stem, Archive(place)), DEPTH)


def _below(folder: Folder | ZipFolder, depth: int) -> Iterator[str]:
    for node in folder.list(MOST)[0]:
        if not isinstance(node, Leaf):
            yield node.name
            if depth > 1:
                yield from _below(node, depth - 1)
        elif is_notebook(node.name):
            yield node.name


def _by_functions(place: Path, assignments: list[Assignment]) -> Assignment | None:
    """The assignment whose functions the notebooks define, if one wins clearly."""
    counts = dict.fromkeys((assignment.name for assignment in assignments), 0)
    for found in collect(place, assignments[0]).submissions[:READ]:
        try:
            content = found.read(assignments[0]).content
        except (OSError, RefusedError):
            if place.is_dir():
                continue
            raise  # of the only one
        for assignment in assignments:
            submission = read_submission(content, assignment.outline)
            counts[assignment.name] += sum(submission.definition(name) is not None for name in assignment.exercises)
    best, second = sorted(assignments, key=lambda one: counts[one.name], reverse=True)[:2]
    return best if counts[best.name] > CLEARLY * counts[second.name] else None

"""The mutants of an answer key, and the reviewed list of those that are no change at all (`equivalents/NAME.toml`)."""

import ast
import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.installed import ASSIGNMENTS
from tests.mutants.operators import OPERATORS, apply, containers

EQUIVALENTS = Path(__file__).with_name("equivalents")


@dataclass(frozen=True)
class Mutant:
    """One change to one function of an answer key.

    source: of the whole changed function. before, after: the lines that differ, without indentation.
    operator: the name of the operator that made it first.
    """

    assignment: str
    exercise: str
    operator: str
    source: str
    before: str
    after: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from all other mutants of the assignment."""
        return self.exercise, self.before, self.after


@dataclass(frozen=True)
class Equivalent:
    """A mutant that gives the right answer on everything that the assignment allows, and why."""

    exercise: str
    before: str
    after: str
    reason: str

    @property
    def place(self) -> tuple[str, str, str]:
        """The same three texts that a mutant has."""
        return self.exercise, self.before, self.after


@cache
def read_sources(assignment: str) -> dict[str, str]:
    """The functions of an answer key by name, without comments and docstrings."""
    return {name: ast.unparse(_tree(source)) for name, source in ASSIGNMENTS[assignment].sources.items()}


@cache
def mutants(assignment: str) -> tuple[Mutant, ...]:
    """Every mutant of every function, in the order of the exercises."""
    sources = read_sources(assignment)
    return tuple(mutant for name, source in sources.items() for mutant in mutate(assignment, name, source))


def mutate(assignment: str, exercise: str, source: str) -> Iterator[Mutant]:
    """Every mutant of one function that compiles and is neither the function itself nor another mutant."""
    function = _tree(source)
    source, places = ast.unparse(function), containers(function)
    seen = {source}
    for operator in OPERATORS:
        for change in operator(function):
            # Texts made from trees are the same where the trees are.
            changed = ast.unparse(apply(function, change, places))
            if changed not in seen and compiles(changed):
                seen.add(changed)
                yield Mutant(assignment, exercise, operator.__name__, changed, *difference(source, changed))


def compiles(source: str) -> bool:
    """Whether Python takes the text for a program."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def difference(source: str, changed: str) -> tuple[str, str]:
    """The lines in which two texts differ: those of the first and those of the second, each as one text."""
    old, new = source.split("\n"), changed.split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    before, after = ("\n".join(line.strip() for line in lines) for lines in (old, new))
    return before, after


def find_equivalents(assignment: str) -> Path:
    """Where the reviewed list of an assignment is, if it has one."""
    return EQUIVALENTS / f"{assignment}.toml"


def read_equivalents(assignment: str) -> tuple[Equivalent, ...]:
    """The reviewed list of an assignment; nothing where nobody has reviewed any."""
    listed = find_equivalents(assignment)
    entries = tomllib.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    return tuple(
        Equivalent(exercise, entry["before"], after, entry["reason"])
        for exercise, own in entries.items()
        for entry in own
        for after in entry["after"]
    )


def _tree(source: str) -> ast.FunctionDef:
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    if ast.get_docstring(function) is not None:
        del function.body[0]
    return function

"""A statement at the top level of a cell, as reading leaves it: plain data, without any syntax tree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from autograder.unit import LATER_ANNOTATIONS, Unit

# What a statement makes of a name: code (a function, class, import or another name of one), the result of a call,
# which may be a function or not, or a plain value.
Kind = Literal["code", "call", "value"]


@dataclass(frozen=True)
class Statement:
    """One statement.

    binds: the names that it gives a value, with the kind of value. needs: the names that it reads from the module,
    directly or inside its functions; known of those only that an exercise needs. replaces: what the names held before
    no longer matters. star: it imports all names of a module. annotated: it holds annotations. pure: it surely
    leaves nothing behind that a later call would notice. repeatable: it is pure and makes no uninitialised array, so it
    does the same again. leftover: of a function, what is left of its body without placeholders, as far as only the
    released stub can explain it; None when it surely is not the starter's.
    """

    unit: Unit
    binds: Mapping[str, Kind] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    replaces: bool = False
    star: bool = False
    annotated: bool = False
    pure: bool = False
    repeatable: bool = False
    leftover: frozenset[str] | None = None

    @property
    def runnable(self) -> Unit:
        """The unit as it is run: annotations are never evaluated, they may name what is not there at grading."""
        if not self.annotated:
            return self.unit
        first = max(1, self.unit.first_line - 1)
        return replace(self.unit, first_line=first, source=f"{LATER_ANNOTATIONS}\n{self.unit.source}")


def until_replaced(name: str, makers: Iterable[int], statements: Sequence[Statement]) -> Iterator[int]:
    """The makers of a name that still count: up to the first one after which what the name held no longer matters.

    makers: the numbers of the statements that give the name a value or change it, the last first.
    """
    for number in makers:
        yield number
        if statements[number].replaces and name in statements[number].binds:
            return

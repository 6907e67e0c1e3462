"""A statement at the top level of a cell, as reading leaves it: plain data, without any syntax tree.

And which statements a function needs: what a name stands for depends on when it is looked up.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import neg
from typing import Literal, NamedTuple

from autograder.unit import LATER_ANNOTATIONS, Unit

# What a statement makes of a name: code (a function, class, import or another name of one), the result of a call,
# which may be a function or not, or a plain value.
Kind = Literal["code", "call", "value"]

MAX_STEPS = 100_000
"""Look-ups of names for a submission in which their order counts; one that was written needs some hundred."""


class Needs(NamedTuple):
    """The names that a statement reads from the module: at once, when it runs, or later, inside its functions."""

    at_once: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Statement:
    """One statement.

    binds: the names that it gives a value, with the kind of value. at_once, later: the names that it reads from the
    module when it runs, and inside its functions; known of those only that an exercise needs. replaces: what the names
    held before no longer matters. star: it imports all names of a module. annotated: it holds annotations. pure: it
    surely leaves nothing behind that a later call would notice. repeatable: it is pure and makes no uninitialised
    array, so it does the same again. unwritten: it defines an exercise, and the function still is the starter's.
    sha256: of the definition of an exercise, the hash of its canonical form; else empty.
    """

    unit: Unit
    binds: Mapping[str, Kind] = field(default_factory=dict)
    at_once: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    replaces: bool = False
    star: bool = False
    annotated: bool = False
    pure: bool = False
    repeatable: bool = False
    unwritten: bool = False
    sha256: str = ""

    @property
    def needs(self) -> frozenset[str]:
        """All names that it reads from the module."""
        return self.at_once | self.later

    @property
    def runnable(self) -> Unit:
        """The unit as it is run: annotations are never evaluated, they may name what is not there at grading."""
        if not self.annotated:
            return self.unit
        first = max(1, self.unit.first_line - 1)
        return replace(self.unit, first_line=first, source=f"{LATER_ANNOTATIONS}\n{self.unit.source}")


def find_definitions(name: str, makers: Iterable[int], statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements that make a function of the name, or whatever the notebook has under it, in the order of makers.

    makers: the numbers of the statements that give the name a value or change it.
    """
    return (statements[number] for number in makers if name in statements[number].binds)


def until_replaced(name: str, makers: Iterable[int], statements: Sequence[Statement]) -> Iterator[int]:
    """The makers of a name that still count: up to the first one after which what the name held no longer matters.

    makers: the numbers of the statements that give the name a value or change it, the last first.
    """
    for number in makers:
        yield number
        if statements[number].replaces and name in statements[number].binds:
            return


def find_makers(
    names: Iterable[str],
    makers: Callable[[str], Sequence[int]],
    statements: Sequence[Statement],
    needs: Callable[[int], Needs],
    given: Collection[str] = (),
) -> dict[str, set[int]]:
    """The numbers of the statements that functions need, by the name that each makes, from name to name.

    names: of the functions. makers: the numbers of all statements that may make what a name stands for, the last first.
    needs: of the statement of a number. given: names that are there already.

    A statement gets what the names hold when it runs, which is what the statements above it made. In

        def f(x): ...          # 0
        original = f           # 1
        def f(x): ...          # 2, calls original

    f needs 2, thus 1, and thus 0. The body of a function gets what the names hold when it is called. Where nothing
    above a statement makes a name, what is below counts: cells may have been run in another order.
    """
    found: dict[str, set[int]] = {}
    seen: set[tuple[str, int]] = set()
    followed: set[tuple[int, int | None]] = set()
    waiting = [(name, len(statements)) for name in names]
    steps = 0
    while waiting:
        name, end = waiting.pop()
        end = end if steps < MAX_STEPS else len(statements)
        if name in given or (name, end) in seen:
            continue
        seen.add((name, end))
        every = makers(name)
        if not every:  # as of the many names that are Python's own
            continue
        first = bisect_right(every, -end, key=neg)
        above = islice(every, first if first < len(every) else 0, None)
        for number in until_replaced(name, above, statements):
            found.setdefault(name, set()).add(number)
            steps += 1
            at_once, later = needs(number)
            # One statement may make many names: what it needs itself is the same for all of them.
            for wanted, until, at in ((at_once, None, number), (later, end, end)):
                if wanted and (number, until) not in followed:
                    followed.add((number, until))
                    waiting += [(name, at) for name in wanted]
                    steps += len(wanted)
    return found

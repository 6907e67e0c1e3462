"""What an author defines for one exercise. Needs only the standard library, like the process that reads notebooks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Parts = str | tuple[str, ...]
"""The name of one value, or the names of several that form a tuple."""
Values = Mapping[str, Any]
Index = tuple[slice, ...]


@dataclass(frozen=True)
class Check:
    """A check of an exercise.

    rule: "values", or "cache" for the arguments that a function keeps.
    line: what a student reads; `{kind}` becomes the kind of the case.
    on_case: the one case that it looks at. Without it there is a check of each case, for the points of the case.
    points: of a check that looks at one case.
    """

    rule: str
    line: str
    on_case: str = ""
    points: int = 0


@dataclass(frozen=True)
class WrongPart:
    """Something that students put into a cache in place of an argument.

    part: the argument. index: from the values of a case, one slice for each axis: there the right argument is found in
    what takes its place. None for a case in which this cannot be known. sentence: begins with "yours has".
    """

    mistake: str
    part: str
    sentence: str
    index: Callable[[Values], Index | None]


@dataclass(frozen=True)
class Exercise:
    """One function that the student writes.

    parameters: the names in the signature, in order.
    returns: what the function returns, by name; two names mean a tuple of two.
    prerequisites: exercises whose functions this one calls; follow-through replaces them by right ones.
    defaults: the last parameters, if they have a default: a case without a value for one leaves it out.
    packed: parameters that are put together from several values of a case, such as a cache.
    keeps: returned names that hold arguments as they were given, such as a cache, and which.
    shape_rule: the shape of what is returned, in words. shape_numbers: the same with the numbers of a case put in.
    scalar_tip: how to get one number out of an array. keys_tip: where the keys of a returned dictionary come from.
    """

    name: str
    points: int
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    defaults: tuple[str, ...] = ()
    packed: Mapping[str, Parts] = field(default_factory=dict, hash=False)
    keeps: Mapping[str, Parts] = field(default_factory=dict, hash=False)
    wrong_parts: tuple[WrongPart, ...] = ()
    shape_rule: str = ""
    shape_numbers: Callable[[Values], str] | None = None
    scalar_tip: str = ""
    keys_tip: str = ""

    @property
    def optional(self) -> bool:
        """Whether the exercise is worth no points."""
        return self.points == 0

    def arguments(self, values: Values) -> tuple[Any, ...]:
        """The positional arguments of a call, from named values. Raises KeyError where one is missing."""
        names = list(self.parameters)
        while names and names[-1] in self.defaults and names[-1] not in values:
            names.pop()
        return tuple(self._argument(name, values) for name in names)

    def _argument(self, name: str, values: Values) -> Any:
        parts = self.packed.get(name, name)
        return values[parts] if isinstance(parts, str) else tuple(values[part] for part in parts)

"""What is looked for in a notebook: plain values, as the process that reads it has the standard library only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache


@dataclass(frozen=True, eq=False)
class Outline:
    """What is known of an assignment where its notebooks are read.

    functions: the parameters of each exercise by name. files: what is released with the notebook.
    preparation: functions that the lines call which older starters give above their empty loops.
    starter_lines: a regular expression; a line of code that it matches may have been given by a starter.
    changes: what differs for students with each release of the notebook after the first one.
    stubs: the sources of the starter's functions by name, where they are known: a function that still is one of these
    is not written.
    """

    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    preparation: frozenset[str] = frozenset()
    starter_lines: str = "(?!)"
    changes: tuple[str, ...] = ()
    stubs: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The modules of the course, which a notebook imports to be read and drawn, not to be graded."""
        return frozenset({"public_tests", *(name.removesuffix(".py") for name in self.files)})

    @property
    def release(self) -> int:
        """The number of the release that students get now; the first one is 1."""
        return 1 + len(self.changes)

    @cached_property
    def text(self) -> bytes:
        """The text that `read_outline` reads."""
        fields = {"functions": dict(self.functions), "files": self.files, "starter_lines": self.starter_lines}
        fields |= {"changes": self.changes} if self.changes else {}
        fields |= {"stubs": self.stubs} if self.stubs else {}
        return json.dumps(fields | {"preparation": sorted(self.preparation)}).encode()


@lru_cache(maxsize=8)
def read_outline(text: bytes) -> Outline:
    """The outline that a text describes: the same one for the same text, so that it can be a key of a cache."""
    fields = json.loads(text)
    functions = {name: tuple(parameters) for name, parameters in fields["functions"].items()}
    files, changes, stubs = tuple(fields["files"]), tuple(fields.get("changes", ())), fields.get("stubs", {})
    return Outline(functions, files, frozenset(fields["preparation"]), fields["starter_lines"], changes, stubs)

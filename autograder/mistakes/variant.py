"""What a known mistake is: an id, an exercise and the edits of the answer key that make it."""

from collections.abc import Mapping
from dataclasses import dataclass

Edit = tuple[str, str]
Variants = Mapping[str, tuple[Edit, ...]]


@dataclass(frozen=True)
class Mistake:
    """A wrong variant of one function: texts of the answer key and what stands in their place.

    name: the stable id, a key of SENTENCES; several exercises may share it. Two ids joined by "+" are two
    mistakes in one function.
    """

    name: str
    exercise: str
    edits: tuple[Edit, ...]

    def apply(self, source: str) -> str:
        """The answer key's function with the mistake in it. Raises ValueError when a text is not in it."""
        for old, new in self.edits:
            if old not in source:
                raise ValueError(f"{self.name} in {self.exercise}: the answer key has no {old!r}")
            source = source.replace(old, new)
        return source

    def beside(self, other: "Mistake") -> "Mistake | None":
        """Both mistakes in one function; None where they edit the same place, so that they cannot meet."""
        if any(one in two or two in one for one, _ in self.edits for two, _ in other.edits):
            return None
        return Mistake(f"{self.name}+{other.name}", self.exercise, self.edits + other.edits)


def of(exercise: str, variants: Variants) -> tuple[Mistake, ...]:
    """The variants of one exercise as mistakes."""
    return tuple(Mistake(name, exercise, edits) for name, edits in variants.items())

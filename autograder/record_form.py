"""The fields of a stored result, each checked as it is read.

A file may have been cut off, edited, or written by something else. Without these checks each reader would fail in its
own way, in the middle of its work.
"""

import math
from collections.abc import Iterator

LARGEST = 1_000_000


class Fields:
    """The fields of one JSON object; there may be more than are asked for.

    Each method returns one field by its name. Raises ValueError, which names what is missing or wrong.
    """

    def __init__(self, value: object, where: str) -> None:
        """value: what JSON gives. where: what it is, for sentences."""
        if not isinstance(value, dict):
            raise ValueError(f"something in {where} is not an object")
        self._fields = value
        self._where = where

    def __contains__(self, name: str) -> bool:
        """Whether there is such a field."""
        return name in self._fields

    def text(self, name: str) -> str:
        """A text."""
        value = self._get(name)
        if not isinstance(value, str):
            raise ValueError(f"{name} is of the wrong kind")
        return value

    def text_or_null(self, name: str) -> str | None:
        """A text, or None where there is a null."""
        return None if self._get(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._get(name)
        if not isinstance(value, bool):
            raise ValueError(f"{name} is of the wrong kind")
        return value

    def number(self, name: str) -> float:
        """A score, a maximum or a number of seconds."""
        value = self._get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_score(value):
            raise ValueError(f"{name} is not a number from 0 to {LARGEST:,}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = tuple(self._list(name))
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{name} is of the wrong kind")
        return values

    def inner(self, name: str) -> "Fields":
        """An object."""
        return Fields(self._get(name), name)

    def inners(self, name: str) -> Iterator["Fields"]:
        """A list of objects."""
        return (Fields(value, name) for value in self._list(name))

    def _list(self, name: str) -> list:
        value = self._get(name)
        if not isinstance(value, list):
            raise ValueError(f"{name} is not a list")
        return value

    def _get(self, name: str) -> object:
        if name not in self._fields:
            raise ValueError(f"{self._where} has no {name}")
        return self._fields[name]


def _is_score(value: float) -> bool:
    return 0 <= value <= LARGEST and math.isfinite(value)

"""What was found in a short text is remembered: most cells of a class are the starter's own, wherever they are."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

KEPT = 256
"""Texts that are remembered for each kind of question."""
SHORT = 5_000
"""Characters of a text that is remembered, so that the memory for it stays small."""

T = TypeVar("T")


def remember_short(find: Callable[..., T]) -> Callable[..., T]:
    """A function of a text, and of what else it needs, that answers as `find` does and remembers it if it is short."""
    known = lru_cache(maxsize=KEPT)(find)

    @wraps(find)
    def answer(text: str, *rest: Hashable) -> T:
        return (known if len(text) <= SHORT else find)(text, *rest)

    return answer

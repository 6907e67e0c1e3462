"""What all generators share: choices that favour the ordinary and sometimes go to the limit, and damage to bytes."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

ODD_CHARACTERS = (
    # Controls, marks and halves of characters, what folds or is composed, what pages and tables take for markup.
    *("\0", "\t", "\n", "\r", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\u202e", "\u200b"),
    *("\ufeff", "\ufffe", "\ud800", "\udcff", "é", "e\u0301", "\u017f", "\u0130", "\u2167", "\ufb01", "ß", "\u0345"),
    *("<b>", "&amp;", '"', "'", "`", "=1+1", "@", "%", "$", "|", "http://127.0.0.1/", "[x](y)", "\\", "/", "..", ":"),
)


def often(draw: Random, *choices: tuple[float, Callable[[], T]]) -> T:
    """Call one of several functions; the number before each is its weight."""
    weights, functions = zip(*choices, strict=True)
    return draw.choices(functions, weights)[0]()


def size(draw: Random, most: int) -> int:
    """A size from 0 to `most`: mostly a handful, now and then large, rarely the largest."""
    if draw.random() < 0.9:
        return min(most, draw.randrange(8))
    return most if draw.random() < 0.05 else int(most ** draw.random())


def text(draw: Random, most: int = 12) -> str:
    """A short text of plain and odd characters."""
    return "".join(
        draw.choice(ODD_CHARACTERS) if draw.random() < 0.4 else chr(draw.randrange(32, 127))
        for _ in range(draw.randrange(most))
    )


def damage(draw: Random, content: bytes, times: int = 4) -> bytes:
    """The content with some pieces changed, cut out, put in, doubled or moved."""
    changed = bytearray(content)
    for _ in range(draw.randint(1, times)):
        start = draw.randint(0, len(changed))
        end = min(len(changed), start + size(draw, 5_000))
        where = draw.randint(0, len(changed))
        piece = often(
            draw,
            (3, lambda: draw.randbytes(draw.randint(1, 4))),
            (1, lambda: bytes(changed[start:end])),  # noqa: B023  (called at once)
            (1, lambda: draw.choice((b"\xff" * 4, b"\0" * 4, b"\x80", b"\x7f\xff\xff\xff", b""))),
        )
        how = draw.randrange(4)
        if how == 0:
            changed[where : where + len(piece)] = piece
        elif how == 1:
            changed[where:where] = piece
        elif how == 2:
            del changed[start:end]
        elif changed:
            changed[min(where, len(changed) - 1)] ^= 1 << draw.randrange(8)
    return bytes(changed)


def some(draw: Random, sequence: Sequence[T], most: int) -> list[T]:
    """Up to so many items of a sequence, in any order; one may come twice."""
    return [draw.choice(sequence) for _ in range(draw.randint(0, most))]

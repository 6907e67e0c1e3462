"""Trees as a hostile child can send them: written byte by byte, since the encoder makes honest ones only."""

import struct
from random import Random
from typing import Any

import numpy as np

from autograder.sandbox.inside import wire
from tests.fuzz.drawing import damage, often, size, text

INTEGERS = (0, 1, -1, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**30, 10**308, 10**309, 256**1000, -(256**1000))
FLOATS = (0.0, -0.0, 1.0, 0.1, 5e-324, 1e308, -1e308, float("inf"), float("-inf"), float("nan"))
EXTENTS = (0, 0, 1, 1, 1, 2, 3, 5, 9, 2**16, 2**31 - 1, 2**31, 2**63, 2**64 - 1)
NAMES = ("int", "ValueError", "numpy.ma.MaskedArray", "<b>", "", "x" * 80, "\ud800", "é", "0")
DTYPES = 14
"""How many dtypes the wire knows; there is one more here, of a number that it does not know."""


def write_tree(draw: Random, depth: int = 0) -> bytes:
    """The bytes of any tree."""
    if depth < 6 and draw.random() < 0.3:
        return _container(draw, [write_tree(draw, depth + 1) for _ in range(size(draw, 30))])
    return often(
        draw,
        (4, lambda: _array(draw)),
        (2, lambda: _scalar(draw)),
        (2, lambda: _honest(draw.choice(INTEGERS) + draw.randint(-1, 1))),
        (2, lambda: _honest(draw.choice(FLOATS))),
        (1, lambda: _honest(complex(draw.choice(FLOATS), draw.choice(FLOATS)))),
        (1, lambda: _honest(draw.choice((None, True, False)))),
        (1, lambda: _honest(text(draw) * size(draw, 2_000))),
        (1, lambda: _opaque(draw)),
        (1, lambda: b"r%c" % draw.randrange(6)),
        (0.3, lambda: _deep(draw)),
        (0.1, lambda: draw.choice((b"t", b"l", b"d")) + struct.pack("!I", draw.choice((10**5, 10**5 + 1, 2**32 - 1)))),
    )


def write_near(draw: Random, value: Any, most: float = 0.1) -> bytes:
    """The bytes of a tree that is like `value`, with something else in place of parts of it. most: how often."""
    if draw.random() < most:
        return write_tree(draw, 1) if draw.random() < 0.5 else _bent(draw, value)
    if type(value) in (tuple, list):
        items = [write_near(draw, item, most) for item in value]
        if draw.random() < most / 2:
            items = items[: draw.randint(0, len(items))] + items[draw.randint(0, len(items)) :]
        return (b"t" if type(value) is tuple else b"l") + struct.pack("!I", len(items)) + b"".join(items)
    if type(value) is dict:
        keys = [key if draw.random() > most else text(draw) for key in value]
        items = [_key(key) + write_near(draw, item, most) for key, item in zip(keys, value.values(), strict=True)]
        return b"d" + struct.pack("!I", len(items)) + b"".join(items)
    return _honest(value)


def write_record(draw: Random, most: float, **fields: Any) -> bytes:
    """The bytes of a dict that is almost what the grader waits for."""
    return write_near(draw, fields, most)


def _bent(draw: Random, value: Any) -> bytes:
    """A value of much the same content in another form: other dtype, shape, order, container or a few other numbers."""
    array = np.asarray(value) if isinstance(value, (np.ndarray, int, float)) else np.arange(3.0)
    if array.dtype.kind not in "bfiu":
        array = np.arange(3.0)
    array = array.astype(np.float64)
    with np.errstate(all="ignore"):
        changed = often(
            draw,
            (2, lambda: array.astype(draw.choice("?bhilqBHILQefdFD"))),
            (1, lambda: array.reshape(-1)),
            (1, lambda: array[None]),
            (1, lambda: array.reshape(array.shape + (1,) * draw.randint(1, 28))),
            (1, lambda: array[..., None][:0]),
            (1, lambda: np.full_like(array, draw.choice(FLOATS))),
            (2, lambda: _with_odd_numbers(draw, array)),
            (1, lambda: array * draw.choice((2.0, -1.0, 1e300, 1e-300))),
            (1, lambda: array.T),
            (1, lambda: array.tolist()),
            (1, lambda: array.reshape(-1)[0] if array.size else 0),
        )
    return _honest(changed)


def _with_odd_numbers(draw: Random, array: np.ndarray) -> np.ndarray:
    changed = array.copy().reshape(-1)
    for _ in range(min(len(changed), draw.randint(1, 3))):
        changed[draw.randrange(len(changed))] = draw.choice((*FLOATS, 7.5))
    return changed.reshape(array.shape)


def _honest(value: Any) -> bytes:
    return wire.encode(value, 1 << 22)


def _array(draw: Random) -> bytes:
    """An array with a header of its own; its bytes are mostly as many as the header says."""
    code, dimensions = draw.randrange(DTYPES + 1), draw.choice((0, 1, 1, 2, 3, 4, 4, 5, 31, 32, 33, 255))
    shape = [draw.choice(EXTENTS) if draw.random() < 0.3 else draw.choice((0, 1, 1, 2)) for _ in range(dimensions)]
    items = 1
    for extent in shape:
        items = min(items * extent, 20_000)
    one = wire._DTYPES[code].itemsize if code < DTYPES else 1
    data = often(
        draw,
        (2, lambda: draw.randbytes(items * one)),
        (2, lambda: draw.choice((b"\0", b"\xff", b"\x7f")) * (items * one)),
        (0.2, lambda: draw.randbytes(draw.randrange(40))),
    )
    return b"a%c%c" % (code, dimensions) + struct.pack(f"!{dimensions}Q", *shape) + data


def _scalar(draw: Random) -> bytes:
    code = draw.randrange(DTYPES)
    filler = draw.choice((b"\0", b"\xff", b"\x7f", draw.randbytes(1)))
    return b"n%c" % code + filler * wire._DTYPES[code].itemsize


def _opaque(draw: Random) -> bytes:
    texts = [draw.choice((*NAMES, text(draw))).encode("utf-8", "surrogatepass") for _ in range(2)]
    return b"o" + b"".join(struct.pack("!H", len(one)) + one for one in texts)


def _container(draw: Random, items: list[bytes]) -> bytes:
    tag = draw.choice((b"t", b"l", b"d"))
    if tag == b"d":
        items = [_key(draw.choice((*NAMES, "stride", "pad", "f", text(draw)))) + item for item in items]
    count = len(items) if draw.random() < 0.98 else draw.randrange(1 << 32)
    return tag + struct.pack("!I", count) + b"".join(items)


def _key(name: str) -> bytes:
    data = name.encode("utf-8", "surrogatepass")
    return struct.pack("!I", len(data)) + data


def _deep(draw: Random) -> bytes:
    return draw.choice((b"t", b"l")).join([b""] + [struct.pack("!I", 1)] * draw.randint(25, 2_000)) + b"N"


def spoil(draw: Random, content: bytes) -> bytes:
    """The content, in one of twenty with damage to its bytes."""
    return damage(draw, content) if draw.random() < 0.05 else content

"""Do once in the zygote what every child does, so that each fork finds it done.

Python and numpy prepare much at the first use: specialised bytecode, dispatch tables, late imports. A child that has
to do so itself pays for it, and again for a copy of each page of memory that changes. Nothing here is of the course.
"""

from __future__ import annotations

import pickle
import sys

import calling
import wire

_SOURCE = """
import numpy as np

def example(x, weights, settings, mode="plain"):
    border = np.pad(x, ((1, 1), (0, 0), (2, 2), (0, 0)), mode="constant", constant_values=0)
    total = np.zeros((2, 3, int(5 / 2), 1))
    for i in range(2):
        row = border[i]
        for j in range(3):
            piece = row[j : j + 2, 0:2, :]
            total[i, j, 0, 0] = np.sum(piece) + np.max(piece) + np.mean(piece) + float(settings["size"])
            total[i, j, 1, 0] = piece.sum() + piece.max() + piece.mean() + np.add(piece, 1.0)[0, 0, 0]
    other = np.ones((2, 2)) * 3 + np.zeros_like(weights), np.copy(x), x == np.max(x), np.where(x > 0, x, 0)
    return total, (x, weights, settings, mode), float(np.sum(other[0])), len(other)
"""
_ROUNDS = 12  # the interpreter specialises what it has run eight times


class _OverError(BaseException):
    """There are no more calls to read."""


def rehearse() -> None:
    """Do a made-up job a few times, without a process and without a pipe."""
    arguments = (wire.np.zeros((2, 5, 4, 1)), wire.np.zeros((2, 2)), {"size": 2})
    unit = ("rehearsal", 1, _SOURCE)
    job = pickle.dumps({"units": (unit,), "functions": ("example",) * 2, "reply_bytes": 1 << 20}, 4)
    pack = pickle.dumps(([0, 0], [wire.snapshot(arguments)]), 4)
    own = sys.modules[calling.MODULE]
    for _ in range(_ROUNDS):
        frames = [(wire.CALL, 0, pack)]

        def read_frame(_: int, __: int, frames: list[tuple[int, int, bytes]] = frames) -> tuple[int, int, bytes]:
            if not frames:
                raise _OverError
            return frames.pop()

        try:
            calling.grade(-1, job, read_frame=read_frame, write=lambda _, __: None)
        except _OverError:
            sys.modules[calling.MODULE] = own

"""Inputs with which something goes wrong, planted to see that the fuzzer sees it."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from random import Random

FAULTS = ("nothing", "raises", "loops in C", "takes memory", "ends the process", "is killed")


class Planted:
    """Each input is the name of what goes wrong."""

    max_seconds = 0.5
    max_bytes = 32 << 20
    """Little: a machine may need seconds of processor time to give hundreds of megabytes for the first time."""

    def __init__(self, stack: ExitStack) -> None:
        """Nothing is needed."""

    def make(self, draw: Random) -> bytes:
        """One of the names."""
        return draw.choice(FAULTS).encode()

    def attempt(self, content: bytes) -> Iterator[str]:
        """Do what the name says."""
        yield "begun"
        fault = content.decode()
        if fault == "raises":
            raise ValueError("planted")
        if fault == "loops in C":
            re.fullmatch("(a*)*b", "a" * 40)
        if fault == "takes memory":
            assert b"x" * (2 * self.max_bytes)
        if fault == "ends the process":
            os._exit(0)
        if fault == "is killed":
            os.abort()
        yield "done"

"""Notes which lines of `inside` run, in a program of it and in the program's children, however they end.

Usage: traced_zygote.py PROGRAM NOTES. A confined child can write no file and is killed after its last reply, so lines
are noted in memory that all processes share: a file of one byte for each line, mapped before anything is confined.
"""

import mmap
import os
import runpy
import sys
from types import FrameType
from typing import Any

LONGEST = 4096  # lines of a file


def find_places(folder: str) -> dict[str, int]:
    """Where the lines of each file of a folder begin in the notes."""
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".py"))
    return {file: number * LONGEST for number, file in enumerate(files)}


def run(program: str, notes: str) -> None:
    """Run a program and note its lines."""
    places = find_places(os.path.dirname(program))
    with open(notes, "r+b") as file:
        noted = mmap.mmap(file.fileno(), LONGEST * len(places))

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        """Note a line of `inside`; frames of other files are left alone."""
        place = places.get(frame.f_code.co_filename)
        if place is None:
            return None
        noted[place + frame.f_lineno] = 1
        return trace

    sys.settrace(trace)
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    run(*sys.argv[1:])

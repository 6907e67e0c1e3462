"""A zygote that notes which lines of `inside` run, in itself and in its children, however they end.

Usage: traced_zygote.py FOLDER REPORT. A confined child can write no file and is killed after its last reply, so
lines are noted in memory that all processes share. This process stays outside the confinement, waits for the
zygote that it forks, and writes the report.
"""

import json
import mmap
import os
import runpy
import sys
from types import FrameType
from typing import Any

LONGEST = 4096  # lines of a file

folder, report = sys.argv[1:]
files = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".py"))
places = {name: number * LONGEST for number, name in enumerate(files)}
noted = mmap.mmap(-1, LONGEST * len(files))


def trace(frame: FrameType, event: str, argument: Any) -> Any:
    """Note a line of `inside`; frames of other files are left alone."""
    place = places.get(frame.f_code.co_filename)
    if place is None:
        return None
    noted[place + frame.f_lineno] = 1
    return trace


child = os.fork()
if child == 0:
    sys.settrace(trace)
    runpy.run_path(os.path.join(folder, "zygote.py"), run_name="__main__")
    os._exit(0)
os.close(0)
os.waitpid(child, 0)
with open(report, "w", encoding="utf-8") as file:
    json.dump({name: [n for n in range(1, LONGEST) if noted[place + n]] for name, place in places.items()}, file)

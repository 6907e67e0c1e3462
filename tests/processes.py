"""Which processes there are, and what they cost, for tests that let none be left behind. Linux only."""

import os
import time
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def descendants(ancestor: int) -> set[int]:
    """The processes below one."""
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                with open(f"/proc/{entry.name}/stat", "rb", buffering=0) as file:
                    content = file.read()
            except OSError:
                continue
            parents[int(entry.name)] = int(content.rpartition(b")")[2].split()[1])
    found = {ancestor}
    while new := {process for process, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {ancestor}


def processor_seconds() -> float:
    """The processor time of this process and of those that it started, whether they still run or not."""
    ended = os.times()
    seconds = time.process_time() + ended.children_user + ended.children_system
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread or a child that has just ended
            for child in (thread / "children").read_text(encoding="ascii").split():
                text = Path(f"/proc/{child}/stat").read_text(encoding="utf-8", errors="replace")
                seconds += sum(map(int, text.rpartition(")")[2].split()[11:15])) / TICKS
    return seconds

"""Which processes there are, for tests that let none be left behind. Linux only."""

import os


def descendants(ancestor: int) -> set[int]:
    """The processes below one."""
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                with open(f"/proc/{entry.name}/stat", encoding="utf-8", errors="replace") as file:
                    text = file.read()
            except OSError:
                continue
            parents[int(entry.name)] = int(text.rpartition(")")[2].split()[1])
    found = {ancestor}
    while new := {process for process, parent in parents.items() if parent in found} - found:
        found |= new
    return found - {ancestor}

"""Use up descriptors.

Tries: Opens and duplicates files until there are no more, then answers.
Holds: The number is limited in the process; the next submission can open files.
"""


def harm():
    import os

    held = []
    for _ in range(100000):
        try:
            held.append(os.dup(0))
        except OSError:
            return f"{len(held)} descriptors" if len(held) > 1000 else None
    return "no limit of descriptors"

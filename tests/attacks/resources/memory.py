"""Take all memory.

Tries: Allocates arrays and fills them until it gets no more, and holds them.
Holds: The limit of the process stops it; nothing else runs short.
Limits: short
"""


def harm():
    held = []
    while True:
        held.append(np.ones(1 << 21))
        if len(held) > 8:
            return f"{len(held) * 16} MB were given out"

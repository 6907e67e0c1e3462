"""Read the arguments of later calls ahead of time.

Tries: Reads on the worker's descriptor, without waiting, while a call is under way.
Holds: The arguments of the next call are sent only when this one is answered.
"""


def harm():
    import os
    import select

    for _ in range(3):
        ready, _, _ = select.select([3], [], [], 0.02)
        if ready:
            return f"ahead of time: {os.read(3, 64)!r}"
    return None

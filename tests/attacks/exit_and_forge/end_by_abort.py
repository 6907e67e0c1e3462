"""End by a signal of one's own.

Tries: Aborts, with core dumps asked for.
Holds: It is a crash, and no core file is written.
Status: crashed
"""


def harm():
    import os
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    except (OSError, ValueError):
        pass
    os.abort()

"""Stop the kernel in the middle of a copy.

Tries: userfaultfd, and memory that only itself may see.
Holds: Both are refused.
"""


def harm():
    return worked(lambda: kernel(323, 282, 1), lambda: kernel(323, 282, 0), lambda: kernel(447, 447, 0))

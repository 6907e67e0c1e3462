"""End the process below Python.

Tries: The system call exit_group with 0.
Holds: A process that ends is a crash, whatever its status.
Status: crashed
"""


def harm():
    kernel(231, 94, 0)

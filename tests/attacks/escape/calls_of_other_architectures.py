"""Make system calls by the numbers of another architecture.

Tries: Numbers of the x32 interface, negative ones, and ones that no kernel has.
Holds: They are refused, or the process ends.
"""


def harm():
    import os

    found = worked(
        lambda: kernel(1 << 20, 1 << 20),
        lambda: kernel(-1, -1),
        lambda: kernel(600, 600),
        lambda: kernel(335, 295),
    )
    if found is None and os.uname().machine == "x86_64":
        kernel(0x40000000 | 57, None)
        return "a call of another architecture went through"
    return found

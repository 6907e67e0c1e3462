"""Use programs that run as root.

Tries: Executes the setuid programs that most systems have.
Holds: No program can be executed, and no new privileges can be had.
"""


def harm():
    import os

    programs = ("/bin/su", "/usr/bin/sudo", "/usr/bin/passwd", "/bin/mount", "/usr/bin/newgrp", "/usr/bin/bwrap")
    return worked(
        *(lambda program=program: os.execv(program, [program, "--version"]) for program in programs),
        *(lambda program=program: os.posix_spawn(program, [program], {}) for program in programs),
    )

"""Read the grader through /proc.

Tries: Opens environment, memory, maps, command line and open files of the grader, of the parent and of itself.
Holds: There is no /proc inside, or it may not be read.
"""


def harm():
    import os

    processes = (BAIT["grader"], os.getppid(), 1, "self")
    files = ("environ", "maps", "mem", "cmdline", "fd/0", "stat", "root/etc/passwd", "cwd/README.md")
    return worked(
        *(lambda path=f"/proc/{process}/{file}": open(path, "rb").read(16) for process in processes for file in files)
    )

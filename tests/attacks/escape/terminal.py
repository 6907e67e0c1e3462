"""Type into the terminal of the grader.

Tries: TIOCSTI and the paste buffer on every descriptor and on /dev/tty, with a number that differs in high bits only.
Holds: There is no terminal, and the commands are refused.
"""


def harm():
    import fcntl
    import os

    def terminal(path):
        return fcntl.ioctl(os.open(path, os.O_RDONLY), 0x5412, b"x")

    return worked(
        *(lambda number=number: fcntl.ioctl(number, 0x5412, b"x") for number in range(4)),
        *(lambda number=number: kernel(16, 29, number, 0x100005412, b"x") for number in range(4)),
        *(lambda number=number: kernel(16, 29, number, 0x541C, b"\x03") for number in range(4)),
        lambda: terminal("/dev/tty"),
        lambda: terminal("/dev/console"),
        lambda: terminal("/dev/pts/0"),
        lambda: os.openpty(),
        lambda: fcntl.ioctl(0, 0x540E, 0),
    )

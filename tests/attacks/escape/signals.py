"""End other processes.

Tries: kill, tgkill, sigqueue and pidfd signals to the parent, the grader, a process beside it, and everybody.
Holds: All are refused, and all are alive.
"""


def harm():
    import os
    import signal

    room = ctypes.create_string_buffer(128)
    others = (os.getppid(), BAIT["grader"], BAIT["victim"], 1)
    # Signal 0 asks for the right to send one. Only the process that is there for it would be ended.
    return worked(
        *(lambda other=other: os.kill(other, 0) for other in (*others, -1, 0)),
        *(lambda number=number: os.kill(BAIT["victim"], number) for number in (signal.SIGSTOP, signal.SIGKILL)),
        *(lambda other=other: kernel(234, 131, other, other, 0) for other in others),
        *(lambda other=other: kernel(129, 138, other, 0, room) for other in others),
        *(lambda other=other: signal.pidfd_send_signal(os.pidfd_open(other), 0) for other in others),
        lambda: os.killpg(0, 0),
    )

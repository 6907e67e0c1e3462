"""Live on after the grading.

Tries: Starts a session of its own, forks twice, and leaves a process that sleeps.
Holds: Nothing lives longer than its call.
"""


def harm():
    import os
    import time

    def leave():
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(600)
            os._exit(0)
        return "a daemon"

    return worked(leave, os.setsid, lambda: os.setpgid(0, 0), os.setpgrp)

"""Ignore every signal and go on.

Tries: Ignores and blocks all signals, the one for used up processor time included, then waits.
Holds: SIGKILL ends it.
Status: timed_out
Limits: short
"""


def harm():
    import signal
    import time

    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    time.sleep(3600)

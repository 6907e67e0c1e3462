"""Catch whatever might end a loop.

Tries: Loops in a handler that swallows every exception, with finalisers that start it again.
Holds: It is ended from outside.
Status: timed_out
Limits: short
"""


class Phoenix:
    """Starts the loop again when it ends."""

    def __del__(self):
        loop(Phoenix())


def loop(held):
    import time

    while True:
        try:
            time.sleep(0.1)
            raise KeyboardInterrupt
        except BaseException:  # noqa: BLE001
            continue


def harm():
    loop(Phoenix())

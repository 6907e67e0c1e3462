"""Catch whatever might end a loop.

Tries: Loops in a handler that swallows every exception, with finalisers that start it again.
Holds: It is ended from outside.
Status: timed_out
Limits: short
"""


class Phoenix:
    """Comes back."""

    def __del__(self):
        Phoenix()


def harm():
    Phoenix()
    while True:
        try:
            raise KeyboardInterrupt
        except BaseException:  # noqa: BLE001
            continue

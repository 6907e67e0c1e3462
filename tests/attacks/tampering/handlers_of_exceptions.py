"""Take over what happens when something goes wrong.

Tries: Replaces excepthook, unraisablehook, displayhook, breakpointhook, and faulthandler's and signal handlers.
Holds: What fails in this process is told by the process that watches it, not by a hook.
"""


def harm():
    import faulthandler
    import signal
    import sys

    def agree(*arguments):
        return None

    sys.excepthook = sys.unraisablehook = sys.displayhook = sys.breakpointhook = agree
    for number in range(1, 32):
        try:
            signal.signal(number, agree)
        except (OSError, ValueError):
            continue
    faulthandler.enable(open("/dev/null"))  # noqa: SIM115

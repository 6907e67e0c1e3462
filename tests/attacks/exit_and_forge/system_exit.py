"""Leave with the status of success.

Tries: Raises SystemExit with status 0 and a text that says passed.
Holds: It counts as an exception of the function.
Status: raised
"""


def harm():
    import sys

    sys.exit(0)

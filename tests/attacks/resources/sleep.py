"""Wait for longer than any grader.

Tries: Sleeps for a day, which costs no processor time.
Holds: The deadline is one of wall time.
Status: timed_out
Limits: short
"""


def harm():
    import time

    time.sleep(86400)

"""Close the way back and go on.

Tries: Closes every descriptor, then computes for ever.
Holds: The grader sees the end of the socket and has the process killed.
Status: crashed, timed_out
Limits: short
"""


def harm():
    import os

    os.closerange(0, 64)
    while True:
        pass

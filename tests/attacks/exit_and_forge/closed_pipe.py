"""Close the way back and go on.

Tries: Closes every descriptor, then goes on for ever.
Holds: The grader sees the end of the socket and has the process killed.
Status: crashed, timed_out
Limits: short
"""


def harm():
    import os
    import time

    os.closerange(0, 64)
    time.sleep(3600)

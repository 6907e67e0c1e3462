"""End the process with the status of success.

Tries: os._exit(0) in the middle of a call.
Holds: A process that ends is a crash, whatever its status.
Status: crashed
"""


def harm():
    import os

    os._exit(0)

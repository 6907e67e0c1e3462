"""Write random bytes where replies are expected.

Tries: Writes some kilobytes of garbage to the worker's descriptor.
Holds: The process is ended and costs this function only.
Status: crashed
"""


def harm():
    import os

    os.write(3, bytes(range(256)) * 64)

"""Pretend that the sandbox failed, so that nobody may be marked down.

Tries: Writes the frame with which a child tells that it could not be confined, and others of the start.
Holds: The submission has crashed; it is no fault of the grader's.
Status: crashed
"""


def harm():
    import os
    import sys

    wire = sys.modules["wire"]
    text = b"own user: operation not permitted"
    for kind in (wire.FAILED, wire.HELLO, wire.PROBED):
        os.write(3, wire.HEADER.pack(kind, 0, len(text)) + text)

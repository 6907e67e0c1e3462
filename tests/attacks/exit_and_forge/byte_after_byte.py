"""Send a reply one byte at a time.

Tries: Writes a reply so slowly that each byte comes just when the grader might give up waiting.
Holds: The deadline is one for the whole call, not one for each read.
Status: timed_out
Limits: short
"""


def harm():
    import os
    import struct
    import time

    loading = not callable(globals().get("pool_forward"))
    for byte in struct.pack("!BII", ord("L" if loading else "R"), 0, 1 << 20):
        os.write(3, bytes((byte,)))
    while True:
        time.sleep(0.1)
        os.write(3, b"x")

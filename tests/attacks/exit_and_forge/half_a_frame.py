"""Send half a reply and fall silent.

Tries: Writes the header of a reply and a few of its bytes, then sleeps.
Holds: One deadline bounds the whole call.
Status: timed_out
Limits: short
"""


def harm():
    import os
    import struct
    import time

    loading = not callable(globals().get("pool_forward"))
    os.write(3, struct.pack("!BII", ord("L" if loading else "R"), 0, 4096) + b"abc")
    time.sleep(3600)

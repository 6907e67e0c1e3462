"""Report the end of the load before the load.

Tries: Writes a report that everything is defined, twice, and the reply to a first call behind it.
Holds: What comes out of turn is refused, and nothing is a right value.
"""


def harm():
    import os
    import sys

    wire = sys.modules["wire"]
    loaded = wire.encode({"errors": [], "defined": True}, 1 << 16)
    frame = wire.HEADER.pack(wire.LOADED, 0, len(loaded)) + loaded
    os.write(3, frame * 2)

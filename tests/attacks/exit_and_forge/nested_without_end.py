"""Send a tree that is deeper than any stack.

Tries: Writes a reply that holds ten thousand lists, each in the one before.
Holds: The depth is checked before it is followed.
Status: crashed
"""


def harm():
    import os
    import struct

    tree = (b"l" + struct.pack("!I", 1)) * 10000 + b"N"
    sections = struct.pack("!IIII", 3, len(tree), len(tree), len(tree)) + tree * 3
    for number in range(4):
        os.write(3, struct.pack("!BII", ord("R"), number, len(sections)) + sections)

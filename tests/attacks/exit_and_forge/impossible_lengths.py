"""Announce more than there is memory for.

Tries: Writes a reply that announces four gigabytes, and one with an array of 2 to the power of 62 numbers.
Holds: Nothing is set aside for what is only announced.
Status: crashed
"""


def harm():
    import os
    import struct

    array = b"a" + bytes((11, 2)) + struct.pack("!QQ", 1 << 31, 1 << 31)
    sections = struct.pack("!IIII", 3, len(array), len(array), len(array)) + array * 3
    for number in range(60):
        os.write(3, struct.pack("!BII", ord("R"), number, len(sections)) + sections)
    os.write(3, struct.pack("!BII", ord("R"), 0, 0xFFFFFFFF))

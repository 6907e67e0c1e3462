"""Unpack a small thing into a large one.

Tries: Decompresses a few kilobytes into gigabytes in memory.
Holds: The limit of the process stops it.
Limits: short
"""


def harm():
    import zlib

    packed = zlib.compress(zlib.compress(bytes(1 << 24)) * 4000, 1)
    parts = [zlib.decompress(packed)]
    for _ in range(200):
        parts.append(bytes(1 << 24))
    return "gigabytes were unpacked"

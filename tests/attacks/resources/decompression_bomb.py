"""Unpack a small thing into a large one.

Tries: Decompresses a megabyte into a gigabyte in memory.
Holds: The limit of the process stops it.
Limits: short
"""


def harm():
    import zlib

    packer = zlib.compressobj(wbits=-15)
    part = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    zlib.decompressobj(-15).decompress(part * 1000)
    return "a gigabyte was unpacked"

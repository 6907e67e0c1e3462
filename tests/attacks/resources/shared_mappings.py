"""Take memory that counts for nobody.

Tries: Shared anonymous mappings, written to, and more address space than there is memory.
Holds: Address space is limited, shared or not.
"""


def harm():
    import mmap

    def take(size):
        mapped = mmap.mmap(-1, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        mapped[0] = 1
        return size

    return worked(lambda: take(1 << 30), lambda: take(1 << 40))

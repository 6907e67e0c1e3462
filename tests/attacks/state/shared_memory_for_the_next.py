"""Leave shared memory behind.

Tries: System V segments, semaphores and queues, POSIX shared memory and message queues, and anonymous files.
Holds: None of them can be made.
"""


def harm():
    from multiprocessing import shared_memory

    name = ("/" + BAIT["mark"]).encode()
    return worked(
        lambda: kernel(29, 194, 0x5EED, 4096, 0o1666),
        lambda: kernel(64, 190, 0x5EED, 1, 0o1666),
        lambda: kernel(68, 186, 0x5EED, 0o1666),
        lambda: kernel(240, 180, name[1:], 0o102, 0o666, 0),
        lambda: library("shm_open", name, 0o102, 0o666),
        lambda: kernel(319, 279, name, 0),
        lambda: shared_memory.SharedMemory(BAIT["mark"], create=True, size=4096).name,
    )

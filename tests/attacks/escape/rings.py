"""Have the kernel work through a ring, past any filter of calls.

Tries: io_uring_setup, io_uring_enter and io_uring_register, and the older asynchronous input and output.
Holds: No ring can be made.
"""


def harm():
    room = ctypes.create_string_buffer(256)
    return worked(
        lambda: kernel(425, 425, 4, room),
        lambda: kernel(426, 426, 3, 1, 1, 0, None, 0),
        lambda: kernel(427, 427, 3, 0, room, 1),
        lambda: kernel(206, 0, 8, room),
    )

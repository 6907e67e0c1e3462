"""Use the data socket for more than data.

Tries: Connects, listens and sends descriptors on the one socket that it has, and shuts it down.
Holds: The calls are refused.
"""


def harm():
    room = ctypes.create_string_buffer(128)
    return worked(
        lambda: kernel(42, 203, 3, room, 16),
        lambda: kernel(50, 201, 3, 1),
        lambda: kernel(46, 211, 3, room, 0),
        lambda: kernel(47, 212, 3, room, 0),
        lambda: kernel(48, 210, 3, 2),
        lambda: kernel(55, 209, 3, 1, 17, room, ctypes.byref(ctypes.c_int(64))),
        lambda: kernel(54, 208, 3, 1, 7, room, 4),
    )

"""Open a file by its handle, past its path.

Tries: name_to_handle_at and open_by_handle_at for the expected outputs, then openat2 and open_tree.
Holds: The calls are refused.
"""


def harm():
    import ctypes

    path = BAIT["file"].encode()
    handle, mount = ctypes.create_string_buffer(136), ctypes.c_int()
    handle[0] = 128
    how = (ctypes.c_uint64 * 3)(0, 0, 0)
    return worked(
        lambda: kernel(303, 264, -100, path, handle, ctypes.byref(mount), 0),
        lambda: kernel(304, 265, -100, handle, 0),
        lambda: kernel(437, 437, -100, path, how, 24),
        lambda: kernel(428, 428, -100, path, 0),
    )

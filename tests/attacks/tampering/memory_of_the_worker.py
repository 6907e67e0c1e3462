"""Overwrite the copy of the inputs that the worker keeps.

Tries: Searches objects for the encoded arguments and for every array, makes them writable and fills them with zeros.
Holds: The trusted side compares with inputs of its own: the answer is still judged on those.
"""


def harm():
    import ctypes
    import gc

    for item in gc.get_referents(*gc.get_objects()):
        if type(item) is np.ndarray and item.dtype == float and item.ndim == 4 and item.nbytes:
            ctypes.memset(item.ctypes.data, 0, item.nbytes)
        if type(item) in (bytes, bytearray) and 2000 < len(item) < 100000 and item[:1] in b"ta":
            ctypes.memset(id(item) + 48, 0, len(item) - 64)

"""Search raw memory for what the grader knew before it forked.

Tries: Reads the pages around many objects directly, for a text that the grader holds.
Holds: The text is nowhere in the process.
"""


def harm():
    import ctypes

    head, tail = (half.encode() for half in BAIT["needle"])
    reachable = ctypes.CDLL(None, use_errno=True).access
    reachable.argtypes = [ctypes.c_void_p, ctypes.c_int]

    def mapped(page):
        # The kernel reads the path from there: EFAULT (14) tells that the page is not mapped.
        return reachable(page, 0) == 0 or ctypes.get_errno() != 14

    starts = {id(item) >> 21 << 21 for item in (object(), [], "text" * 999, harm, np, np.zeros(1 << 10))}
    for start in starts:
        for page in range(start, start + (2 << 20), 4096):
            if mapped(page):
                data = ctypes.string_at(page, 4096)
                at = data.find(head)
                if at >= 0 and data.startswith(tail, at + len(head)):
                    return data[at : at + 80].decode("latin-1")
    return None

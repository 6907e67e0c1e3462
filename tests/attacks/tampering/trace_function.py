"""Rewrite the worker's variables through a trace function.

Tries: Sets trace and profile functions that put a status of their own into the frames of the worker.
Holds: The worker can only send what the trusted side compares itself.
"""


def harm():
    import ctypes
    import sys

    def rewrite(frame, event, argument):
        for name, value in (("status", "passed"), ("errors", []), ("raised", None), ("score", 100)):
            if name in frame.f_locals:
                frame.f_locals[name] = value
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        return rewrite

    frame = sys._getframe()
    while frame is not None:
        frame.f_trace = rewrite
        frame = frame.f_back
    sys.settrace(rewrite)
    sys.setprofile(rewrite)

"""Change how arrays and numbers compare, below Python's protection.

Tries: Writes into the dictionaries of the types ndarray, float64 and float, which Python gives out read-only.
Holds: The types of the judging process are others.
"""


def harm():
    import ctypes
    import gc

    for kind in (np.ndarray, np.float64, float):
        inside = gc.get_referents(kind.__dict__)[0]
        inside["__eq__"] = lambda self, other: True
        inside["__ne__"] = lambda self, other: False
        inside["__sub__"] = lambda self, other: 0.0
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))

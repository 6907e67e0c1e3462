"""Spoil what libraries keep for later.

Tries: Fills the caches of re, linecache and functools, and replaces constants of math and numpy.
Holds: They are those of this process.
"""


def harm():
    import linecache
    import math
    import os
    import re

    left = getattr(math, "left", None)
    if (left is not None and left != os.getpid()) or math.pi == 3:
        return "an earlier submission changed pi"
    math.pi = np.pi = 3
    math.left = os.getpid()
    math.floor = np.floor = np.max = np.mean = np.zeros = lambda *arguments, **options: 0
    re.compile = linecache.getline = lambda *arguments: None

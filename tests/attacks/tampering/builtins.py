"""Replace what every line of Python is made of.

Tries: Makes all, any, abs, isinstance, type, len and print into functions that agree with everything.
Holds: Only the submission's own process has them.
"""


def harm():
    import builtins

    builtins.all = builtins.any = builtins.isinstance = lambda *arguments: True
    builtins.abs = builtins.len = builtins.round = lambda *arguments: 0
    builtins.AssertionError = builtins.ValueError = StopIteration

"""Crash the interpreter from within.

Tries: Runs code that no compiler would make, through a code object with other bytes.
Holds: It is a crash or an exception, and costs this function only.
"""


def harm():
    code = (lambda: 0).__code__
    return eval(code.replace(co_code=bytes([100, 255, 83, 0] * 20), co_consts=(), co_stacksize=1)) and None

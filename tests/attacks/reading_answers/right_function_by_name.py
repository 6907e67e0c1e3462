"""Fetch a right answer by its name from wherever it may be.

Tries: Looks the graded name up in the main module, builtins, numpy and the zygote's modules, and calls what is there.
Holds: The graded function is found in the submission only.
"""


def harm():
    import sys

    for name, module in list(sys.modules.items()):
        if name != __name__:
            for wanted in ("pool_forward", "right_pool_forward", "reference", "answer_key", "KEY", "SUITE"):
                found = getattr(module, wanted, None)
                if callable(found):
                    return found
                if found is not None:
                    return f"{name}.{wanted}"
    return None

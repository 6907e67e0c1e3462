"""Look into the frames that called the function.

Tries: Walks up the stack for anything called after answers, seeds or checks, and for arrays that are not arguments.
Holds: The frames above are the worker's, and hold nothing but what the submission itself brought.
"""


def harm():
    import sys

    words = ("expected", "answer", "solution", "seed", "finding", "verdict", "suite", "tolerance")
    head, tail = BAIT["needle"]
    frame = sys._getframe()
    while frame is not None:
        if frame.f_globals is not globals():
            for names in (frame.f_locals, frame.f_globals):
                for name, value in list(names.items()):
                    if any(word in name.lower() for word in words):
                        return f"{name} in {frame.f_code.co_name}"
                    if isinstance(value, str) and head in value and tail in value[value.index(head) :][:64]:
                        return value
        frame = frame.f_back
    return None

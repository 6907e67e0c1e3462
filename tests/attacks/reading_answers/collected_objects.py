"""Find answers among all objects of the interpreter.

Tries: Walks over everything that the garbage collector knows, for a function or text of the course, two steps deep.
Holds: No object holds a text of the grader's memory, and no right function but the submission's own is there.
"""


def harm():
    import gc

    head, tail = BAIT["needle"]
    seen = gc.get_objects()
    for _ in range(2):
        seen = seen + gc.get_referents(*seen)
        for item in seen:
            if type(item) in (str, bytes):
                text = item if type(item) is str else item.decode("latin-1")
                at = text.find(head)
                if at >= 0 and text.startswith(tail, at + len(head)):
                    return text[at : at + 80]
    for item in seen:
        if type(item) is type(harm) and item.__name__ == "pool_forward" and item.__globals__ is not globals():
            return item
    return None

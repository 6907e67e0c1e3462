"""Make the compiler run for ages or crash.

Tries: Compiles deep nesting, long chains and huge constants.
Holds: It ends as an exception, a crash or in time, and costs this function only.
Limits: short
"""


def harm():
    sources = ("(" * 5000 + ")" * 5000, "-" * 100000 + "1", "x" + ".x" * 50000, "[" * 190 + "]" * 190)
    for source in sources:
        try:
            compile(source, "deep", "eval")
        except (SyntaxError, MemoryError, RecursionError):
            continue
    compile("2 ** 2 ** 2 ** 2 ** 5 if 0 else 10 ** 6 ** 3", "long", "eval")

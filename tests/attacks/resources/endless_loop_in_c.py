"""Never come back, where no handler of Python's runs.

Tries: A regular expression that backtracks for ages, which no exception or signal handler interrupts.
Holds: The process is killed from outside when the time is over.
Status: timed_out
Limits: short
"""


def harm():
    import re

    re.match("(a+)+$", "a" * 60 + "b")

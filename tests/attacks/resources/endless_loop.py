"""Never come back.

Tries: An endless loop in Python.
Holds: The call times out and costs this function only.
Status: timed_out
Limits: short
"""


def harm():
    while True:
        pass

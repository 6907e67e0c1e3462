"""Wait for something that never happens.

Tries: Takes a lock twice.
Holds: The deadline is one of wall time.
Status: timed_out
Limits: short
"""


def harm():
    import threading

    lock = threading.Lock()
    with lock, lock:
        pass

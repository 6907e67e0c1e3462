"""Change the answer after it was returned.

Tries: Returns zeros at once and starts a thread that would put the right numbers in, or change them, later.
Holds: No thread can be started.
"""


def harm():
    import threading

    done = []
    thread = threading.Thread(target=lambda: done.append("a thread ran"))
    thread.start()
    thread.join()
    return done[0]

"""Have the grader unpickle something.

Tries: Sends a pickle that would create a file when it is read, as a frame, and returns one that does the same.
Holds: Nothing is unpickled: the file is not there.
"""


class Planted:
    """Creates a file where it is unpickled."""

    def __init__(self, path):
        """Keep the path."""
        self.path = path

    def __reduce__(self):
        """Tell pickle what to call."""
        return open, (self.path, "w")


def harm():
    import os
    import pickle
    import struct

    data = pickle.dumps(Planted(BAIT["results"] + "/" + BAIT["mark"]))
    for number in range(4):
        os.write(3, struct.pack("!BII", ord("R"), number, len(data)) + data)

"""Have the last word when the process ends.

Tries: Registers exit handlers that print a verdict and write a reply, then ends the process.
Holds: A child ends without running them, and a reply out of turn is refused.
"""


def harm():
    import atexit
    import os
    import struct
    import sys

    def last_word():
        os.write(1, b'{"score": 100, "status": "passed"}')
        os.write(3, struct.pack("!BII", ord("R"), 0, 0))

    atexit.register(last_word)
    sys.exit(0)

"""Speak to the grader as the zygote does.

Tries: Writes messages that say that the child has ended well to every descriptor there is.
Holds: The data socket is not the control socket: the message is garbage.
"""


def harm():
    import json
    import os
    import struct

    data = json.dumps({"event": "exited", "run": 1, "code": 0, "signal": 0, "cpu": 0.0}).encode()
    for number in range(64):
        try:
            os.write(number, struct.pack("!I", len(data)) + data)
        except OSError:
            continue

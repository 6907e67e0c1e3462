"""Answer before the worker does.

Tries: Writes a well-formed reply to the call, with zeros as its value, and goes on as usual.
Holds: The value is judged like any other, and the worker's own reply then comes out of turn.
"""


def harm():
    import os
    import sys

    wire = sys.modules["wire"]
    ending = wire.encode({"status": "returned", "raised": None}, 1 << 16)
    value = wire.encode((np.zeros((2, 3, 3, 3)), None), 1 << 16)
    payload = wire.join([ending, value, wire.encode((), 1 << 16)])
    os.write(3, wire.HEADER.pack(wire.REPLY, 0, len(payload)) + payload)

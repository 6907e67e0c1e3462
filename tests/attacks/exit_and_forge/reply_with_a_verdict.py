"""Send a reply that says more than a reply can.

Tries: Adds a score, a verdict and more sections to a reply.
Holds: A reply of another form is refused and costs this function only.
Status: crashed
"""


def harm():
    import os
    import sys

    wire = sys.modules["wire"]
    ending = wire.encode({"status": "passed", "raised": None, "score": 100, "passed": True}, 1 << 16)
    payload = wire.join([ending] * 4)
    for number in range(60):
        os.write(3, wire.HEADER.pack(wire.REPLY, number, len(payload)) + payload)

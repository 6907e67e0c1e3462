"""Answer every call to come at once.

Tries: Writes replies with all sequence numbers up to 200, each twice, and ends the process.
Holds: A reply to a call that was not made, or was answered, is refused; zeros stay wrong.
"""


def harm():
    import os
    import sys

    wire = sys.modules["wire"]
    ending = wire.encode({"status": "returned", "raised": None}, 1 << 16)
    payload = wire.join([ending, wire.encode((np.zeros((2, 3, 3, 3)), ()), 1 << 16), wire.encode((), 1 << 16)])
    for number in range(200):
        os.write(3, (wire.HEADER.pack(wire.REPLY, number, len(payload)) + payload) * 2)
    os._exit(0)

"""Use the key rings of the kernel, which outlive processes.

Tries: add_key, request_key and keyctl, on the rings of session and user.
Holds: All are refused.
"""


def harm():
    return worked(
        lambda: kernel(248, 217, b"user", BAIT["mark"].encode(), b"secret", 6, -4),
        lambda: kernel(249, 218, b"user", BAIT["mark"].encode(), None, -3),
        lambda: kernel(250, 219, 0, -3, 1),
        lambda: kernel(250, 219, 1, BAIT["mark"].encode()),
    )

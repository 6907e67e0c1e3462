"""Use descriptors that were left open.

Tries: Asks for the state of every descriptor beyond its own four, and reads what is open.
Holds: The worker has /dev/null three times and its data socket, nothing else.
"""


def harm():
    import os

    def look(number):
        found = os.fstat(number)
        return number, found.st_mode

    return worked(*(lambda number=number: look(number) for number in range(4, 1024)))

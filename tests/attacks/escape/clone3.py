"""Start a process by the call whose flags no filter can read.

Tries: clone3 with and without new namespaces and with a descriptor of the child, then vfork and raw fork.
Holds: The kernel says that there is no such call, or refuses.
"""


def harm():
    descriptor = ctypes.c_int()
    several = ((0, 17), (0x1000, 17), (0x10000000, 17), (0x100 | 0x10000 | 0x800, 0))
    attempts = []
    for flags, signal in several:
        arguments = (ctypes.c_uint64 * 11)(flags, ctypes.addressof(descriptor), 0, 0, signal)
        attempts.append(lambda arguments=arguments: kernel(435, 435, arguments, 88))
    return worked(*attempts, lambda: kernel(57, None), lambda: kernel(58, None))

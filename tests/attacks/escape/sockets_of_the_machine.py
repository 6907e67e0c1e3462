"""Talk to services on the same machine.

Tries: Connects to a socket with an abstract name, to one in an open folder, and to those of known services.
Holds: No socket can be made, and neither listener heard anything.
"""


def harm():
    import socket

    def connect(address):
        with socket.socket(socket.AF_UNIX) as one:
            one.settimeout(1)
            return one.connect(address)

    known = ("/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/journal/stdout", "/tmp/.X11-unix/X0")
    return worked(
        *(lambda address=address: connect(address) for address in ("\0" + BAIT["abstract"], BAIT["socket"], *known)),
        socket.socketpair,
        lambda: kernel(41, 198, 1, 1, 0),
        lambda: kernel(53, 199, 1, 1, 0, (ctypes.c_int * 2)()),
    )

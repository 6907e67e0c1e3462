"""Talk to the network.

Tries: Connects to a listener on the same machine, sends a datagram, asks for a name, and listens itself.
Holds: No socket can be made, and the listener heard nothing.
"""


def harm():
    import socket

    def send():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            return sender.sendto(b"answer", ("127.0.0.1", BAIT["datagrams"]))

    return worked(
        lambda: socket.create_connection(("127.0.0.1", BAIT["port"]), 1),
        lambda: socket.create_connection(("::1", BAIT["port"]), 1),
        send,
        lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
        lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
        lambda: socket.create_server(("127.0.0.1", 0)),
        lambda: socket.getaddrinfo("localhost", 80, type=socket.SOCK_STREAM) and 1 / 0,
    )

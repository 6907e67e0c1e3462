"""Messages between the grader and the processes of a sandbox that run no student code: a length and JSON."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")


def frame(message: dict[str, Any]) -> bytes:
    """Return the bytes of one message."""
    data = json.dumps(message).encode()
    return _LENGTH.pack(len(data)) + data


def take(arrived: bytearray, limit: int | None = None) -> dict[str, Any] | None:
    """Take the first message out of what has arrived; None if it is not complete.

    Raises ValueError as soon as a message announces more than `limit` bytes.
    """
    if len(arrived) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack_from(arrived)
    if limit is not None and length > limit:
        raise ValueError("a message that is too large")
    end = _LENGTH.size + length
    if len(arrived) < end:
        return None
    message = json.loads(arrived[_LENGTH.size : end])
    del arrived[:end]
    return dict(message)


class Messages:
    """Reads and sends messages on a connected socket. descriptors: those that have arrived and were not taken yet."""

    def __init__(self, connection: socket.socket) -> None:
        """Take over the socket."""
        self.connection = connection
        self.descriptors: list[int] = []
        self._buffer = bytearray()

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, or None when the grader has gone."""
        while (message := take(self._buffer)) is None:
            data, descriptors, _, _ = socket.recv_fds(self.connection, 1 << 16, 4)
            self.descriptors += descriptors
            if not data:
                return None
            self._buffer += data
        return message

    def send(self, message: dict[str, Any]) -> None:
        """Send one message to the grader."""
        self.connection.sendall(frame(message))

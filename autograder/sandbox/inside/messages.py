"""Messages between the grader and the processes of a sandbox that run no student code: a length and JSON."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!I")


class Messages:
    """Reads and sends messages on a connected socket. descriptors: those that have arrived and were not taken yet."""

    def __init__(self, connection: socket.socket) -> None:
        """Take over the socket."""
        self.connection = connection
        self.descriptors: list[int] = []
        self._buffer = bytearray()

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, or None when the grader has gone."""
        while True:
            if len(self._buffer) >= _LENGTH.size:
                end = _LENGTH.size + _LENGTH.unpack_from(self._buffer)[0]
                if len(self._buffer) >= end:
                    message = json.loads(self._buffer[_LENGTH.size : end])
                    del self._buffer[:end]
                    return dict(message)
            data, descriptors, _, _ = socket.recv_fds(self.connection, 1 << 16, 4)
            self.descriptors += descriptors
            if not data:
                return None
            self._buffer += data

    def send(self, message: dict[str, Any]) -> None:
        """Send one message to the grader."""
        data = json.dumps(message).encode()
        self.connection.sendall(_LENGTH.pack(len(data)) + data)

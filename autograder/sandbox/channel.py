"""The grader's end of a child's data socket: whole frames, and one deadline for each however slowly bytes come."""

from __future__ import annotations

import socket
import time

from .inside import wire

_PIECE = 1 << 18


class DeadlineError(Exception):
    """The deadline passed before the frame was over."""


class ClosedError(Exception):
    """The other end of the data socket is gone."""


class Channel:
    """Sends frames to a child and receives its frames. Deadlines are times of `time.monotonic`."""

    def __init__(self, data: socket.socket) -> None:
        """Use a connected socket, which stays its owner's to close."""
        self._data = data
        self._arrived = bytearray()

    def send(self, kind: int, sequence: int, payload: bytes, deadline: float) -> None:
        """Send one frame. Raises DeadlineError and ClosedError."""
        self._set_time_left(deadline)
        try:
            self._data.sendall(wire.frame(kind, sequence, payload))
        except TimeoutError as error:
            raise DeadlineError from error
        except OSError as error:
            raise ClosedError from error

    def receive(self, kind: int, sequence: int, limit: int, deadline: float) -> bytearray:
        """Return the payload of the next frame, which must be of this kind and number.

        Raises DeadlineError and ClosedError, and WireError for any other frame or one of more than `limit` bytes.
        """
        got_kind, got_sequence, payload = self.receive_any(limit, deadline)
        if got_kind != kind or got_sequence != sequence:
            raise wire.WireError("a frame out of turn")
        return payload

    def receive_any(self, limit: int, deadline: float) -> tuple[int, int, bytearray]:
        """Return kind, number and payload of the next frame, whatever it is. Raises as `receive` does."""
        self._await(wire.HEADER.size, deadline)
        kind, sequence, length = wire.HEADER.unpack_from(self._arrived)
        if length > limit:
            raise wire.WireError("a frame that is too large")
        end = wire.HEADER.size + length
        self._await(end, deadline)
        payload = self._arrived[wire.HEADER.size : end]
        del self._arrived[:end]
        return kind, sequence, payload

    def _await(self, size: int, deadline: float) -> None:
        """Return when so many bytes are there. The buffer grows with what has arrived, never with what is announced."""
        while len(self._arrived) < size:
            self._set_time_left(deadline)
            try:
                piece = self._data.recv(_PIECE)
            except TimeoutError as error:
                raise DeadlineError from error
            except OSError as error:
                raise ClosedError from error
            if not piece:
                raise ClosedError
            self._arrived += piece

    def _set_time_left(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError
        self._data.settimeout(left)

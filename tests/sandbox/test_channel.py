"""The grader's end of a data socket: whatever comes, it ends with a frame within the cap or with an error of three."""

import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.channel import Channel, ClosedError, DeadlineError
from autograder.sandbox.inside import wire

_LIMIT = 1000


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel, and the socket that a child would hold."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), theirs


def soon() -> float:
    """A deadline that no test waits for unless it says so."""
    return time.monotonic() + 10


_FRAMES = st.builds(wire.frame, st.integers(0, 255), st.integers(0, 9), st.binary(max_size=2 * _LIMIT))


# Few and small enough for the buffer of a socket: nobody reads while this sends.
@given(st.lists(st.binary(max_size=40) | _FRAMES, max_size=20))
def test_any_bytes_are_frames_or_an_error(pieces: list[bytes]) -> None:
    """Random bytes and random frames, then the end: no other exception, and no payload beyond the cap."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(b"".join(pieces))
        channel = Channel(ours)
        try:
            while True:
                assert len(channel.receive_any(_LIMIT, soon())[2]) <= _LIMIT
        except (ClosedError, wire.WireError):
            return


def test_frames_come_whole_however_they_are_cut(ends: tuple[Channel, socket.socket]) -> None:
    """Frames that arrive byte by byte, or several at once, are the frames that were sent."""
    channel, theirs = ends
    sent = [(wire.REPLY, 1, b"abc"), (wire.HELLO, 0, b""), (wire.REPLY, 2, b"x" * 90)]
    for byte in b"".join(wire.frame(*one) for one in sent):
        theirs.send(bytes([byte]))
    assert [channel.receive_any(_LIMIT, soon()) for _ in sent] == sent


def test_large_announcement_is_refused_before_its_bytes_come(ends: tuple[Channel, socket.socket]) -> None:
    """Four gigabytes that are announced take no memory: the header is enough to refuse them."""
    channel, theirs = ends
    theirs.sendall(wire.HEADER.pack(wire.REPLY, 1, 2**32 - 1))
    with pytest.raises(wire.WireError, match="too large"):
        channel.receive_any(_LIMIT, soon())


def test_half_a_frame_ends_with_the_deadline(ends: tuple[Channel, socket.socket]) -> None:
    """Silence in the middle of a frame does not last longer than the frame may."""
    channel, theirs = ends
    theirs.sendall(wire.frame(wire.REPLY, 1, b"abc")[:-1])
    with pytest.raises(DeadlineError):
        channel.receive_any(_LIMIT, time.monotonic() + 0.05)


@pytest.mark.parametrize("frame", [(wire.HELLO, 1, b""), (wire.REPLY, 2, b"")])
def test_frame_out_of_turn_is_an_error(ends: tuple[Channel, socket.socket], frame: tuple[int, int, bytes]) -> None:
    """A frame of another kind or number than the one that is due is not taken for it."""
    channel, theirs = ends
    theirs.sendall(wire.frame(*frame))
    with pytest.raises(wire.WireError, match="out of turn"):
        channel.receive(wire.REPLY, 1, _LIMIT, soon())

"""Messages between the grader and the processes of a sandbox, whatever pieces they arrive in."""

import pytest

from autograder.sandbox.inside.messages import frame, take

ORDERS = [{"run": 1, "patience": 0.5}, {}, {"command": ["ä" * 300]}]


def test_messages_arrive_whole_and_in_order() -> None:
    """Bytes that come one by one give each message once, as soon as it is complete."""
    arrived, taken = bytearray(), []
    for byte in b"".join(map(frame, ORDERS)):
        arrived.append(byte)
        message = take(arrived, 10_000)
        taken += [message] if message is not None else []
    assert taken == ORDERS
    assert not arrived


def test_message_beyond_the_limit_is_refused_when_it_is_announced() -> None:
    """The grader does not wait for the rest of a message that it would not take."""
    size = len(frame(ORDERS[2])) - 4
    assert take(bytearray(frame(ORDERS[2])), size) == ORDERS[2]
    with pytest.raises(ValueError, match="too large"):
        take(bytearray(frame(ORDERS[2])[:4]), size - 1)

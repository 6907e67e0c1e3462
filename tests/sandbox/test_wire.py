"""The wire format: what goes in comes out, and bytes from an enemy do no harm."""

from __future__ import annotations

import contextlib
import math
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import Opaque
from autograder.sandbox.inside import wire

_DTYPES = st.sampled_from([np.dtype(kind) for kind in wire._KINDS])
_ARRAYS = hnp.arrays(_DTYPES, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(st.characters(exclude_categories=())),
    _ARRAYS,
    _DTYPES.flatmap(lambda dtype: hnp.arrays(dtype, (1,))).map(lambda array: array[0]),
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=5), inner, max_size=4),
    ),
    max_leaves=12,
)


def _same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return (one == other and math.copysign(1, one) == math.copysign(1, other)) or (one != one and other != other)
    if isinstance(one, complex):
        return _same(one.real, other.real) and _same(one.imag, other.imag)
    return one == other


@given(_TREES)
@settings(max_examples=100, deadline=None, database=None)
def test_a_tree_survives_the_wire(tree: object) -> None:
    """Every tree of plain data comes back with the same types, shapes and bits."""
    assert _same(wire.decode(wire.encode(tree, 1 << 20, strict=True)), tree)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None, database=None)
def test_random_bytes_raise_only_a_wire_error(data: bytes) -> None:
    """Bytes that are no tree raise WireError and nothing else."""
    for read in (wire.decode, wire.split):
        with contextlib.suppress(wire.WireError):
            read(data)


@given(_TREES, st.data())
@settings(max_examples=200, deadline=None, database=None)
def test_damaged_trees_raise_only_a_wire_error(tree: object, data: st.DataObject) -> None:
    """A well-formed tree with some bytes changed is another tree or a WireError."""
    damaged = bytearray(wire.encode(tree, 1 << 20, strict=True))
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(wire.WireError):
        wire.decode(damaged)


@pytest.mark.parametrize(
    "claim",
    [
        b"a" + bytes((11, 2)) + (1 << 20).to_bytes(8, "big") * 2,
        b"a" + bytes((11, 3)) + (1 << 63).to_bytes(8, "big") * 2 + bytes(8),
        b"s" + b"\xff\xff\xff\xff",
        b"l" + b"\xff\xff\xff\xff",
        b"d" + b"\x00\x01\x00\x00",
        b"i" + b"\xff\xff",
        b"l\x00\x00\x00\x01" * 500 + b"N",
    ],
    ids=["huge array", "overflowing shape", "long text", "long list", "long dict", "long integer", "depth"],
)
def test_a_lie_about_a_size_takes_no_memory(claim: bytes) -> None:
    """A length or shape that the bytes do not bear out is refused before memory is taken for it."""
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.decode(claim)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("count", [wire.MAX_ITEMS + 1, 3_000_000])
def test_too_many_items_become_opaque(count: int) -> None:
    """A list beyond the cap is named, not sent."""
    assert wire.decode(wire.encode([0] * count, 1 << 22)) == Opaque("list", "too many items")


def test_a_broadcast_array_of_terabytes_becomes_opaque() -> None:
    """An array is measured by its shape, not by the little memory that a broadcast one owns."""
    array = np.broadcast_to(np.zeros(1), (1 << 20, 1 << 20))
    assert wire.decode(wire.encode(array, 1 << 22)) == Opaque("numpy.ndarray", "too large")


def test_decoded_arrays_own_their_memory() -> None:
    """A decoded array shares nothing with the bytes it came in, and cannot be changed for the next who reads it."""
    data = bytearray(wire.encode(np.zeros(3), 1 << 20))
    array = wire.decode(data)
    data[-1] = 1
    assert array.tolist() == [0.0, 0.0, 0.0]
    assert array.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


def test_names_are_made_plain() -> None:
    """The name of a type cannot carry markup, escapes or length into a report."""
    name = wire.clean_name("<b>\x1b[31mé" + "x" * 200)
    assert name == "<b>?[31m?" + "x" * 71


@given(_TREES, st.data())
@settings(max_examples=100, deadline=None, database=None)
def test_what_the_reader_has_is_named_by_number(tree: object, data: st.DataObject) -> None:
    """A container or array that both sides have comes back as the reader's own, and costs two bytes."""
    known = (data.draw(_ARRAYS), [tree], {"key": tree})
    sent = wire.encode((known[2], tree, known[0], known[1]), 1 << 22, known=known)
    assert len(sent) <= len(wire.encode((tree,), 1 << 22)) + 3 * 2
    back = wire.decode(sent, known)
    assert [back[0] is known[2], back[2] is known[0], back[3] is known[1]] == [True] * 3
    assert _same(back[1], tree)


@pytest.mark.parametrize("known", [(), (np.zeros(2),)])
def test_a_number_of_nothing_is_refused(known: tuple) -> None:
    """A child that names what the grader does not have breaks the form."""
    with pytest.raises(wire.WireError, match="nothing that is known"):
        wire.decode(b"r\x01", known)


@given(_TREES)
@settings(max_examples=100, deadline=None, database=None)
def test_a_snapshot_is_of_the_tree_it_was_taken_of(tree: object) -> None:
    """No tree but a copy is as it was in a snapshot, and a copy without nan or odd scalars is."""
    sent = wire.encode(tree, 1 << 22)
    one, other = wire.decode(sent), wire.decode(sent)
    taken = wire.snapshot(one)
    assert not wire.is_as_in(taken, other) or wire.encode(one, 1 << 22) == wire.encode(other, 1 << 22)
    assert not wire.is_as_in(taken, [other])
    assert wire.is_as_in(taken, other) or not isinstance(tree, int | str | np.ndarray)


@pytest.mark.parametrize(
    "other",
    [
        (np.zeros((2, 3), np.int64), {"stride": 1}),
        (np.zeros((3, 2)), {"stride": 1}),
        (np.full((2, 3), -0.0), {"stride": 1}),
        (np.zeros((2, 3)), {"stride": 2}),
        (np.zeros((2, 3)), {"stride": True}),
        (np.zeros((2, 3)), {"pad": 1}),
        (np.zeros((2, 3)), {"stride": 1, "pad": 0}),
        [np.zeros((2, 3)), {"stride": 1}],
        (np.zeros((2, 3)),),
        (np.zeros((2, 3)), {"stride": [1]}),
    ],
)
def test_a_changed_argument_is_not_as_it_was(other: object) -> None:
    """Dtype, shape, bits, types, keys and lengths all count."""
    sent = (np.zeros((2, 3)), {"stride": 1})
    assert wire.is_as_in(wire.snapshot(sent), (np.zeros((2, 3)), {"stride": 1}))
    assert not wire.is_as_in(wire.snapshot(sent), other)
    assert not wire.is_as_in(wire.snapshot(other), sent)


@pytest.mark.parametrize(
    "change",
    [
        lambda array, _, __: array.fill(1),
        lambda array, _, __: setattr(array, "shape", (3, 2)),
        lambda array, _, __: setattr(array, "dtype", np.int64),
        lambda _, settings, __: settings.update(pad=1),
        lambda _, settings, __: settings.update(stride=True),
        lambda _, __, items: items.pop(),
    ],
)
def test_a_change_in_place_is_seen(change: Callable[..., object]) -> None:
    """A snapshot holds nothing of the tree that it was taken of."""
    tree = (np.zeros((2, 3)), {"stride": 1}, [1])
    taken = wire.snapshot(tree)
    assert wire.is_as_in(taken, tree)
    change(*tree)
    assert not wire.is_as_in(taken, tree)


@given(_TREES)
@settings(max_examples=100, deadline=None, database=None)
def test_a_tree_comes_back_from_its_snapshot(tree: object) -> None:
    """With the same types and bits, and with arrays that can be written to and own their memory."""
    one = wire.decode(wire.encode(tree, 1 << 22))
    back = wire.restore(wire.snapshot(one))
    assert wire.encode(back, 1 << 22) == wire.encode(one, 1 << 22)
    assert not isinstance(back, np.ndarray) or (back.flags.owndata and back.flags.writeable and back is not one)


def test_what_is_no_plain_data_is_never_as_it_was() -> None:
    """Its own comparison is not asked, as it is the student's code."""

    class Agreeable:
        def __eq__(self, _: object) -> bool:
            return True

        __hash__ = None

    assert not wire.is_as_in(wire.snapshot((1,)), (Agreeable(),))
    assert not wire.is_as_in(wire.snapshot((Agreeable(),)), (Agreeable(),))

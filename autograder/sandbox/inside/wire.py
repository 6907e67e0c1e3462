"""Frames and trees: the bytes that cross the border between the grader and untrusted code.

A frame is nine bytes of header (kind, sequence number, payload length; network byte order) and the payload.

    to the child    JOB     a pickle, as the child may trust the grader: what to run; see `calling.grade`
                    CALL    a pickle: for each of the calls from that number on which arguments it gets, and snapshots
                            of the arguments that are new to the child
    to the grader   HELLO   empty: the child is confined and has not run student code yet
                    FAILED  UTF-8 text: the child could not confine itself
                    LOADED  one tree: the load errors, and which functions are there
                    REPLY   sections, three for each of the calls that came together: how it ended (empty: it
                            returned), its value, its arguments afterwards (empty: they are as they were sent)
                    PROBED  one tree: what the self-test could do

A tree is None, bool, int, float, complex, str, tuple, list, a dict with str keys, a numpy array or a numpy
scalar of a plain numeric type. Everything else is written as an `Opaque`: the name of its type, and nothing
that could run. Types are compared exactly, so a subclass or a lying ``__class__`` is opaque too. A value that holds
an argument as it was sent, as a cache does, may name its number instead of repeating it.

The reader trusts nothing: depth, number of items, every length, every dimension and every type code are
checked before memory is taken, arrays are built here from raw bytes, and any breach is a `WireError`.
This module is imported on both sides. It uses the standard library and numpy only.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

HELLO, FAILED, LOADED, REPLY, PROBED, JOB, CALL = b"HFLRPJC"
HEADER = struct.Struct("!BII")
ANY_SIZE = (1 << 32) - 1

MAX_DEPTH = 32
MAX_ITEMS = 100_000
MAX_INTEGER_BYTES = 1024
MAX_DIMENSIONS = 32
MAX_EXTENT = 1 << 31
MAX_NAME = 80

_NUMBERS = range(256)  # of what is known: each has one byte
_COMPARABLE = frozenset((type(None), bool, int, float, str))
_COUNT = struct.Struct("!I")
_SHORT = struct.Struct("!H")
_SHAPES = tuple(struct.Struct(f"!{dimensions}Q") for dimensions in range(MAX_DIMENSIONS + 1))
_FLOAT = struct.Struct("!d")
_COMPLEX = struct.Struct("!dd")

_KINDS = ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")
_DTYPES = tuple(np.dtype(kind) for kind in _KINDS)
_LETTERS = [np.dtype(letter) for letter in "?bBhHiIlLqQefdgFDG"]
# By numpy's own number of a type: several of one size have one each, as long double has, mostly of a size of its own.
_CODES = {dtype.num: _DTYPES.index(dtype) for dtype in _LETTERS if dtype in _DTYPES}
_SCALARS = {dtype.type: _CODES[dtype.num] for dtype in _LETTERS if dtype.num in _CODES}


class WireError(ValueError):
    """The bytes are not a well-formed frame or tree, or go beyond a cap."""


@dataclass(frozen=True)
class Opaque:
    """Something that is not plain data: only the name of its type, and why it was not sent."""

    type_name: str
    detail: str = ""


def clean_name(text: str) -> str:
    """Return at most 80 characters of `text`, with everything but plain ASCII replaced by a question mark."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "._<>[](), -") else "?" for c in text[:MAX_NAME])


def name_of_type(kind: type) -> str:
    """Return module and qualified name of a type without running anything that its author wrote."""
    slots = type.__dict__
    name = slots["__qualname__"].__get__(kind)
    module = slots["__module__"].__get__(kind)
    if type(name) is not str:
        name = "?"
    if type(module) is not str or module in ("builtins", "__main__"):
        return clean_name(name)
    return clean_name(f"{module}.{name}")


def encode(value: object, limit: int, strict: bool = False, known: Sequence[object] = ()) -> bytes:
    """Return the bytes of a tree, at most `limit` of them.

    What is not plain data, or does not fit, becomes an `Opaque`; with `strict` it is a `WireError` instead.
    known: what the reader has as it is now; each item of it except plain numbers is written as its number there.
    """
    encoder = _Encoder(limit, strict, dict(zip(map(id, known), _NUMBERS, strict=False)))
    encoder.write(value, 0)
    if len(encoder.out) > limit:
        if strict:
            raise WireError("the tree is too large")
        return encode(Opaque(name_of_type(type(value)), "too large"), limit + 2 * MAX_NAME + 8, strict=True)
    return bytes(encoder.out)


class _Encoder:
    __slots__ = ("items_left", "known", "limit", "out", "strict")

    def __init__(self, limit: int, strict: bool, known: dict[int, int]) -> None:
        self.out = bytearray()
        self.limit = limit
        self.strict = strict
        self.known = known
        self.items_left = MAX_ITEMS

    def write(self, value: Any, depth: int) -> None:
        # The most frequent come first: a submission is asked for some hundred values.
        kind = type(value)
        out = self.out
        if kind is float:
            out += b"f" + _FLOAT.pack(value)
        elif kind is int:
            self.write_integer(value)
        elif value is None:
            out += b"N"
        elif kind is bool:
            out += b"T" if value else b"F"
        elif (number := self.known.get(id(value))) is not None:
            out += b"r%c" % number
        elif kind is np.ndarray:
            self.write_array(value)
        elif (code := _SCALARS.get(kind)) is not None:
            out += b"n%c" % code + _little_endian(value.dtype, value)
        elif kind is str:
            self.write_text(value)
        elif kind is tuple or kind is list or kind is dict:
            self.write_container(value, depth)
        elif kind is complex:
            out += b"c" + _COMPLEX.pack(value.real, value.imag)
        elif kind is Opaque:
            self.write_opaque(value.type_name, value.detail)
        else:
            self.refuse(value, "not plain data")

    def refuse(self, value: object, detail: str) -> None:
        if self.strict:
            raise WireError(f"{name_of_type(type(value))}: {detail}")
        self.write_opaque(name_of_type(type(value)), detail)

    def write_opaque(self, type_name: str, detail: str) -> None:
        self.out += b"o"
        for text in (type_name, detail):
            plain = clean_name(text).encode()
            self.out += _SHORT.pack(len(plain)) + plain

    def write_integer(self, value: int) -> None:
        size = value.bit_length() // 8 + 1
        if size > MAX_INTEGER_BYTES:
            self.refuse(value, "too large")
            return
        self.out += b"i" + _SHORT.pack(size) + value.to_bytes(size, "big", signed=True)

    def write_text(self, value: str) -> None:
        if len(self.out) + len(value) > self.limit:
            self.refuse(value, "too large")
            return
        data = value.encode("utf-8", "surrogatepass")
        self.out += b"s" + _COUNT.pack(len(data)) + data

    def write_array(self, value: np.ndarray) -> None:
        dtype, shape = value.dtype, value.shape
        code = _CODES.get(dtype.num)
        if code is None:
            self.refuse(value, f"dtype {dtype.name}")
        # The size comes from the shape: a broadcast array of terabytes owns only a few bytes of memory.
        elif len(self.out) + value.nbytes > self.limit or _volume(shape) > MAX_EXTENT:
            self.refuse(value, "too large")
        elif len(shape) > MAX_DIMENSIONS:
            self.refuse(value, "too many dimensions")
        else:
            self.out += b"a%c%c" % (code, len(shape)) + _SHAPES[len(shape)].pack(*shape) + _little_endian(dtype, value)

    def write_container(self, value: Any, depth: int) -> None:
        count = len(value)
        if depth >= MAX_DEPTH:
            self.refuse(value, "nested too deep")
            return
        # Room for the items is set aside here, so that an inner container cannot use up that of its siblings.
        if count > self.items_left or len(self.out) + count > self.limit:
            self.refuse(value, "too many items")
            return
        if type(value) is dict:
            if not all(type(key) is str for key in value):
                self.refuse(value, "keys that are not str")
                return
            self.items_left -= count
            self.out += b"d" + _COUNT.pack(count)
            for key, item in value.items():
                data = key.encode("utf-8", "surrogatepass")
                self.out += _COUNT.pack(len(data)) + data
                self.write(item, depth + 1)
            return
        self.items_left -= count
        self.out += (b"t" if type(value) is tuple else b"l") + _COUNT.pack(count)
        for item in value:
            self.write(item, depth + 1)


def _little_endian(dtype: np.dtype, value: np.ndarray | np.generic) -> bytes:
    if dtype.byteorder == ">":
        value = value.astype(dtype.newbyteorder("<"))
    return value.tobytes()


def _volume(shape: tuple[int, ...]) -> int:
    return math.prod([extent or 1 for extent in shape])


def decode(data: bytes | bytearray | memoryview, known: Sequence[object] = ()) -> Any:
    """Return the tree in `data`. Raises WireError unless `data` is exactly one well-formed tree.

    known: what the tree may name by number. It becomes part of the tree as it is, without a copy.
    """
    decoder = _Decoder(memoryview(data), known)
    value = decoder.read(0)
    if decoder.at != len(decoder.data):
        raise WireError("bytes after the end of the tree")
    return value


class _Decoder:
    def __init__(self, data: memoryview, known: Sequence[object]) -> None:
        self.data = data
        self.known = known
        self.at = 0
        self.items_left = MAX_ITEMS

    def take(self, size: int) -> memoryview:
        end = self.at + size
        if end > len(self.data):
            raise WireError("the tree ends too early")
        piece = self.data[self.at : end]
        self.at = end
        return piece

    def take_number(self, layout: struct.Struct) -> int:
        return int(layout.unpack(self.take(layout.size))[0])

    def take_text(self, layout: struct.Struct) -> str:
        try:
            return str(self.take(self.take_number(layout)), "utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise WireError("text that is not UTF-8") from error

    def read(self, depth: int) -> Any:
        tag = self.take(1)[0]
        if tag == 0x61:  # a
            return self.read_array()
        if tag == 0x66:  # f
            return _FLOAT.unpack(self.take(8))[0]
        if tag == 0x69:  # i
            size = self.take_number(_SHORT)
            if not 0 < size <= MAX_INTEGER_BYTES:
                raise WireError("an integer of a forbidden size")
            return int.from_bytes(self.take(size), "big", signed=True)
        if tag == 0x73:  # s
            return self.take_text(_COUNT)
        if tag in b"tld":
            return self.read_container(tag, depth)
        if tag == 0x72:  # r
            number = self.take(1)[0]
            if number >= len(self.known):
                raise WireError("a number of nothing that is known")
            return self.known[number]
        if tag == 0x6E:  # n
            dtype = self.take_dtype()
            return np.frombuffer(self.take(dtype.itemsize), dtype)[0]
        if tag == 0x63:  # c
            return complex(*_COMPLEX.unpack(self.take(16)))
        if tag == 0x6F:  # o
            return Opaque(clean_name(self.take_text(_SHORT)), clean_name(self.take_text(_SHORT)))
        if tag in b"NTF":
            return {0x4E: None, 0x54: True, 0x46: False}[tag]
        raise WireError("an unknown kind of value")

    def take_dtype(self) -> np.dtype:
        code = self.take(1)[0]
        if code >= len(_DTYPES):
            raise WireError("an unknown dtype")
        return _DTYPES[code]

    def read_array(self) -> np.ndarray:
        dtype = self.take_dtype()
        dimensions = self.take(1)[0]
        if dimensions > MAX_DIMENSIONS:
            raise WireError("too many dimensions")
        shape = _SHAPES[dimensions].unpack(self.take(_SHAPES[dimensions].size))
        volume = _volume(shape)
        if volume > MAX_EXTENT:
            raise WireError("an array that is too large")
        size = dtype.itemsize * (0 if 0 in shape else volume)
        # The copy owns its memory; the bytes it is made of have already arrived. One tree may go to several readers.
        array = np.ndarray(shape, dtype, self.take(size)).copy()
        array.flags.writeable = False
        return array

    def read_container(self, tag: int, depth: int) -> Any:
        (count,) = _COUNT.unpack(self.take(4))
        if depth >= MAX_DEPTH:
            raise WireError("nested too deep")
        if count > self.items_left or count > len(self.data) - self.at:
            raise WireError("too many items")
        self.items_left -= count
        if tag == 0x64:  # d
            result: dict[str, Any] = {}
            for _ in range(count):
                key = self.take_text(_COUNT)
                if key in result:
                    raise WireError("a key that is there twice")
                result[key] = self.read(depth + 1)
            return result
        items = [self.read(depth + 1) for _ in range(count)]
        return tuple(items) if tag == 0x74 else items


def snapshot(tree: Any) -> tuple[Any, ...]:
    """Return what `is_as_in` compares a tree with later on, and `restore` makes copies from; no memory is shared."""
    kind = type(tree)
    if kind is np.ndarray:
        return kind, tree.shape, tree.dtype, tree.tobytes(), "F" if tree.flags.fnc else "C"
    if kind is tuple or kind is list:
        return kind, [snapshot(item) for item in tree]
    if kind is dict:
        return kind, {key: snapshot(item) for key, item in tree.items()}
    return (kind, tree) if kind in _COMPARABLE else (None, tree)


def restore(taken: tuple[Any, ...]) -> Any:
    """Return the tree of a snapshot again; its arrays own their memory and have the order in it that they had."""
    kind = taken[0]
    if kind is np.ndarray:
        return np.ndarray(*taken[1:4]).copy(taken[4])
    if kind is tuple or kind is list:
        return kind(map(restore, taken[1]))
    if kind is dict:
        return {key: restore(item) for key, item in taken[1].items()}
    return taken[1]


def is_as_in(before: tuple[Any, ...], tree: Any) -> bool:
    """Return whether a tree is surely as it was in a snapshot, by its types and bits. Nothing is written anywhere.

    What is not plain data never is.
    """
    kind = type(tree)
    if kind is not before[0]:
        return False
    if kind is np.ndarray:
        return tree.tobytes() == before[3] and tree.shape == before[1] and tree.dtype == before[2]
    if kind is tuple or kind is list:
        return len(tree) == len(before[1]) and all(map(is_as_in, before[1], tree))
    if kind is dict:
        return tree.keys() == before[1].keys() and all(map(is_as_in, before[1].values(), map(tree.get, before[1])))
    return bool(tree == before[1])


def join(sections: list[bytes]) -> bytes:
    """Return one payload that holds several sections."""
    head = struct.pack(f"!{len(sections) + 1}I", len(sections), *map(len, sections))
    return head + b"".join(sections)


def split(payload: bytes | bytearray | memoryview) -> list[memoryview]:
    """Return the sections of a payload as views into it. Raises WireError when the lengths do not add up."""
    view = memoryview(payload)
    if len(view) < _COUNT.size:
        raise WireError("a payload without sections")
    (count,) = _COUNT.unpack_from(view)
    at = _COUNT.size * (count + 1)
    if count > MAX_ITEMS or at > len(view):
        raise WireError("too many sections")
    sizes = struct.unpack_from(f"!{count}I", view, _COUNT.size)
    if at + sum(sizes) != len(view):
        raise WireError("sections that do not fill the payload")
    sections = []
    for size in sizes:
        sections.append(view[at : at + size])
        at += size
    return sections


def frame(kind: int, sequence: int, payload: bytes) -> bytes:
    """Return a frame as bytes."""
    return HEADER.pack(kind, sequence, len(payload)) + payload


def write(descriptor: int, data: bytes) -> None:
    """Write all of some bytes, such as frames, to a blocking descriptor."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(descriptor: int, limit: int) -> tuple[int, int, bytes]:
    """Read one whole frame of at most `limit` bytes of payload from a blocking descriptor."""
    kind, sequence, length = HEADER.unpack(_read_exactly(descriptor, HEADER.size))
    if length > limit:
        raise WireError("a frame that is too large")
    return kind, sequence, _read_exactly(descriptor, length)


def _read_exactly(descriptor: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(descriptor, min(size - len(data), 1 << 20))
        if not piece:
            raise WireError("the frame ends too early")
        data += piece
    return bytes(data)

"""Run a submission's statements, call one function of it, and send back what came of it.

Runs only in a confined child. Everything here shares a process with student code, which may spoil any of it
and then harms its own answers only. What is used after student code has run is bound before it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import ModuleType, TracebackType
from typing import Any

import wire

MAX_MESSAGE = 500
_MODULE = "submission"
_RESERVE = 4096  # room in a reply for all but the value and the arguments


def grade(
    descriptor: int,
    header: dict[str, Any],
    read_frame: Callable[[int, int], tuple[int, int, bytes]] = wire.read_frame,
    write_frame: Callable[[int, int, int, bytes], None] = wire.write_frame,
    encode: Callable[..., bytes] = wire.encode,
    decode: Callable[[bytes], Any] = wire.decode,
    join: Callable[[list[bytes]], bytes] = wire.join,
) -> None:
    """Load the units of a job, then read arguments, call its function and write a reply, call after call.

    `header` holds units (label, first line, source), function, first and last (the numbers of the calls),
    call_bytes and reply_bytes (caps of a frame). The arguments of a call come when the one before it is
    answered: no call sees another's changes, and whatever a function reveals, it has not seen what follows.
    """
    labels = frozenset(label for label, _, _ in header["units"])
    limit = header["reply_bytes"] - _RESERVE
    module = ModuleType(_MODULE)
    sys.modules[_MODULE] = module
    errors = load(header["units"], module.__dict__, labels)
    function: Any = module.__dict__.get(header["function"])
    defined = callable(function)
    loaded = encode({"errors": errors, "defined": defined}, 1 << 22)
    write_frame(descriptor, wire.LOADED, 0, loaded)
    if not defined:
        return
    reply = wire.REPLY
    for sequence in range(header["first"], header["last"] + 1):
        _, _, encoded = read_frame(descriptor, header["call_bytes"])
        arguments = decode(encoded)
        status, value, raised = attempt(function, arguments, labels)
        try:
            after = encode(arguments, limit // 2)
            result = encode(value, limit - len(after))
        except MemoryError:
            status, after, result = "out_of_memory", encode((), limit), encode(None, limit)
        # Dropped before the next call, so that two large values are never held at once.
        value = arguments = None
        ending = encode({"status": status, "raised": raised}, 1 << 16)
        write_frame(descriptor, reply, sequence, join([ending, result, after]))


def load(
    units: Sequence[tuple[str, int, str]], namespace: dict[str, Any], labels: frozenset[str]
) -> list[dict[str, Any]]:
    """Run the units in order in `namespace` and return what they raised. One that fails stops no other."""
    errors = []
    for label, first_line, source in units:
        try:
            # Blank lines in front make the numbers in tracebacks those of the cell.
            code = compile("\n" * (first_line - 1) + source, label, "exec", dont_inherit=True)
            exec(code, namespace)
        except BaseException as error:
            raised = describe(error, labels)
            if raised["label"] is None:
                raised["label"] = label
                raised["line"] = error.lineno if isinstance(error, SyntaxError) else None
            errors.append(raised)
    return errors


def attempt(
    function: Callable[..., Any], arguments: tuple[Any, ...], labels: frozenset[str]
) -> tuple[str, Any, dict[str, Any] | None]:
    """Call the function and return how it ended, its value, and the description of what it raised."""
    try:
        return "returned", function(*arguments), None
    except MemoryError as error:
        return "out_of_memory", None, describe(error, labels)
    except BaseException as error:
        return "raised", None, describe(error, labels)


def describe(error: BaseException, labels: frozenset[str]) -> dict[str, Any]:
    """Return type, text and name of an exception, and the innermost line of the student's own code."""
    label, line = innermost(error.__traceback__, labels)
    return {
        "type_name": wire.name_of_type(type(error)),
        "message": text_of(error),
        "label": label,
        "line": line,
        "name": name_in(error),
    }


def innermost(trace: TracebackType | None, labels: frozenset[str]) -> tuple[str | None, int | None]:
    """Return label and line of the last entry of a traceback that lies in a unit."""
    found: tuple[str | None, int | None] = (None, None)
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename in labels:
            found = (filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def text_of(error: BaseException) -> str:
    """Return at most 500 characters of the exception's text; its own ``__str__`` may raise."""
    try:
        text = error.msg if type(error) is SyntaxError else str(error)
        # Indexing through the type gives a plain str even where the text is of a subclass.
        return str.__getitem__(text, slice(0, MAX_MESSAGE))
    except BaseException:
        return ""


def name_in(error: BaseException) -> str | None:
    """Return the name that a NameError, AttributeError or ImportError is about."""
    for kind in (NameError, AttributeError, ImportError):
        if isinstance(error, kind):
            name = kind.__dict__["name"].__get__(error)
            return name if type(name) is str else None
    return None

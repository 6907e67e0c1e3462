"""Run a submission's statements, call functions of it, and send back what came of it.

Runs only in a confined child. Everything here shares a process with student code, which may spoil any of it
and then harms its own answers only. What is used after student code has run is bound before it.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Sequence
from types import ModuleType, TracebackType
from typing import Any

import wire

MAX_MESSAGE = 500
MODULE = "__main__"  # as in a notebook
_RESERVE = 4096  # room in a reply for all but the value and the arguments


def grade(
    descriptor: int,
    job: bytes,
    read_frame: Callable[[int, int], tuple[int, int, bytes]] = wire.read_frame,
    write: Callable[[int, bytes], None] = wire.write,
    frame: Callable[[int, int, bytes], bytes] = wire.frame,
    loads: Callable[[bytes], Any] = pickle.loads,
    restore: Callable[[tuple[Any, ...]], Any] = wire.restore,
    encode: Callable[..., bytes] = wire.encode,
    is_as_in: Callable[[tuple[Any, ...], object], bool] = wire.is_as_in,
    join: Callable[[list[bytes]], bytes] = wire.join,
) -> None:
    """Load the units of a job, then read calls, make them and write the replies, until there is no more to read.

    `job` is the payload of a JOB frame, a pickle of a dict: units (label, first line, source), functions (the name for
    each call) and reply_bytes (the cap of a frame). Each call gets arguments of its own, so that none sees another's
    changes. Which calls come in one frame is the grader's choice: whatever a function reveals, it has not seen a frame
    that is still to come.
    """
    header = pickle.loads(job)
    labels = frozenset(label for label, _, _ in header["units"])
    limit = header["reply_bytes"] - _RESERVE
    module = ModuleType(MODULE)
    sys.modules[MODULE] = module
    errors = load(header["units"], module.__dict__, labels)
    names = header["functions"]
    functions: list[Any] = [module.__dict__.get(name) for name in names]
    defined = list({name: None for name, function in zip(names, functions, strict=True) if callable(function)})
    write(descriptor, frame(wire.LOADED, 0, encode({"errors": errors, "defined": defined}, 1 << 22)))
    reply, any_size = wire.REPLY, wire.ANY_SIZE
    snapshots: list[tuple[Any, ...]] = []
    while True:
        _, first, pack = read_frame(descriptor, any_size)
        numbers, more = loads(pack)
        snapshots += more
        sections: list[bytes] = []
        for at, number in enumerate(numbers, first):
            arguments = restore(snapshots[number])
            status, value, raised = attempt(functions[at], arguments, labels)
            try:
                untouched = is_as_in(snapshots[number], arguments)
                after = b"" if untouched else encode(arguments, limit // 2)
                result = encode(value, limit - len(after), known=arguments if untouched else ())
            except MemoryError:
                status, after, result = "out_of_memory", encode((), limit), encode(None, limit)
            # Dropped before the next call, so that two large values are never held at once.
            del value, arguments
            ending = encode({"status": status, "raised": raised}, 1 << 16) if status != "returned" else b""
            sections += (ending, result, after)
        write(descriptor, frame(reply, first, join(sections)))


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
    # A class of the student's may have a property of the name, whose code would run here.
    label, line = innermost(BaseException.__dict__["__traceback__"].__get__(error), labels)
    return {
        "type_name": wire.name_of_type(type(error)),
        "message": text_of(error),
        "label": label,
        "line": line,
        "name": name_in(error),
    }


def innermost(trace: TracebackType | None, labels: frozenset[str]) -> tuple[str | None, int | None]:
    """Return label and line of the last entry of a traceback that is in a unit."""
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

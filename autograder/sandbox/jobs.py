"""Send one job to a child and read its replies; start another child for the calls that one could not do.

Every wait has one total deadline, however slowly the bytes come. What a child sends is checked in form before
it is believed to be anything but a student's answer, and a child that breaks the form is killed.
"""

from __future__ import annotations

import select
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from .inside import wire
from .records import Job, JobResult, Limits, Raised, Reply, SandboxFault, Status
from .zygote_process import Ending, ZygoteError, ZygoteProcess

_MAX_JOB_BYTES = 64 << 20
_MAX_LOADED_BYTES = 1 << 22
_CONFINE_SECONDS = 20.0
_PATIENCE = 0.5
_PIECE = 1 << 18


class _DeadlineError(Exception):
    """The deadline passed."""


class _ClosedError(Exception):
    """The other end of the data socket is gone."""


def run_job(zygote: ZygoteProcess, job: Job, limits: Limits) -> JobResult:
    """Run a job. Raises ZygoteError when the zygote fails, SandboxFault when a child cannot be confined."""
    return _Run(zygote, job, limits).result()


@dataclass
class _Run:
    zygote: ZygoteProcess
    job: Job
    limits: Limits
    replies: list[Reply] = field(default_factory=list)
    load_errors: tuple[Raised, ...] | None = None
    defined: bool = False
    cpu_seconds: float = 0.0

    def result(self) -> JobResult:
        self.deadline = time.monotonic() + self.limits.exercise_seconds
        self.encoded = [wire.encode(arguments, _MAX_JOB_BYTES, strict=True) for arguments in self.job.calls]
        restarts_left = self.limits.restarts
        while True:
            failure = self.run_child()
            if failure is None:
                break
            loaded_now, reply = failure
            if loaded_now and len(self.replies) < len(self.encoded):
                self.replies.append(reply)
            done = len(self.replies) >= len(self.encoded)
            if done or not loaded_now or not restarts_left or time.monotonic() >= self.deadline:
                self.fill(reply)
                break
            restarts_left -= 1
        if self.load_errors is not None and not self.defined:
            name = self.job.function
            self.fill(Reply("raised", raised=Raised("NameError", f"name '{name}' is not defined", name=name)))
        return JobResult(self.load_errors or (), self.defined, tuple(self.replies), self.cpu_seconds)

    def fill(self, reply: Reply) -> None:
        self.replies += [reply] * (len(self.encoded) - len(self.replies))

    def run_child(self) -> tuple[bool, Reply] | None:
        """Run one child over the calls that have no reply yet.

        Returns None when it did all of them, else whether the load was over, and the reply that says what happened.
        """
        payload = self.payload()
        data = self.zygote.start_child(self.limits.memory_bytes, self.limits.cpu_seconds, len(payload))
        loaded = False
        ending: Ending | None = None
        try:
            with data:
                await_confinement(self.zygote, data)
                deadline = self.next_deadline()
                _send(data, wire.HEADER.pack(wire.JOB, 0, len(payload)) + payload, deadline)
                self.receive_loaded(data, deadline)
                loaded = True
                while self.defined and len(self.replies) < len(self.encoded):
                    self.call(data)
            return None
        except _DeadlineError:
            return loaded, Reply("timed_out", detail="took too long")
        except _ClosedError:
            ending = self.zygote.end_child(_PATIENCE)
            return loaded, self.reply_for(ending)
        except wire.WireError as error:
            return loaded, Reply("crashed", detail=f"protocol: {error}")
        finally:
            # A child that has answered everything is killed too: nothing of it may outlive its last reply.
            self.cpu_seconds += (ending or self.zygote.end_child()).cpu_seconds

    def payload(self) -> bytes:
        header = {
            "units": tuple((unit.label, unit.first_line, unit.source) for unit in self.job.units),
            "function": self.job.function,
            "first": len(self.replies),
            "last": len(self.encoded) - 1,
            "call_bytes": max(map(len, self.encoded), default=0),
            "reply_bytes": self.limits.reply_bytes,
        }
        return wire.encode(header, _MAX_JOB_BYTES, strict=True)

    def next_deadline(self) -> float:
        return min(self.deadline, time.monotonic() + self.limits.call_seconds)

    def receive_loaded(self, data: socket.socket, deadline: float) -> None:
        payload = _receive(data, deadline, wire.LOADED, 0, _MAX_LOADED_BYTES)
        loaded = _record(wire.decode(payload), errors=list, defined=bool)
        errors = tuple(self.raised_from(item) for item in loaded["errors"][: len(self.job.units)])
        if self.load_errors is None:
            self.load_errors = errors
        self.defined = loaded["defined"]

    def call(self, data: socket.socket) -> None:
        """Send the arguments of the next call and receive its reply, both within one deadline."""
        deadline, number = self.next_deadline(), len(self.replies)
        arguments = self.encoded[number]
        _send(data, wire.HEADER.pack(wire.CALL, number, len(arguments)) + arguments, deadline)
        self.replies.append(self.reply_from(_receive(data, deadline, wire.REPLY, number, self.limits.reply_bytes)))

    def reply_from(self, payload: bytearray) -> Reply:
        sections = wire.split(payload)
        if len(sections) != 3:
            raise wire.WireError("a reply of the wrong number of sections")
        ending = _record(wire.decode(sections[0]), status=str, raised=object)
        status: Status
        if ending["status"] == "returned":
            status = "returned"
        elif ending["status"] == "raised":
            status = "raised"
        elif ending["status"] == "out_of_memory":
            status = "out_of_memory"
        else:
            raise wire.WireError("a reply of unknown status")
        raised = None if ending["raised"] is None else self.raised_from(ending["raised"])
        if (raised is None) != (status == "returned") and status != "out_of_memory":
            raise wire.WireError("a reply that contradicts itself")
        after = wire.decode(sections[2])
        # What is no tuple was too large to send, or is not plain data any more: there is nothing to compare.
        arguments = after if type(after) is tuple else (after,)
        return Reply(status, wire.decode(sections[1]), arguments, raised)

    def raised_from(self, value: Any) -> Raised:
        item = _record(value, type_name=str, message=str, label=object, line=object, name=object)
        label, line, name = item["label"], item["line"], item["name"]
        source_line = None
        if type(line) is int and type(label) is str:
            source_line = self.source_line(label, line)
        return Raised(
            type_name=wire.clean_name(item["type_name"]),
            message=_printable(item["message"]),
            label=label if any(unit.label == label for unit in self.job.units) else None,
            line=line if source_line is not None else None,
            source_line=source_line,
            name=_printable(name)[: wire.MAX_NAME] if type(name) is str else None,
        )

    def source_line(self, label: str, line: int) -> str | None:
        for unit in self.job.units:
            if unit.label == label and line >= unit.first_line:
                lines = unit.source.split("\n")
                if line - unit.first_line < len(lines):
                    return lines[line - unit.first_line]
        return None

    def reply_for(self, ending: Ending) -> Reply:
        if ending.asked and ending.signal == signal.SIGKILL:
            return Reply("crashed", detail="protocol: it closed its end and went on")
        number = ending.signal or None
        if ending.signal == signal.SIGXCPU:
            return Reply("timed_out", signal=number, detail="used up its processor time")
        if ending.signal == signal.SIGKILL:
            if ending.cpu_seconds >= self.limits.cpu_seconds - 0.5:
                return Reply("timed_out", signal=number, detail="used up its processor time")
            # A child cannot send signals and we did not: this is the system, short of memory.
            return Reply("out_of_memory", signal=number, detail="killed by the system")
        if number:
            return Reply("crashed", signal=number, detail=signal.Signals(number).name)
        return Reply("crashed", detail=f"the process ended itself with status {ending.code}")


def await_confinement(zygote: ZygoteProcess, data: socket.socket) -> None:
    """Wait for a child's word that it is confined. No student code has run before it.

    Raises SandboxFault when the confinement failed, ZygoteError when there is no word at all.
    """
    try:
        kind, _, text = _receive_frame(data, time.monotonic() + _CONFINE_SECONDS, 1000)
    except (_DeadlineError, _ClosedError, wire.WireError) as error:
        raise ZygoteError("a child could not be started") from error
    if kind != wire.HELLO:
        raise SandboxFault(f"a child could not be confined: {bytes(text).decode(errors='replace')}")


def receive_probe(data: socket.socket, seconds: float) -> dict[str, Any]:
    """Return what the self-test found. Raises ZygoteError when there is no well-formed answer."""
    try:
        answer = wire.decode(_receive(data, time.monotonic() + seconds, wire.PROBED, 0, 1 << 16))
    except (_DeadlineError, _ClosedError, wire.WireError) as error:
        raise ZygoteError("the self-test did not come to an end") from error
    if type(answer) is not dict:
        raise ZygoteError("the self-test gave no answer")
    return answer


def _send(data: socket.socket, message: bytes, deadline: float) -> None:
    rest = memoryview(message)
    while rest:
        _wait(data, select.POLLOUT, deadline)
        try:
            rest = rest[data.send(rest[:_PIECE]) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise _ClosedError from error


def _receive(data: socket.socket, deadline: float, kind: int, sequence: int, limit: int) -> bytearray:
    got_kind, got_sequence, payload = _receive_frame(data, deadline, limit)
    if got_kind != kind or got_sequence != sequence:
        raise wire.WireError("a frame out of turn")
    return payload


def _receive_frame(data: socket.socket, deadline: float, limit: int) -> tuple[int, int, bytearray]:
    kind, sequence, length = wire.HEADER.unpack(_receive_exactly(data, deadline, wire.HEADER.size))
    if length > limit:
        raise wire.WireError("a frame that is too large")
    return kind, sequence, _receive_exactly(data, deadline, length)


def _receive_exactly(data: socket.socket, deadline: float, size: int) -> bytearray:
    received = bytearray()
    while len(received) < size:
        _wait(data, select.POLLIN, deadline)
        try:
            piece = data.recv(min(size - len(received), _PIECE))
        except BlockingIOError:
            continue
        except OSError as error:
            raise _ClosedError from error
        if not piece:
            raise _ClosedError
        # Grows with what has arrived, never with what was announced.
        received += piece
    return received


def _wait(data: socket.socket, event: int, deadline: float) -> None:
    poller = select.poll()
    poller.register(data, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poller.poll(left * 1000):
        raise _DeadlineError


def _record(value: Any, **fields: type) -> dict[str, Any]:
    if type(value) is not dict or value.keys() != fields.keys():
        raise wire.WireError("a record of the wrong form")
    for name, kind in fields.items():
        if not isinstance(value[name], kind):
            raise wire.WireError("a field of the wrong type")
    return value


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text[:500])

"""Send one job to a child and read its replies; start another child for the calls that one could not do.

What a child sends is checked in form before it is believed to be anything but a student's answer, and a child that
breaks the form is killed.
"""

from __future__ import annotations

import pickle
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

from autograder.text import for_record
from autograder.unit import LATER_ANNOTATIONS

from .channel import Channel, ClosedError, DeadlineError
from .children import KILL_SIGNAL, Children, Ending, ZygoteError
from .inside import wire
from .job_types import MAX_JOB_BYTES, Call, Job, JobResult, Limits, Raised, Reply, SandboxFault, Status

_SMALL_BYTES, _REPLIES_KEPT = 1 << 13, 1 << 9
# Replies of the largest size that a batch may hold. A function with more of them gets its calls one by one.
_LARGE_REPLIES = 4
_MAX_LOADED_BYTES = 1 << 22
_CONFINE_SECONDS = 20.0
_PATIENCE = 0.5
_PACKS_KEPT = 512
_PICKLE_PROTOCOL = 4  # the next one would give the student arrays that do not own their memory


def run_job(zygote: Children, job: Job, limits: Limits, replies: list[Reply]) -> JobResult:
    """Run a job. replies: an empty list, which holds what has come also when this raises.

    Raises ZygoteError when the zygote fails, SandboxFault when a child cannot be confined.
    """
    return _Run(zygote, job, limits, replies).result()


@dataclass
class _Run:
    zygote: Children
    job: Job
    limits: Limits
    replies: list[Reply]
    load_errors: tuple[Raised, ...] | None = None
    defined: frozenset[str] = frozenset()
    sent: tuple[Call, ...] = ()
    cpu_seconds: float = 0.0

    def result(self) -> JobResult:
        self.deadline = time.monotonic() + self.limits.exercise_seconds
        for call in set(self.job.calls):
            _ = call.size  # what cannot be sent is refused before anything runs
        restarts_left = self.limits.restarts
        while True:
            failure = self.run_child()
            if failure is None:
                break
            loaded_now, reply = failure
            if loaded_now and len(self.replies) < len(self.job.calls):
                self.replies.append(reply)
            done = len(self.replies) >= len(self.job.calls)
            if done or not loaded_now or not restarts_left or time.monotonic() >= self.deadline:
                self.replies += [reply] * (len(self.job.calls) - len(self.replies))
                break
            restarts_left -= 1
        return JobResult(self.load_errors or (), self.defined, tuple(self.replies), self.cpu_seconds)

    def run_child(self) -> tuple[bool, Reply] | None:
        """Run one child over the calls that have no reply yet.

        Returns None when it did all of them, else whether the load was over, and the reply that says what happened.
        """
        self.sent = ()
        header = self.header()
        if len(header) > MAX_JOB_BYTES:
            return False, Reply("out_of_memory", detail="too large to send")
        data = self.zygote.start_child(self.limits.memory_bytes, self.limits.cpu_seconds)
        loaded = False
        ending: Ending | None = None
        try:
            with data:
                channel = Channel(data)
                # It is ready when the child, once confined, comes to read it. If a child does not, the next line
                # shows it: the submission is not to blame.
                with suppress(ClosedError, DeadlineError):
                    channel.send(wire.JOB, 0, header, time.monotonic() + _CONFINE_SECONDS)
                await_confinement(self.zygote, channel)
                self.receive_loaded(channel, self.next_deadline())
                loaded = True
                while len(self.replies) < len(self.job.calls):
                    self.call(channel)
            return None
        except DeadlineError:
            return loaded, Reply("timed_out", detail="took too long")
        except ClosedError:
            ending = self.zygote.end_child(_PATIENCE)
            return loaded, self.reply_for(ending)
        except wire.WireError as error:
            return loaded, Reply("crashed", detail=f"protocol: {error}")
        finally:
            # A child that has answered everything is killed too: nothing of it may outlive its last reply.
            self.cpu_seconds += (ending or self.zygote.end_child()).cpu_seconds

    def header(self) -> bytes:
        header = {
            "units": tuple((unit.label, unit.first_line, unit.source) for unit in self.job.units),
            "functions": tuple(call.function for call in self.job.calls),
            "reply_bytes": self.limits.reply_bytes,
        }
        return pickle.dumps(header, _PICKLE_PROTOCOL)

    def next_deadline(self) -> float:
        return min(self.deadline, time.monotonic() + self.limits.call_seconds)

    def receive_loaded(self, channel: Channel, deadline: float) -> None:
        payload = channel.receive(wire.LOADED, 0, _MAX_LOADED_BYTES, deadline)
        loaded = _record(wire.decode(payload), errors=list, defined=list)
        errors = tuple(self.raised_from(item) for item in loaded["errors"][: len(self.job.units)])
        if self.load_errors is None:
            self.load_errors = errors
        self.defined = frozenset(name for name in loaded["defined"] if type(name) is str)

    def call(self, channel: Channel) -> None:
        """Send the arguments of the next batch of calls, and receive the replies by one deadline."""
        first = len(self.replies)
        name = self.job.calls[first].function
        if name not in self.defined:
            self.replies.append(Reply("raised", raised=Raised("NameError", f"name '{name}' is not defined", name=name)))
            return
        deadline, end = self.next_deadline(), first + 1
        if self.job.batches:
            deadline = self.deadline
            last = next(last for last in accumulate(self.job.batches) if last > first)
            while end < last and self.job.calls[end].function in self.defined:
                end += 1
        calls = self.job.calls[first:end]
        channel.send(wire.CALL, first, _pack(calls, self.sent), deadline)
        self.sent = tuple(dict.fromkeys((*self.sent, *calls)))
        limit = self.limits.reply_bytes * min(end - first, _LARGE_REPLIES)
        sections = wire.split(channel.receive(wire.REPLY, first, limit, deadline))
        if len(sections) != 3 * (end - first):
            raise wire.WireError("a reply of the wrong number of sections")
        replies = [
            self.reply_from(number, *sections[3 * at : 3 * at + 3]) for at, number in enumerate(range(first, end))
        ]
        self.replies += replies

    def reply_from(self, number: int, end: memoryview, value: memoryview, rest: memoryview) -> Reply:
        call = self.job.calls[number]
        if not end and not rest and len(value) <= _SMALL_BYTES:
            return _usual(bytes(value), call)
        status, raised = self.ending_from(end) if end else ("returned", None)
        if not rest:
            return Reply(status, wire.decode(value, call.arguments), call.arguments, raised)
        after = wire.decode(rest)
        # What is not a tuple was too large to send, or is not plain data any more: there is nothing to compare.
        return Reply(status, wire.decode(value), after if type(after) is tuple else (after,), raised)

    def ending_from(self, section: memoryview) -> tuple[Status, Raised | None]:
        ending = _record(wire.decode(section), status=str, raised=object)
        raised = None if ending["raised"] is None else self.raised_from(ending["raised"])
        if ending["status"] == "out_of_memory":
            return "out_of_memory", raised
        if ending["status"] != "raised" or raised is None:
            raise wire.WireError("a call that ended in no known way")
        return "raised", raised

    def raised_from(self, value: Any) -> Raised:
        item = _record(value, type_name=str, message=str, label=object, line=object, name=object)
        label, line, name = item["label"], item["line"], item["name"]
        known = type(label) is str and label in self.labels
        source_line = self.source_lines.get((label, line)) if known and type(line) is int else None
        return Raised(
            type_name=wire.clean_name(item["type_name"]),
            message=for_record(item["message"]),
            label=label if known else None,
            line=line if source_line is not None else None,
            source_line=source_line,
            name=for_record(name)[: wire.MAX_NAME] if type(name) is str else None,
        )

    @cached_property
    def labels(self) -> frozenset[str]:
        return frozenset(unit.label for unit in self.job.units)

    @cached_property
    def source_lines(self) -> dict[tuple[str, int], str]:
        """The lines of the units by label and number. What several statements have of one line is joined again."""
        lines: dict[tuple[str, int], str] = {}
        for unit in self.job.units:
            for number, text in enumerate(unit.source.split("\n"), unit.first_line):
                before = lines.get((unit.label, number))
                if not before:
                    lines[unit.label, number] = text
                elif text and text != LATER_ANNOTATIONS:
                    lines[unit.label, number] = text if before == LATER_ANNOTATIONS else f"{before}; {text}"
        return lines

    def reply_for(self, ending: Ending) -> Reply:
        if ending.asked and ending.signal == KILL_SIGNAL:
            return Reply("crashed", detail="protocol: it closed its end and went on")
        number = ending.signal or None
        if number and number == getattr(signal, "SIGXCPU", None):
            return Reply("timed_out", signal=number, detail="used up its processor time")
        if ending.signal == KILL_SIGNAL:
            if ending.cpu_seconds >= self.limits.cpu_seconds - 0.5:
                return Reply("timed_out", signal=number, detail="used up its processor time")
            # A child cannot send signals and we did not: this is the system, short of memory.
            return Reply("out_of_memory", signal=number, detail="killed by the system")
        if number:
            return Reply("crashed", signal=number, detail=signal.Signals(number).name)
        return Reply("crashed", detail=f"the process ended itself with status {ending.code}")


@lru_cache(_REPLIES_KEPT)
def _usual(value: bytes, call: Call) -> Reply:
    """The reply to a call that returned and left its arguments alone. Most of a class answer the same."""
    return Reply("returned", wire.decode(value, call.arguments), call.arguments)


@lru_cache(_PACKS_KEPT)
def _pack(calls: tuple[Call, ...], sent: tuple[Call, ...]) -> bytes:
    """The payload of a CALL frame for a child that has the arguments of `sent`: made once for a whole class."""
    numbers = {call: number for number, call in enumerate(dict.fromkeys((*sent, *calls)))}
    snapshots = [wire.snapshot(call.arguments) for call in list(numbers)[len(sent) :]]
    return pickle.dumps(([numbers[call] for call in calls], snapshots), _PICKLE_PROTOCOL)


def await_confinement(zygote: Children, channel: Channel) -> None:
    """Wait for a child's word that it is confined. No student code has run before it.

    Raises SandboxFault when the confinement failed, ZygoteError without any word.
    """
    try:
        kind, _, text = channel.receive_any(1000, time.monotonic() + _CONFINE_SECONDS)
    except (DeadlineError, ClosedError, wire.WireError) as error:
        raise ZygoteError("a child could not be started") from error
    if kind != wire.HELLO:
        raise SandboxFault(f"a child could not be confined: {bytes(text).decode(errors='replace')}")


def receive_probe(channel: Channel, seconds: float) -> dict[str, Any]:
    """Return what the self-test found. Raises ZygoteError without a well-formed answer."""
    try:
        answer = wire.decode(channel.receive(wire.PROBED, 0, 1 << 16, time.monotonic() + seconds))
    except (DeadlineError, ClosedError, wire.WireError) as error:
        raise ZygoteError("the self-test did not come to an end") from error
    if type(answer) is not dict:
        raise ZygoteError("the self-test gave no answer")
    return answer


def _record(value: Any, **fields: type) -> dict[str, Any]:
    if type(value) is not dict or value.keys() != fields.keys():
        raise wire.WireError("a record of the wrong form")
    for name, kind in fields.items():
        if not isinstance(value[name], kind):
            raise wire.WireError("a field of the wrong type")
    return value

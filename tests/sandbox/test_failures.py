"""Code that hangs, dies or eats too much loses its own calls and nothing else."""

from __future__ import annotations

import time

import numpy as np
import pytest

from autograder.sandbox import Call, Job, Opaque, Sandbox, Unit

from .conftest import Ask, Run


def test_an_endless_loop_costs_only_its_call(run: Run) -> None:
    """The call that never ends times out; the calls before and after it are answered."""
    result = run("def f(x):\n    while x == 1: pass\n    return x", (0,), (1,), (2,), call_seconds=0.3)
    assert [reply.status for reply in result.replies] == ["returned", "timed_out", "returned"]
    assert result.replies[2].value == 2


def test_restarts_are_bounded(run: Run) -> None:
    """When every call hangs, three are tried, and the rest are given up without waiting."""
    started = time.monotonic()
    result = run("import time\ndef f():\n    time.sleep(60)", *[()] * 50, call_seconds=0.2)
    assert [reply.status for reply in result.replies] == ["timed_out"] * 50
    assert time.monotonic() - started < 5


def test_the_total_is_bounded(run: Run) -> None:
    """Calls that are slow but in time still end with the time for the whole exercise."""
    source = "import time\ndef f():\n    time.sleep(0.2)"
    started = time.monotonic()
    result = run(source, *[()] * 100, call_seconds=1.0, exercise_seconds=0.7)
    statuses = [reply.status for reply in result.replies]
    assert statuses[0] == "returned"
    assert statuses[-1] == "timed_out"
    assert time.monotonic() - started < 5


def test_an_endless_loop_at_load_is_not_tried_again(run: Run) -> None:
    """A module that never finishes loading costs one timeout, and every call says so."""
    started = time.monotonic()
    result = run("while True: pass", (), (), (), call_seconds=0.3)
    assert [reply.status for reply in result.replies] == ["timed_out"] * 3
    assert not result.defined
    assert time.monotonic() - started < 3


def test_processor_time_is_bounded(attack: Ask) -> None:
    """A child that ignores the first warning is ended by the hard limit."""
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\ndef f():\n    while True: pass"
    reply = attack(source, call_seconds=20.0, exercise_seconds=20.0, cpu_seconds=1, restarts=0)
    assert (reply.status, reply.detail) == ("timed_out", "used up its processor time")


def test_leaving_the_process_is_a_crash(run: Run) -> None:
    """os._exit loses the call that did it; the next one is answered by a new child."""
    result = run("import os\ndef f(x):\n    if x: os._exit(0)\n    return 1", (1,), (0,))
    assert [reply.status for reply in result.replies] == ["crashed", "returned"]
    assert result.replies[0].detail == "the process ended itself with status 0"


def test_a_segmentation_fault_is_a_crash(run: Run) -> None:
    """A crash in C is reported with its signal, and the next call is answered."""
    result = run("import ctypes\ndef f(x):\n    if x: ctypes.string_at(0)\n    return 1", (1,), (0,))
    assert [(reply.status, reply.signal) for reply in result.replies] == [("crashed", 11), ("returned", None)]


@pytest.mark.parametrize(
    "expression", ["np.ones(1 << 27)", "[0] * (1 << 28)", "list(iter(lambda: bytearray(1 << 20), 0))"]
)
def test_a_memory_bomb_is_stopped(ask: Ask, expression: str) -> None:
    """Memory beyond the limit raises MemoryError in the child and is reported as such."""
    reply = ask(f"import numpy as np\ndef f():\n    return {expression}", memory_bytes=64 << 20)
    assert reply.status == "out_of_memory"


def test_endless_recursion_is_an_exception(ask: Ask) -> None:
    """Recursion without end is reported with the student's line."""
    raised = ask("def f():\n    return f()").raised
    assert raised is not None
    assert (raised.type_name, raised.line) == ("RecursionError", 2)


def test_source_nested_too_deep_is_a_load_error(run: Run) -> None:
    """An expression that the compiler cannot take does not end the child."""
    result = run("x = " + "(" * 5000 + ")" * 5000)
    assert len(result.load_errors) == 1


def test_a_value_that_is_too_large_is_named_only(ask: Ask) -> None:
    """A result beyond the cap of a reply is replaced by the name of its type."""
    value = ask("import numpy as np\ndef f():\n    return np.zeros(1 << 20)", reply_bytes=1 << 20).value
    assert value == Opaque("numpy.ndarray", "too large")


def test_patching_numpy_does_not_outlive_the_job(run: Run) -> None:
    """What one job does to numpy, the next one does not see."""
    patch = "import numpy as np\nnp.isclose = np.sum = lambda *a, **k: True\ndef f(x):\n    return np.sum(x)"
    assert run(patch, (np.ones(4),)).replies[0].value is True
    assert run("import numpy as np\ndef f(x):\n    return np.sum(x)", (np.ones(4),)).replies[0].value == 4.0


def test_a_job_after_a_crash_is_graded(sandbox: Sandbox) -> None:
    """A child that dies in one job leaves the sandbox ready for the next."""
    crash = Job((Unit("cell 1", 1, "import os\nos._exit(3)"),), (Call("f", ()),))
    assert sandbox.run(crash).replies[0].status == "crashed"
    assert sandbox.run(Job((Unit("cell 1", 1, "def f():\n    return 1"),), (Call("f", ()),))).replies[0].value == 1

"""What runs inside: the lines of the confined side, which no ordinary measurement can see, are run and counted."""

import ast
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import coverage
import pytest

from autograder.sandbox import Call, Job, Limits, Sandbox, Unit, opening
from autograder.sandbox.tiers import INSIDE, Plan, TierName, plan, portable_plan
from tests.sandbox.traced_zygote import LONGEST, find_places

TRACED = Path(__file__).with_name("traced_zygote.py")
SOURCE = """
import math
def f(x):
    if x == 0: raise ValueError("no")
    if x == 1: return {"a": [1, 2.5, 1j, True, None, "text", x]}
    if x == 2: return object()
    if x == 3: raise MemoryError
    if x == 4: raise type("Odd", (Exception,), {"__str__": lambda self: 1 / 0})
    if x == 5: return missing
    if x == 6: return math.no_such_name
    if x == 7: import os; os._exit(3)
    if x == 8: return "x" * 10_000_000
    if x == 9: return bytearray(1 << 40)
    return x
"""


@pytest.fixture(scope="module", params=["landlock", "none", "portable"])
def lines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[int]]:
    """The lines of each file of `inside` that ran while a sandbox opened, did a job of every kind, and closed."""
    notes, places = tmp_path_factory.mktemp("lines") / "lines", find_places(str(INSIDE))
    notes.write_bytes(bytes(LONGEST * len(places)))
    portable = request.param == "portable"

    def traced(tier: TierName) -> Plan:
        made = portable_plan() if portable else plan(tier)
        return replace(made, command=[*made.command[:-1], str(TRACED), made.command[-1], str(notes)])

    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(opening, "plan", traced)
        try:
            sandbox = stack.enter_context(Sandbox("none" if portable else request.param))
        except opening.SandboxUnavailable as error:
            pytest.skip(str(error))
        units = (Unit("cell 1", 1, SOURCE), Unit("cell 2", 5, "1 +"), Unit("cell 3", 1, "import no_such_module"))
        sandbox.run(Job(units, tuple(Call("f", (x,)) for x in range(11))), Limits(reply_bytes=1 << 20))
        sandbox.run(Job(units, (Call("g", (1,)),)))
        endless = Unit("cell 1", 1, "def f():\n    while True: pass")
        sandbox.run(Job((endless,), (Call("f", ()),)), Limits(call_seconds=0.3))
    noted = notes.read_bytes()
    found = {Path(name).name: {n for n in range(LONGEST) if noted[place + n]} for name, place in places.items()}
    if coverage.Coverage.current() is not None:
        data = coverage.CoverageData(suffix=f"inside-{request.param}-{os.getpid()}")
        data.add_lines({str(INSIDE / name): numbers for name, numbers in found.items()})
        data.write()
    return found


def body_of(name: str, function: str) -> set[int]:
    """The first lines of the statements in a function of `inside`."""
    tree = ast.parse((INSIDE / name).read_text(encoding="utf-8"))
    (found,) = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
    return {node.lineno for statement in found.body[1:] for node in ast.walk(statement) if isinstance(node, ast.stmt)}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("calling.py", "innermost"),
        ("calling.py", "load"),
        ("calling.py", "attempt"),
    ],
)
def test_every_statement_inside_is_run(lines: dict[str, set[int]], name: str, function: str) -> None:
    """A job of every kind takes each statement of the worker's loop at least once."""
    assert body_of(name, function) <= lines[name]


def test_every_statement_that_starts_a_child_is_run(lines: dict[str, set[int]]) -> None:
    """So does it take each of the zygote's loop, or, where there is no zygote, each of the child's start."""
    parts = [("zygote.py", "serve"), ("messages.py", "send")] if lines["zygote.py"] else [("portable.py", "read_order")]
    for name, function in parts:
        assert body_of(name, function) <= lines[name]


@pytest.mark.parametrize("lines", ["landlock", "none"], indirect=True)
def test_student_code_runs_only_behind_the_filter(lines: dict[str, set[int]]) -> None:
    """In every tier on Linux a child is confined, its filter installed, before the job is read."""
    assert body_of("seccomp.py", "install") & lines["seccomp.py"]
    assert lines["confinement.py"] >= body_of("confinement.py", "_keep_descriptors")

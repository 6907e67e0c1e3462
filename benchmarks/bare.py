"""The floor: a submission's functions called in this very process, without isolation and without judging.

Only for submissions of our own, such as the benchmark's class: nothing here stands between them and the machine.
"""

import builtins
import copy
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType

from autograder.sandbox import Job

INSIDE = sys.stdlib_module_names | {"numpy"}
"""The modules that a submission finds in the sandbox."""


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time and of wall time."""

    cpu: float
    wall: float


def call_bare(job: Job) -> Cost:
    """Load a job's statements and make its calls; returns what that took.

    Copying the arguments, so that no call sees another's changes, is not counted.
    """
    arguments = [copy.deepcopy(call.arguments) for call in job.calls]
    module = ModuleType("submission")
    module.__dict__["__builtins__"] = vars(builtins) | {"__import__": _import_as_inside}
    sys.modules[module.__name__] = module
    before, started = time.process_time(), time.perf_counter()
    for unit in job.units:
        with suppress(Exception):
            code = compile("\n" * (unit.first_line - 1) + unit.source, unit.label, "exec", dont_inherit=True)
            exec(code, module.__dict__)
    for call, given in zip(job.calls, arguments, strict=True):
        function = module.__dict__.get(call.function)
        if callable(function):
            with suppress(Exception):
                function(*given)
    return Cost(time.process_time() - before, time.perf_counter() - started)


def _import_as_inside(name: str, *rest: object, **options: object) -> ModuleType:
    if name.partition(".")[0] not in INSIDE:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return __import__(name, *rest, **options)  # type: ignore[arg-type]

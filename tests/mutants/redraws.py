"""Mutants called directly on redrawn cases: does the suite stay as strong, whatever secret it is drawn from?

Grading each mutant on each redraw would take hours, so here they are called in processes of our own, on their value
cases and caches, judged by the rules of the public tests. A mutant is our own code: it needs a bound on its time and
memory, and no sandbox.
"""

import multiprocessing
import resource
import secrets
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from autograder.authoring.answer_key import solve
from autograder.authoring.compiled import write_suite
from public_tests import Case, Suite, judge, judge_cache, read_suite, same_value
from tests.installed import ASSIGNMENTS
from tests.mutants.catalogue import Mutant, read_sources
from tests.mutants.grading import WORKERS

CALL_SECONDS = 0.5
MEMORY_BYTES = 2 << 30


def survivors(
    assignment: str, mutants: Sequence[Mutant], redraws: int, workers: int = WORKERS
) -> Iterator[tuple[str, list[Mutant]]]:
    """Draw the cases from so many new secrets: each secret, in hexadecimal digits, with the mutants it lets pass."""
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _set_up, (tuple(mutants),)) as pool:
        keys = [secrets.token_bytes(32) for _ in range(redraws)]
        passing = pool.map(_passing, [assignment] * redraws, keys)
        for key, passed in zip(keys, passing, strict=True):
            yield key.hex(), [mutants[index] for index in passed]


def redraw(assignment: str, key: bytes) -> Suite:
    """What the file of a class with this secret would hold."""
    installed = ASSIGNMENTS[assignment]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "redrawn.h5"
        write_suite(path, installed.definition, solve(installed.definition, installed.load, key), public=False)
        return read_suite(path)


def killed_by(suite: Suite, exercise: str, function: Callable) -> bool:
    """Whether a function fails on a case that is graded: value, inputs, second call, cache. Needs the main thread."""
    return any(_fails(suite, case, function) for case in suite.cases[exercise] if not case.local_only)


def load(mutant: Mutant) -> Callable:
    """The mutant ready to call, with right prerequisites."""
    namespace: dict[str, object] = {"np": np}
    exercise = ASSIGNMENTS[mutant.assignment].definition.exercises[mutant.exercise]
    right = (read_sources(mutant.assignment)[name] for name in exercise.prerequisites)
    exec(compile("\n\n".join((*right, mutant.source)), "mutant", "exec"), namespace)
    function = namespace[mutant.exercise]
    assert callable(function)
    return function


def _fails(suite: Suite, case: Case, function: Callable) -> bool:
    returns, given = suite.returns[case.exercise], case.fresh_arguments()
    signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
    try:
        with np.errstate(all="ignore"):
            value, again = function(*given), function(*case.fresh_arguments())
    except Exception:  # an exception, a call that takes too long, too much memory: all are failures
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    right = all(judge(case, returns, got).right for got in (value, again))
    return not right or not same_value(given, case.arguments) or not judge_cache(case, returns, value).right


_mutants: tuple[Mutant, ...] = ()


def _set_up(mutants: tuple[Mutant, ...]) -> None:
    global _mutants
    _mutants = mutants
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, _give_up)


def _give_up(*_: object) -> None:
    raise TimeoutError


def _passing(assignment: str, key: bytes) -> list[int]:
    suite = redraw(assignment, key)
    return [index for index, one in enumerate(_mutants) if not killed_by(suite, one.exercise, load(one))]

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
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from autograder.authoring.answer_key import DEFINITION, load_function, read_answers, solve
from autograder.authoring.compiled import write_suite
from autograder.exercises import EXERCISES
from public_tests import Case, judge, judge_cache, read_suite, same_value
from tests.mutants.catalogue import Mutant, read_sources
from tests.mutants.grading import WORKERS

CALL_SECONDS = 0.5
MEMORY_BYTES = 2 << 30


def survivors(mutants: Sequence[Mutant], redraws: int, workers: int = WORKERS) -> Iterator[tuple[str, list[Mutant]]]:
    """Draw the cases from so many new secrets: each secret, in hexadecimal digits, with the mutants it lets pass."""
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _set_up, (tuple(mutants),)) as pool:
        keys = [secrets.token_bytes(32) for _ in range(redraws)]
        for key, passed in zip(keys, pool.map(_passing, keys), strict=True):
            yield key.hex(), [mutants[index] for index in passed]


def suite(key: bytes) -> dict[str, list[Case]]:
    """The graded cases drawn from a key, by exercise, as the file of a class with this secret would hold them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "redrawn.h5"
        write_suite(path, DEFINITION, solve(DEFINITION, partial(load_function, read_answers()), key), public=False)
        drawn = read_suite(path)
    return {name: [case for case in cases if not case.local_only] for name, cases in drawn.cases.items()}


def killed_by(cases: Sequence[Case], function: Callable) -> bool:
    """Whether a function fails on one of the cases: value, inputs, second call, cache. Needs the main thread."""
    return any(_fails(case, function) for case in cases)


def load(mutant: Mutant) -> Callable:
    """The mutant ready to call, with right prerequisites."""
    namespace: dict[str, object] = {"np": np}
    right = (read_sources()[name] for name in EXERCISES[mutant.exercise].prerequisites)
    exec(compile("\n\n".join((*right, mutant.source)), "mutant", "exec"), namespace)
    function = namespace[mutant.exercise]
    assert callable(function)
    return function


def _fails(case: Case, function: Callable) -> bool:
    returns, given = EXERCISES[case.exercise].returns, case.fresh_arguments()
    signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
    try:
        with np.errstate(all="ignore"):
            value, again = function(*given), function(*case.fresh_arguments())
    except Exception:  # an exception, a call that takes too long, too much memory: all are failures
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    right = all(judge(case, returns, got, DEFINITION.all_sentences).right for got in (value, again)) and same_value(
        given, case.arguments
    )
    return not right or not judge_cache(case, returns, value).right


_mutants: tuple[Mutant, ...] = ()


def _set_up(mutants: tuple[Mutant, ...]) -> None:
    global _mutants
    _mutants = mutants
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, _give_up)


def _give_up(*_: object) -> None:
    raise TimeoutError


def _passing(key: bytes) -> list[int]:
    cases = suite(key)
    return [index for index, mutant in enumerate(_mutants) if not killed_by(cases[mutant.exercise], load(mutant))]

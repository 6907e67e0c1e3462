"""Whether what was said of an answer is true: a mistake that is named explains all that the function does.

It does when the answer key with the mistake in it gives what the function gives, on every case of the exercise.
"""

import builtins
import contextlib
import copy
import io
import linecache
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from autograder.authoring.definition import Mistake
from public_tests import AGAIN, Case
from tests.first_assignment import DEFINITION, EXERCISES, NAME
from tests.installed import ASSIGNMENTS

LABEL = "cell 1"
KNOWN = {
    (mistake.exercise, mistake.name): mistake
    for mistake in (*DEFINITION.mistakes, *DEFINITION.pairs)
    if not mistake.by_rule
}
CLAUSES = {
    name: sentence.partition("what you get when ")[2] or sentence for name, sentence in DEFINITION.all_sentences.items()
}


class DoesNotEndError(BaseException):
    """A call takes too long. No `except Exception` of an answer or of the public tests catches it."""


def right_answers() -> dict[str, str]:
    """The source of each function of the answer key."""
    return ASSIGNMENTS[NAME].sources


@dataclass(frozen=True)
class Given:
    """What a function did with a case: an exception as one line, or what it returned, as arrays without the cache."""

    stopped: str = ""
    arrays: tuple[np.ndarray, ...] = ()

    def same(self, other: "Given", case: Case) -> bool:
        """Whether both stop with an exception of one type, or return the same within the tolerances of the case.

        What Python says besides depends on how the mistake is written.
        """
        if self.stopped or other.stopped:
            return self.stopped.partition(":")[0] == other.stopped.partition(":")[0]
        return len(self.arrays) == len(other.arrays) and all(
            one.shape == two.shape and np.allclose(one, two, case.rtol, case.atol, equal_nan=True)
            for one, two in zip(self.arrays, other.arrays, strict=True)
        )


def mistakes_named(text: str) -> set[str]:
    """The known mistakes whose sentence, or what is special in it, is in a message."""
    return {name for name, clause in CLAUSES.items() if clause in text}


def holds(text: str, claim: str) -> bool:
    """Whether a message makes a claim of a header: words in quotes, or a mistake by its sentence."""
    return claim[1:-1].casefold() in text.casefold() if claim.startswith('"') else claim in mistakes_named(text)


def unexplained(exercise: str, source: str, names: set[str], cases: Sequence[Case]) -> list[Case]:
    """The cases on which an answer does something else than the answer key with the mistakes of these names in it.

    None where a name stands for a rule of the public tests, which sees the mistake itself. Two names are two mistakes
    at once. If no pair of them is known, each has to explain everything.
    """
    variants = _variants(exercise, frozenset(names))
    if not variants:
        return []
    own = load(exercise, source)
    wrong = [load(exercise, variant.apply(right_answers()[exercise])) for variant in variants]
    return [case for case in cases if not all(call(one, case).same(call(own, case), case) for one in wrong)]


def _variants(exercise: str, names: frozenset[str]) -> list[Mistake]:
    pair = next(
        (found for (of, name), found in KNOWN.items() if of == exercise and set(name.split("+")) == names), None
    )
    return [pair] if pair else [KNOWN[exercise, name] for name in sorted(names) if (exercise, name) in KNOWN]


def keep_lines(source: str) -> None:
    """Let the public tests look at the lines of an answer, as those of a cell, in place of any other's."""
    linecache.cache[LABEL] = (len(source), None, source.splitlines(True), LABEL)


@cache
def load(exercise: str, source: str) -> Callable:
    """The function of an answer, with right helpers, as a notebook has it. Raises what its cell raises."""
    namespace: dict[str, object] = {"__name__": "__main__", "np": np}
    for name in EXERCISES[exercise].prerequisites:
        exec(compile(right_answers()[name], name, "exec"), namespace)
    with harmless():
        exec(compile(source, LABEL, "exec"), namespace)
    function = namespace[exercise]
    assert callable(function)
    return function


def call(function: Callable, case: Case) -> Given:
    """What a function does with a case."""
    returns = EXERCISES[case.exercise].returns
    try:
        with harmless():
            value = function(*copy.deepcopy(case.arguments))
            parts = value if len(returns) > 1 else (value,)
            shown = zip(returns, parts, strict=True)
            return Given(arrays=tuple(_array(case, name, part) for name, part in shown if name != "cache"))
    except (Exception, DoesNotEndError) as error:
        return Given(stopped=f"{type(error).__name__}: {str(error).partition(chr(10))[0]}")


def _array(case: Case, name: str, part: object) -> np.ndarray:
    """A returned value as an array of numbers: where one number is asked for, an array around it counts as it."""
    array = np.asarray(part, np.float64)
    return array.reshape(case.expected[name].shape) if case.expected[name].ndim == 0 and array.size == 1 else array


@contextlib.contextmanager
def harmless(seconds: float = 1.0) -> Iterator[None]:
    """Bound the time of what runs, and keep what it prints, warns and asks from the terminal. Needs the main thread.

    Raises DoesNotEndError after so many seconds. Not to be used within itself: there is one timer.
    """

    def stop(*_: object) -> None:
        raise DoesNotEndError("it does not end")

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("there is no debugger")

    before, asked, shown = signal.signal(signal.SIGALRM, stop), sys.stdin, builtins.breakpoint
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    sys.stdin, builtins.breakpoint = io.StringIO(), refuse
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            np.errstate(all="ignore"),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.stdin, builtins.breakpoint = asked, shown

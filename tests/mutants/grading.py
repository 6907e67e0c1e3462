"""Grading mutants as submissions, through the sandbox, in two processes of our own."""

import json
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from autograder.grading.checks.session import CheckSession
from autograder.grading.grader import Grader
from autograder.sandbox import Limits, open_sandbox
from tests.installed import ASSIGNMENTS
from tests.mutants.catalogue import Mutant, read_sources

WORKERS = 2
# The answer key needs milliseconds. A mutant that counts to thousands where it should count to four is out soon.
LIMITS = Limits(call_seconds=1.0, exercise_seconds=2.0, restarts=0)


def grade_all(assignment: str, mutants: Iterable[Mutant], workers: int = WORKERS) -> Iterator[tuple[Mutant, bool]]:
    """Grade mutants of an assignment in processes of their own: each with whether it was killed, in the order given."""
    expected = ASSIGNMENTS[assignment].expected
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _open_grader, (expected,)) as pool:
        chosen = tuple(mutants)
        yield from zip(chosen, pool.map(_grade, chosen, chunksize=4), strict=True)


def is_killed(grader: Grader, mutant: Mutant) -> bool:
    """Whether a notebook with the mutant and right prerequisites loses points, or the optional exercise fails.

    Raises RuntimeError when the grader itself failed: that says nothing about the mutant.
    """
    record = grader.grade("mutant", notebook(mutant))
    result = next(result for result in record.exercises if result.name == mutant.exercise)
    if result.status == "grader_fault":
        raise RuntimeError(f"{mutant.place} could not be graded: {record.notes}")
    return result.status != "passed" and (result.optional or result.score < result.max_score)


def notebook(mutant: Mutant) -> bytes:
    """A notebook with the mutant and the prerequisites of its exercise, as a student would hand it in."""
    exercise = ASSIGNMENTS[mutant.assignment].definition.exercises[mutant.exercise]
    right = (read_sources(mutant.assignment)[name] for name in exercise.prerequisites)
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        for source in ("import numpy as np", *right, mutant.source)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


_grader: Grader | None = None


def _open_grader(expected: Path) -> None:
    global _grader
    _grader = Grader(open_sandbox(), CheckSession(expected))
    _grader.limits = LIMITS


def _grade(mutant: Mutant) -> bool:
    assert _grader is not None, "the worker was not set up"
    return is_killed(_grader, mutant)

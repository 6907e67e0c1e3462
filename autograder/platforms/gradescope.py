"""Gradescope's `results.json`: a function of the record.

Every test is visible. A test that is shown later hides the total until then, and ours have nothing to hide: of a
hidden check the record says the kind of case, passed or failed, and the recognised mistake.
"""

from collections.abc import Iterator

from autograder.platforms.summary_text import NOT_GRADED, describe, receipt
from autograder.reports.labels import describe_comment, describe_status
from autograder.result import Check, ExerciseResult, Record, Status
from autograder.text import for_platform

FILE = "results.json"


def to_gradescope(record: Record) -> dict:
    """The content of `results.json`."""
    tests = [
        test
        for number, exercise in enumerate(record.exercises, 1)
        if not exercise.untouched
        for test in _tests(str(number), exercise)
    ]
    frame = _frame(record.score, describe(record), tests, receipt(record))
    return frame | {"execution_time": record.run.seconds}


def not_graded() -> dict:
    """The content until there is a result; it stays if there never is one."""
    return _frame(0, NOT_GRADED, [], {"grader_fault": True})


def _frame(score: float, output: str, tests: list[dict], extra: dict) -> dict:
    return {
        "score": score,
        "output": output,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": extra,
    }


def _tests(number: str, exercise: ExerciseResult) -> Iterator[dict]:
    """A test for each check; a single one where nothing was checked, and for what is worth nothing."""
    name = exercise.name
    if exercise.comment:
        yield _frame_of_test(f"{number}.0", f"{name}: comment", for_platform(describe_comment(exercise)))
    if exercise.optional or not exercise.checks:
        words = describe_status(exercise.status).words
        passed, message = exercise.status == Status.PASSED, for_platform(exercise.message)
        test = _test(number, f"{name}: {words}", exercise, passed, message)
        if exercise.faulty:
            # Neither passed nor failed, and no score: not even a zero.
            del test["score"], test["status"]
        yield test
        return
    for index, check in enumerate(exercise.checks, 1):
        kind = " (hidden)" if check.hidden else ""
        line = f"{name}: {check.name}{kind}"
        yield _test(f"{number}.{index}", line, check, check.passed, for_platform(check.message))


def _frame_of_test(number: str, name: str, message: str) -> dict:
    """What a test has that neither passes nor fails and has no points."""
    return {
        "name": for_platform(name),
        "number": number,
        "output": message,
        "output_format": "text",
        "visibility": "visible",
    }


def _test(number: str, name: str, scored: ExerciseResult | Check, passed: bool, message: str) -> dict:
    return _frame_of_test(number, name, message) | {
        "score": scored.score,
        "max_score": scored.max_score,
        "status": "passed" if passed else "failed",
    }

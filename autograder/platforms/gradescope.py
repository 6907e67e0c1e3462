"""Gradescope's `results.json`: a function of `result.json`.

Every test is visible. A test that is shown later hides the total until then, and ours have nothing to hide: of a
hidden check the record says the kind of case, passed or failed, and the recognised mistake.
"""

from collections.abc import Iterator

from autograder.platforms.sentences import NOT_GRADED, describe, is_untouched, receipt
from autograder.reports.wording import describe_status
from autograder.text import for_platform

FILE = "results.json"


def to_gradescope(record: dict) -> dict:
    """The content of `results.json`. record: the content of `result.json`."""
    tests = [
        test
        for number, exercise in enumerate(record["exercises"], 1)
        if not is_untouched(exercise)
        for test in _tests(str(number), exercise)
    ]
    return _frame(record["score"], describe(record), tests, receipt(record)) | {
        "execution_time": record["run"].get("seconds", 0)
    }


def not_graded() -> dict:
    """What stands there until there is a result, and stays when there is none."""
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


def _tests(number: str, exercise: dict) -> Iterator[dict]:
    """A test for each check; a single one where nothing was checked, and for what is worth nothing."""
    name, checks = exercise["name"], exercise["checks"]
    if exercise["optional"] or not checks:
        words = describe_status(exercise["status"]).words
        passed, message = exercise["status"] == "passed", for_platform(exercise["message"])
        test = _test(number, f"{name}: {words}", exercise, passed, message)
        if exercise["status"] == "grader_fault":
            # Neither passed nor failed, and no score: not even a zero.
            del test["score"], test["status"]
        yield test
        return
    for index, check in enumerate(checks, 1):
        kind = " (hidden)" if check["hidden"] else ""
        line = f"{name}: {check['name']}{kind}"
        yield _test(f"{number}.{index}", line, check, check["passed"], for_platform(check["message"]))


def _test(number: str, name: str, scored: dict, passed: bool, message: str) -> dict:
    return {
        "name": for_platform(name),
        "number": number,
        "score": scored["score"],
        "max_score": scored["max_score"],
        "status": "passed" if passed else "failed",
        "output": message,
        "output_format": "text",
        "visibility": "visible",
    }

"""Results of example submissions as the exports get them: the content of `result.json`."""

import json
from collections.abc import Callable

import pytest

from autograder.grading import Grader, fault_record
from examples.build import SUBMITTED


def example(name: str) -> bytes:
    """The notebook of an example submission by the beginning of its name."""
    return next(SUBMITTED.glob(f"{name}*/*/*.ipynb")).read_bytes()


@pytest.fixture(scope="session")
def result(grader: Grader) -> Callable[[str], dict]:
    """The result of an example by the beginning of its name; `fault` is one that the grader failed on."""
    known: dict[str, dict] = {}

    def grade(name: str) -> dict:
        if name not in known:
            if name == "fault":
                record = fault_record("fault", b"", grader.setting, "the secret reason")
            else:
                record = grader.grade(name, example(name))
            known[name] = json.loads(record.to_json())
        return json.loads(json.dumps(known[name]))

    return grade

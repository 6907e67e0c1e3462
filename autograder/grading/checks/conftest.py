"""pytest's side of the checks: one item a case, the points as markers, outcomes from the session that serves."""

from pathlib import Path

import pytest

from autograder.expected import Key, read_key
from autograder.grading.calls import Outcomes
from autograder.grading.checks.judge import Judge
from public_tests import Case

KEY = pytest.StashKey[Key]()
OUTCOMES = pytest.StashKey[Outcomes]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the checks be run by hand on one notebook."""
    parser.addoption("--expected", type=Path, help="the compiled assignment to judge by")
    parser.addoption("--submission", type=Path, help="the notebook to check, when the checks are run by hand")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers and read the cases, once a session."""
    config.addinivalue_line("markers", "points(n): what a check is worth")
    config.addinivalue_line("markers", "line(text): what a student reads about a check")
    expected, notebook = config.getoption("--expected"), config.getoption("--submission")
    if not (expected or notebook):
        raise pytest.UsageError("pass the notebook to check: --submission NOTEBOOK")
    config.stash[KEY] = read_key(expected or _find_expected(notebook))
    if notebook:
        config.stash[OUTCOMES] = _outcomes_by_hand(notebook, config.stash[KEY])


def _find_expected(notebook: Path) -> Path:
    from autograder.assignments import find_expected
    from autograder.intake.choose_assignment import choose_assignment

    return find_expected(choose_assignment(None, notebook).name)


def _outcomes_by_hand(notebook: Path, key: Key) -> Outcomes:
    from autograder.grading.calls import Questions, run_exercise
    from autograder.reading.reader import read_submission
    from autograder.sandbox import open_sandbox

    submission, outcomes = read_submission(notebook.read_bytes(), key.assignment.outline), Outcomes()
    with open_sandbox() as sandbox:
        for exercise in key.suite.cases:
            if submission.definition(exercise):
                outcomes |= run_exercise(sandbox, submission, Questions(exercise, key.cases(exercise)))
    return outcomes


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one item of each check and case; what it is worth and its line for the student go with it as markers."""
    key, rule = metafunc.config.stash[KEY], metafunc.definition.originalname.removeprefix("test_")
    metafunc.parametrize(
        "case",
        [
            pytest.param(
                case,
                id=f"{exercise}-{case.name}",
                marks=[
                    pytest.mark.points(check.points if check.on_case else case.points),
                    pytest.mark.line(check.line.format(kind=case.kind)),
                ],
            )
            for exercise, checks in key.checks.items()
            for check in checks
            for case in key.cases(exercise)
            if check.rule == rule and check.on_case in ("", case.name)
        ],
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what pytest makes of a check that the assignment has for no case, such as that of a cache."""
    items[:] = [item for item in items if isinstance(_case_of(item), Case)]


def _case_of(item: pytest.Item) -> object:
    return item.callspec.params["case"] if isinstance(item, pytest.Function) else None


@pytest.fixture
def judge(request: pytest.FixtureRequest, case: Case) -> Judge:
    """The judge of one case. It looks up the outcome when it is asked, since a session serves many submissions."""
    stash = request.config.stash
    return Judge(stash[KEY].suite, case, stash[OUTCOMES])

"""One pytest session that judges many submissions: the checks are collected once and run again for each.

pytest sits in a thread of its own, waiting in `pytest_runtestloop` for outcomes; `CheckSession.judge` hands
them over and gets reports back. Starting pytest afresh would cost more than all the rest of a grading.
"""

import os
import queue
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType

import pytest

from autograder.checks.conftest import KEY, OUTCOMES
from autograder.checks.verdict import Judge
from autograder.expected import EXPECTED, Key
from autograder.outcomes import Outcomes
from public_tests import RIGHT, Case, Finding

CHECKS = Path(__file__).parent / "checks"
# Plugins that write, cache or capture have nothing to do where no code of anybody else runs.
OPTIONS = [
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:junitxml", "-p", "no:pastebin"),
    *("-p", "no:logging", "-p", "no:warnings", "-p", "no:faulthandler", "-p", "no:threadexception"),
    *("-p", "no:unraisableexception", "-p", "no:stepwise", "-p", "no:doctest", "-p", "no:unittest"),
    *(
        "--capture=no",
        "--assert=plain",
        "-c",
        os.devnull,
        f"--rootdir={CHECKS}",
        "--import-mode=importlib",
    ),
]


class ChecksError(Exception):
    """The checks could not be run, or one of them failed by itself: a fault of ours. The message says how."""


@dataclass(frozen=True)
class CheckReport:
    """What one check said of one submission.

    case: the name of its case. line: what it checks, for the student. points: what it is worth.
    """

    exercise: str
    name: str
    case: str
    line: str
    hidden: bool
    points: int
    finding: Finding


@dataclass(frozen=True)
class CollectedCheck:
    """A collected item with what never changes about it. test: its function, which has its fixtures already.

    passed: the report of each submission that is right.
    """

    item: pytest.Function
    test: Callable[[], object]
    judge: Judge
    passed: CheckReport

    @property
    def key(self) -> tuple[str, str]:
        """Which outcome it judges: exercise and case."""
        return self.passed.exercise, self.passed.case


class CheckSession:
    """A pytest session kept open. Use as a context manager; `judge` may be called any number of times."""

    def __init__(self, expected: Path = EXPECTED) -> None:
        """Make a session that judges by the cases of a file; entering it starts pytest."""
        self._expected = expected
        self._requests: queue.SimpleQueue[Outcomes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[list[CheckReport] | ChecksError] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="checks", daemon=True)
        self._key: Key | None = None
        self.checks: list[CollectedCheck] = []

    def __enter__(self) -> "CheckSession":
        """Start pytest and collect the checks. Raises ChecksError when that fails."""
        self._thread.start()
        self._receive()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the session and its thread."""
        self._requests.put(None)
        self._thread.join()

    @property
    def key(self) -> Key:
        """The cases and expected outputs that the session judges by."""
        assert self._key is not None, "the session is not open"
        return self._key

    def judge(self, outcomes: Outcomes) -> list[CheckReport]:
        """Run the checks of the cases that have outcomes. Raises ChecksError for a fault of our own."""
        self._requests.put(outcomes)
        return self._receive()

    def _receive(self) -> list[CheckReport]:
        answer = self._answers.get()
        if isinstance(answer, ChecksError):
            raise answer
        return answer

    def _run(self) -> None:
        os.environ.pop("PYTEST_ADDOPTS", None)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        try:
            status = pytest.main([*OPTIONS, f"--expected={self._expected}", str(CHECKS)], plugins=[self])
            self._answers.put(ChecksError(f"pytest ended with status {status}"))
        except BaseException as error:  # whatever it is, the caller must not wait for ever
            self._answers.put(ChecksError(f"pytest stopped with {type(error).__name__}: {error}"))

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have errors of our own told in plain tracebacks: pytest's show arguments, which are whole suites here."""
        config.option.tbstyle = "native"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop: run the items once for each set of outcomes that comes in."""
        if session.testsfailed:
            raise session.Interrupted("a file of checks could not be collected")
        stash = session.config.stash
        self._key = stash[KEY]
        served = stash[OUTCOMES] = Outcomes()
        self.checks = [_prepare(item) for item in session.items if isinstance(item, pytest.Function)]
        self._answers.put([])
        while (outcomes := self._requests.get()) is not None:
            served.clear()
            served.update(outcomes)
            try:
                self._answers.put([_run_check(check) for check in self.checks if check.key in outcomes])
            except ChecksError as error:
                self._answers.put(error)
        return True


def describe_fault(error: BaseException) -> str:
    """A fault of the grader by its kind and place. What the exception says may hold what a student's code returned."""
    kind, trace = type(error).__name__, traceback.extract_tb(error.__traceback__)
    return f"{kind} in {Path(trace[-1].filename).name}, line {trace[-1].lineno}" if trace else kind


def _prepare(item: pytest.Function) -> CollectedCheck:
    """Set an item up once and for all: its fixtures hold nothing of any submission."""
    item._initrequest()
    item.session._setupstate.setup(item)
    item.session._setupstate.teardown_exact(None)
    case, judge = item.callspec.params["case"], item.funcargs["judge"]
    test = partial(item.obj, **{name: item.funcargs[name] for name in item._fixtureinfo.argnames})
    assert isinstance(case, Case)
    assert isinstance(judge, Judge)
    marks = {mark.name: mark.args[0] for mark in item.iter_markers()}
    passed = CheckReport(case.exercise, item.name, case.name, marks["line"], case.hidden, marks["points"], RIGHT)
    return CollectedCheck(item, test, judge, passed)


def _run_check(check: CollectedCheck) -> CheckReport:
    """Run the test of an item. pytest's own protocol and hooks around it take longer than the check does."""
    check.judge.finding = None
    failure = ""
    try:
        check.test()
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
        failure = describe_fault(error)
    finding = check.judge.finding
    if finding is None:
        raise ChecksError(f"{check.item.name} stopped with {failure}")
    return check.passed if finding.right else replace(check.passed, finding=finding)

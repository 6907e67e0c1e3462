"""The checks, which pytest collects once, run for one submission after the other.

pytest collects and sets up the items and ends. What is left are plain functions, which `CheckSession.judge` calls for
each submission: starting pytest each time would cost more than all the rest of a grading.
"""

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from autograder.errors import OUR_FAULT, CommandError
from autograder.expected import Key
from autograder.grading.calls import Outcomes
from autograder.grading.checks.conftest import KEY, OUTCOMES
from autograder.grading.checks.judge import Judge
from public_tests import RIGHT, Case, Finding

CHECKS = Path(__file__).parent
# Plugins that write, cache or capture have nothing to do where no code of anybody else runs. Without --confcutdir,
# pytest would list each folder above the checks, look at everything in it, and import a conftest.py found there.
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
        f"--confcutdir={CHECKS}",
        "--import-mode=importlib",
    ),
]


class ChecksError(CommandError):
    """The checks could not run, or one of them failed by itself: a problem in the grader. The message says how."""

    status = OUR_FAULT
    beginning = "the grader itself is broken: "


@dataclass(frozen=True)
class CheckReport:
    """The report of one check on one submission.

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
    """A check for one case. test: its function, which has its fixtures already.

    passed: the report of each submission that is right.
    """

    test: Callable[[], object]
    judge: Judge
    passed: CheckReport

    @property
    def key(self) -> tuple[str, str]:
        """Which outcome it judges: exercise and case."""
        return self.passed.exercise, self.passed.case


class CheckSession:
    """The checks of one file of cases, collected by pytest; `judge` may be called any number of times."""

    def __init__(self, expected: Path) -> None:
        """Have pytest collect the checks for the cases of a file. Raises ChecksError when that fails."""
        self.checks: list[CollectedCheck] = []
        self._key: Key | None = None
        self._outcomes = Outcomes()
        self._interrupted = False
        self._complaints: list[str] = []
        with _own_settings_of_pytest():
            try:
                status = pytest.main([*OPTIONS, f"--expected={expected}", str(CHECKS)], plugins=[self])
            except (Exception, SystemExit) as error:
                raise ChecksError(f"pytest stopped with {type(error).__name__}: {error}") from error
        if self._interrupted:
            raise KeyboardInterrupt
        if status != pytest.ExitCode.OK:
            raise ChecksError("\n".join((f"pytest ended with status {status}", *self._complaints)))

    @property
    def key(self) -> Key:
        """The cases and expected outputs that the session judges by."""
        assert self._key is not None, "pytest has not collected the checks yet"
        return self._key

    def judge(self, outcomes: Outcomes) -> list[CheckReport]:
        """Run the checks of the cases that have outcomes. Raises ChecksError when a check itself fails."""
        self._outcomes.clear()
        self._outcomes.update(outcomes)
        return [_run_check(check) for check in self.checks if check.key in outcomes]

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have pytest print its own errors in plain tracebacks: its usual ones show arguments, whole suites here."""
        config.option.tbstyle = "native"

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note Ctrl-C, which pytest would turn into an exit status."""
        self._interrupted = excinfo.type is KeyboardInterrupt

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why something could not be collected: no terminal reporter would print it."""
        if report.failed:
            self._complaints.append(report.longreprtext)

    def pytest_internalerror(self, excrepr: object) -> bool:
        """Keep the error for the message of ChecksError, instead of pytest printing it."""
        self._complaints.append(str(excrepr))
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own loop: set the collected items up and keep them to be run later."""
        if session.testsfailed:
            raise session.Interrupted("a file of checks could not be collected")
        self._key = session.config.stash[KEY]
        session.config.stash[OUTCOMES] = self._outcomes
        self.checks = [_prepare(item) for item in session.items if isinstance(item, pytest.Function)]
        return True


@contextmanager
def _own_settings_of_pytest() -> Iterator[None]:
    """Keep pytest from reading options and loading plugins that this machine's environment asks for."""
    names = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(before)


def describe_fault(error: BaseException) -> str:
    """A fault of the grader by its kind and place. What the exception says may hold what a student's code returned."""
    kind, trace = type(error).__name__, traceback.extract_tb(error.__traceback__)
    return f"{kind} in {Path(trace[-1].filename).name}, line {trace[-1].lineno}" if trace else kind


def _prepare(item: pytest.Function) -> CollectedCheck:
    """The check of an item, set up once and for all: its fixtures hold nothing of any submission."""
    item._initrequest()
    item.session._setupstate.setup(item)
    item.session._setupstate.teardown_exact(None)
    case, judge = item.callspec.params["case"], item.funcargs["judge"]
    test = partial(item.obj, **{name: item.funcargs[name] for name in item._fixtureinfo.argnames})
    assert isinstance(case, Case)
    assert isinstance(judge, Judge)
    marks = {mark.name: mark.args[0] for mark in item.iter_markers()}
    passed = CheckReport(case.exercise, item.name, case.name, marks["line"], case.hidden, marks["points"], RIGHT)
    return CollectedCheck(test, judge, passed)


def _run_check(check: CollectedCheck) -> CheckReport:
    """Run one check. pytest's own protocol and hooks around it would take longer than the check does."""
    check.judge.finding = None
    try:
        check.test()
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:
        if check.judge.finding is None:
            raise ChecksError(f"{check.passed.name} stopped with {describe_fault(error)}") from None
    finding = check.judge.finding
    if finding is None:
        raise ChecksError(f"{check.passed.name} judged nothing")
    return check.passed if finding.right else replace(check.passed, finding=finding)

"""pytest collects the checks once, with settings of the grader's own, and leaves nothing but functions behind."""

import os
import threading
from pathlib import Path

import pytest

from autograder.grading.calls import Outcome, Outcomes
from autograder.grading.checks.session import CHECKS, ChecksError, CheckSession
from autograder.sandbox import Reply
from public_tests import right_value
from tests.first_assignment import EXPECTED


def test_options_and_plugins_of_the_environment_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment asks of pytest would change or stop the checks; it is as it was afterwards."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    before, threads = dict(os.environ), threading.active_count()
    assert CheckSession(EXPECTED).checks
    assert dict(os.environ) == before
    assert threading.active_count() == threads
    for name in ("PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_PLUGINS"):
        monkeypatch.delenv(name)
    CheckSession(EXPECTED)
    assert "PYTEST_DISABLE_PLUGIN_AUTOLOAD" not in os.environ


def test_folders_above_the_checks_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be closed, hold a conftest.py of somebody else, or lose a file while pytest looks at it."""
    listed: list[Path] = []
    real = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:
        listed.append(Path(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    CheckSession(EXPECTED)
    assert {*listed} == {CHECKS}


def test_fault_of_pytest_is_in_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pytest found while it collected the checks is in the error, since nothing else prints it."""

    def scandir(path: str | os.PathLike[str]) -> object:
        raise PermissionError(13, "nobody may look here", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(ChecksError, match=r"status 2\n(.*\n)*.*nobody may look here"):
        CheckSession(EXPECTED)


def test_file_that_holds_no_cases_is_said(tmp_path: Path) -> None:
    """Checks that pytest cannot collect are an error of the grader, and the environment is as it was."""
    before = dict(os.environ)
    (tmp_path / "expected.h5").write_bytes(b"no cases")
    with pytest.raises(ChecksError, match=r"pytest ended with status 3\n(.*\n)*OSError"):
        CheckSession(tmp_path / "expected.h5")
    assert dict(os.environ) == before


def test_ctrl_c_while_checks_are_collected_ends_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """pytest makes an exit status of it, which would be reported as a fault of the checks."""

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.grading.checks.session._prepare", interrupt)
    with pytest.raises(KeyboardInterrupt):
        CheckSession(EXPECTED)


def test_crash_in_a_check_concerns_one_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next submission is judged by the same session as if nothing had happened."""
    session = CheckSession(EXPECTED)
    case = session.key.cases("zero_pad")[0]
    reply = Reply("returned", right_value(case, session.key.suite.returns["zero_pad"]), case.arguments)
    outcomes: Outcomes = {("zero_pad", case.name): Outcome(reply, reply)}
    with monkeypatch.context() as patch:
        patch.setattr("autograder.grading.checks.judge.Judge._values", lambda _: 1 / 0)
        with pytest.raises(ChecksError, match="ZeroDivisionError"):
            session.judge(outcomes)
    (report,) = session.judge(outcomes)
    assert report.finding.right

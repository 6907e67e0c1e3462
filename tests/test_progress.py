"""How far a batch has come: a bar on a terminal, plain lines elsewhere, nothing with --quiet."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from autograder.__main__ import main
from autograder.batch.pool import Graded
from autograder.commands import grade
from autograder.reports.progress import EVERY, WINDOW, BatchProgress, Pace
from tests.first_assignment import EXERCISES, NAME


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        """It begins somewhere."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_pace_tells_rate_and_time_left() -> None:
    """The rate is that of what was graded; what had its result already shortens the time left only."""
    clock = Clock()
    pace = Pace(300, clock)
    assert pace.tell() == ""
    clock.now += 60
    for _ in range(100):
        pace.add(kept=True, faulty=False)
    clock.now += 10
    for _ in range(50):
        pace.add(kept=False, faulty=False)
    assert pace.tell() == "5 a second, 0:00:30 left"
    pace.add(kept=False, faulty=True)
    assert pace.tell().endswith(", problems in the grader: 1")


def test_pace_follows_what_comes() -> None:
    """After a slow beginning the rate is that of the last submissions."""
    clock = Clock()
    pace = Pace(10_000, clock)
    for seconds in (10.0,) * WINDOW + (0.5,) * (WINDOW + 1):
        clock.now += seconds
        pace.add(kept=False, faulty=False)
    assert pace.tell().startswith("2 a second, ")


def shown(terminal: bool, quiet: bool = False, broken: bool = False) -> str:
    """What is written about a batch of twelve that takes a second each, one of them our fault."""
    clock, file = Clock(), io.StringIO()
    console = Console(file=file, force_terminal=terminal, quiet=quiet, width=80)
    try:
        with BatchProgress(12, console, clock) as progress:
            for number in range(12):
                clock.now += 1
                progress.advance(kept=False, faulty=number == 6)
                if broken and number == 7:
                    raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    return file.getvalue()


def test_plain_lines_come_now_and_then() -> None:
    """Without a terminal there is a line at the start and one every few seconds, without control sequences."""
    assert EVERY == 5
    assert shown(terminal=False).splitlines() == [
        "Submissions: 12.",
        "5 of 12 done, 1 a second, 0:00:07 left",
        "10 of 12 done, 1 a second, 0:00:02 left, problems in the grader: 1",
    ]


def test_batch_that_is_broken_off_says_how_far_it_came() -> None:
    """After Ctrl-C or an error the last line has the count, on a terminal, too."""
    assert shown(terminal=False, broken=True).splitlines()[-1] == "8 of 12 done."
    assert "8 of 12 done." in shown(terminal=True, broken=True)


def test_terminal_shows_a_bar() -> None:
    """On a terminal count, rate, time left and faults stand in one line that is drawn again."""
    said = shown(terminal=True)
    assert "12/12" in said
    assert "1 a second" in said
    assert "problems in the grader: 1" in said
    assert "Submissions" not in said


@pytest.mark.parametrize("terminal", [True, False])
def test_quiet_console_shows_nothing(terminal: bool) -> None:
    """A quiet console gets not a byte."""
    assert shown(terminal, quiet=True) == ""


@pytest.mark.parametrize("faulty", [False, True])
def test_quiet_command_prints_errors_only(
    faulty: bool, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`grade --quiet` prints nothing but what could not be graded, and its status is the same as without."""

    def grade_all(*_: object) -> list[Graded]:
        return [Graded("ada", 0, dict.fromkeys(EXERCISES, 0.0), faulty)]

    monkeypatch.setattr(grade, "grade_all", grade_all)
    (tmp_path / "ada.ipynb").write_text("{}")
    arguments = ["grade", str(tmp_path), "--assignment", NAME, "--results", str(tmp_path / "results")]
    loud, said = main(arguments), capsys.readouterr()
    assert "1 graded" in said.out
    assert main([*arguments, "--quiet"]) == loud == (1 if faulty else 0)
    quiet = capsys.readouterr()
    assert quiet.out == ""
    assert quiet.err == said.err
    assert bool(quiet.err) == faulty

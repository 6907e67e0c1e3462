"""Replaying a receipt: the same again, or each thing that differs."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.commands.replay import PARTS, compare_results, is_same, read_receipt
from autograder.grading.grader import Grader
from autograder.result import Record
from autograder.setting import Run
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED
from tests.first_assignment import NAME

NOTEBOOK = next(SUBMITTED.glob("stride_ignored*/*/*.ipynb"))


@pytest.fixture(scope="module")
def stored(grader: Grader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of a notebook with a mistake, and with a note on how it was found."""
    remarks = ("2 notebooks were handed in; this one was graded.",)
    return ResultsFolder(tmp_path_factory.mktemp("results"), NAME).write(
        grader.grade("ada", NOTEBOOK.read_bytes(), remarks)
    )


@pytest.fixture
def receipt(stored: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the result in which something is another way."""

    def make(change: Callable[[dict], object]) -> Path:
        record = json.loads(stored.read_text(encoding="utf-8"))
        change(record)
        path = tmp_path / "receipt.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        return path

    return make


def replay(*arguments: object) -> int:
    """The exit status."""
    return main(["replay", *(str(argument) for argument in arguments)])


def test_same_notebook_gives_the_same(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Graded again the notebook gets the same, whatever it is called; notes on how it was found are left out, told."""
    assert replay(stored, NOTEBOOK) == 0
    said = capsys.readouterr().out
    assert "Same: notebook, cases, grader, environment, score, exercises, checks, messages, notes, sandbox." in said
    assert "Not compared: the notes on how the notebook was found (1)." in said
    assert said.endswith("The stored result holds.\n")


def test_changed_notebook_is_told(stored: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Another notebook has status 4, and its own score beside that of the receipt."""
    other = shutil.copy(next(SUBMITTED.glob("right_with_loops*/*/*.ipynb")), tmp_path / "other.ipynb")
    assert replay(stored, other) == 4
    said = capsys.readouterr().out
    assert "Differs: notebook, score, exercises, checks, messages, notes." in said
    assert "81 of 100" in said
    assert "100 of 100" in said
    assert "This is not the notebook" in said


CHANGES = {
    "notebook": lambda record: record["submission"].update(sha256="0" * 64),
    "cases": lambda record: record["grader"].update(cases_sha256="0" * 64),
    "grader": lambda record: record["grader"].update(version="0.0.9+1"),
    "environment": lambda record: record["environment"].update(numpy="1.26.4"),
    "score": lambda record: record.update(score=100),
    "exercises": lambda record: record["exercises"][3].update(mistake=None),
    "checks": lambda record: record["exercises"][3]["checks"][0].update(passed=False),
    "messages": lambda record: record["exercises"][3]["checks"][5].update(message="Well done."),
    "notes": lambda record: record["notes"].__setitem__(0, "All right."),
    "sandbox": lambda record: record["sandbox"].update(tier="none"),
}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_compared(part: str, stored: Path) -> None:
    """A receipt in which one thing was changed differs in that and in nothing else; all but the sandbox count."""
    then = json.loads(stored.read_text(encoding="utf-8"))
    CHANGES[part](then)
    differences = list(compare_results(Record.from_json(json.dumps(then)), read_receipt(stored)))
    assert [difference.part for difference in differences] == [part]
    assert differences[0].then != differences[0].now
    assert is_same(differences) is (part == "sandbox")


def test_run_does_not_count(stored: Path) -> None:
    """When it was graded and how long it took is no part of a receipt."""
    then = read_receipt(stored)
    assert not list(compare_results(then, replace(then, run=Run("long ago", 99))))


def test_receipt_of_other_cases_says_what_to_give(
    receipt: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A result by other cases asks for the secret of the class."""
    assert replay(receipt(CHANGES["cases"]), NOTEBOOK) == 4
    assert "--secret" in capsys.readouterr().out


def test_tampered_check_is_found_and_hostile_text_is_plain(
    receipt: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A verdict changed by hand is named; what somebody put into a message does not reach the terminal as it is."""

    def tamper(record: dict) -> None:
        record["exercises"][3]["checks"][2].update(passed=True, score=1, message="\x1b[2J[red]all right")

    assert replay(receipt(tamper), NOTEBOOK) == 4
    said = capsys.readouterr().out
    assert "Differs: checks, messages." in said
    assert "\x1b[2J" not in said
    assert "?[2J[red]all right" in said


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        '{"schema_version": 2}',
        '{"schema_version": 1}',
        "[" * 100_000,
        '{"schema_version": 1, "student": 1}',
    ],
)
def test_file_that_is_no_result_is_refused(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no result is wrong usage, in one sentence."""
    (tmp_path / "x.json").write_text(content)
    assert replay(tmp_path / "x.json", NOTEBOOK) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_fault_of_ours_is_no_difference(
    stored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When the grader fails the status is 1, not 4: nothing is known of the receipt then."""
    monkeypatch.setattr(Grader, "_grade", lambda *_: 1 / 0)
    assert replay(stored, NOTEBOOK) == 1
    assert "grader_fault" in capsys.readouterr().out

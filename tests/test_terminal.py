"""What the commands print: wrapped between words in a window, each sentence in one line for other programs."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from autograder.__main__ import main
from autograder.reports.terminal import open_console, print_summary, write_line
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED
from tests.first_assignment import ASSIGNMENT, NAME

RIGHT = SUBMITTED / "right_with_loops_100"


def written(sentence: str, width: int) -> list[str]:
    """The lines of a sentence in a window."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, no_color=True)
    write_line(console, sentence)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [25, 40, 79])
def test_lines_break_between_words(width: int) -> None:
    """No word is cut, also one that is longer than a line; a line that begins with spaces goes on below them."""
    words = ["public", "check:", "A", "is", "right", "results/a_very_long_name_of_a_folder_of_results", "(again)."] * 3
    lines = written("    " + " ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width or len(line.split()) == 1 for line in lines)
    assert all(line.startswith("    ") for line in lines)


def test_other_programs_get_a_sentence_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the output is not a window nothing is wrapped."""
    write_line(open_console(), "word " * 100)
    assert capsys.readouterr().out.count("\n") == 1


def test_markup_is_text() -> None:
    """Brackets of a name are no markup, and a control sequence is no command."""
    assert written("[red]a\x1b[2J", 40) == ["[red]a?[2J"]


def test_the_end_of_a_class_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Mean and median of what is final, what to look at, and the next command."""
    rows = [("ada", 100, {}), ("bob", 60, {}), ("cyd", 0, {})]
    print_summary(rows, 2, ASSIGNMENT, "autograder report results", open_console())
    said = capsys.readouterr().out
    assert said == (
        "Mean 53.3, median 60 of 100 points.\n"
        "Needs a look: 1 without points, 2 not graded. Next: autograder report results\n"
    )


def test_grade_remembers_where_the_class_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Later commands find the notebooks; grading one more student does not change where the class is."""
    for student in ("ada", "bob", "late/cyd"):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "work.ipynb").write_text("{}")
    results = tmp_path / "results"
    grade = ["--results", str(results), "--assignment", ASSIGNMENT.name, "--workers", "1"]
    assert main(["grade", str(tmp_path / "class"), *grade]) == 0
    assert "Next: " in capsys.readouterr().out
    assert main(["grade", str(tmp_path / "class" / "late" / "cyd" / "work.ipynb"), *grade]) == 0
    assert ResultsFolder(results, NAME).recall_submissions() == tmp_path / "class"
    assert main(["groups", str(results)]) == 0

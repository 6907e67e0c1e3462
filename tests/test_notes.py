"""Notes of a result: bounded, whatever is in the notebook and however many files were handed in."""

from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.grading.grader import Grader
from autograder.intake.collection import MOST_REMARKS
from autograder.result import MOST_NOTES
from autograder.stored_results import ResultsFolder
from tests.first_assignment import ASSIGNMENT, NAME, find_submissions
from tests.hostile_files.notebooks import cell, notebook
from tests.hostile_files.places import put

VARIABLES = [f"v{number}" for number in range(1_000)]
# A wrong function that uses many variables of the notebook: each is a note.
TALKATIVE = notebook(
    cell("\n".join(f"{name} = 1" for name in VARIABLES)),
    cell(f"def zero_pad(X, pad):\n    return X * ({' + '.join(VARIABLES)})"),
)


def test_notes_of_a_notebook_are_bounded(grader: Grader) -> None:
    """Of a thousand notes the first are kept, and one sentence counts the rest; remarks on the file count, too."""
    alone = grader.grade("ada", TALKATIVE.encode()).student_notes
    assert len(alone) == MOST_NOTES + 1 == 21
    assert alone[-1] == "981 more notes are left out."
    remarks = tuple(f"remark {number}" for number in range(5))
    assert grader.grade("ada", TALKATIVE.encode(), remarks).student_notes == (
        *alone[:15],
        "986 more notes are left out.",
        *remarks,
    )


def test_few_notes_are_all_kept(grader: Grader) -> None:
    """As many notes as there may be are kept as they are."""
    few = notebook(*(cell(f"def f{number}(:") for number in range(19)))
    notes = grader.grade("ada", few.encode()).student_notes
    assert len(notes) == MOST_NOTES
    assert not any("left out" in note for note in notes)


def test_remarks_on_how_it_was_found_are_bounded(tmp_path: Path) -> None:
    """A student who hands in one file hundreds of times gets some remarks, and a sentence that counts the rest."""
    put(tmp_path, *(f"a_1_{500 + number}_w-{number}.ipynb" for number in range(300)), content=TALKATIVE)
    (found,) = find_submissions(tmp_path)
    remarks = found.read(ASSIGNMENT).remarks
    assert len(remarks) == MOST_REMARKS + 1
    assert remarks[-1] == f"{299 - MOST_REMARKS} more notes are left out."


def test_bounded_notes_are_no_reason_to_grade_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result from which notes were left out is kept by the next command, like any other."""
    put(tmp_path / "class", *(f"a_1_{500 + number}_w-{number}.ipynb" for number in range(300)), content=TALKATIVE)
    command = ["grade", str(tmp_path / "class"), "--results", str(tmp_path / "results"), "--workers", "1"]
    assert main(command) == 0
    record = ResultsFolder(tmp_path / "results", NAME).read("a_1")
    assert record is not None
    assert len(record.notes) == MOST_NOTES + 1
    assert main(command) == 0
    assert "0 graded, 1 unchanged" in capsys.readouterr().out

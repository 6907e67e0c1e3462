"""A function that stands where nothing defines it is found and named with its cell; older releases are, too."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.grading.grader import Grader
from autograder.reading.analysis import analyse
from autograder.result import Record, Status
from examples.build import Notebook, fill
from tests.conftest import result_of, to_bytes
from tests.first_assignment import OUTLINE
from tests.test_submission import read

Cells = list[dict]
PAD = "def zero_pad(X, pad):\n    Y = X\n    return Y"


@pytest.fixture(scope="module")
def place(starter: Notebook) -> int:
    """The index of the cell of pool_forward, which messages call by the next number."""
    return next(at for at, cell in enumerate(starter["cells"]) if "def pool_forward" in "".join(cell["source"]))


@pytest.fixture
def grade_changed(grader: Grader, starter: Notebook, loops: dict[str, str], place: int) -> Callable[..., Record]:
    """Grade right answers in which the cell of pool_forward was replaced by other cells."""

    def run(change: Callable[[dict], Cells]) -> Record:
        cells = fill(starter, loops)["cells"]
        changed = change(cells[place] | {"source": "".join(cells[place]["source"])})
        changed = [*cells[:place], *changed, *cells[place + 1 :]]
        return grader.grade("somebody", to_bytes(starter | {"cells": changed}))

    return run


def commented(cell: dict) -> Cells:
    """The cell with all its lines behind `#`."""
    return [cell | {"source": "".join(f"# {line}\n" for line in cell["source"].split("\n"))}]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda cell: [cell | {"cell_type": "markdown"}], "is a Markdown cell: select it and press Y"),
        (lambda cell: [cell | {"cell_type": "raw"}], "is a raw cell: select it and press Y"),
        (lambda cell: [cell | {"source": f"%%writefile pool.py\n{cell['source']}"}], "begins with `%%writefile`"),
        (commented, "`def pool_forward` is a comment: delete the `#`"),
    ],
    ids=["markdown", "raw", "written to a file", "commented out"],
)
def test_function_in_no_code_cell_is_named_with_its_cell(
    grade_changed: Callable[..., Record], place: int, change: Callable[[dict], Cells], words: str
) -> None:
    """It is missing, and the message has the number of the cell and what to do."""
    result = result_of(grade_changed(change), "pool_forward")
    assert result.status == Status.MISSING
    assert result.message.startswith("The notebook has no function pool_forward. ")
    assert words in result.message
    assert f"ell {place + 1}" in result.message


@pytest.mark.parametrize("lines", [4, 12, 15])
def test_function_cut_in_two_is_named_with_both_cells(
    grade_changed: Callable[..., Record], place: int, lines: int
) -> None:
    """Cut between two statements or within a loop: the note has the cells to put together."""

    def cut(cell: dict) -> Cells:
        text = cell["source"].split("\n")
        start = next(at for at, line in enumerate(text) if line.startswith("def "))
        own = [at for at in range(start, len(text)) if text[at].strip()][lines]
        return [cell | {"source": "\n".join(part)} for part in (text[:own], text[own:])]

    record = grade_changed(cut)
    result = result_of(record, "pool_forward")
    assert result.score == 0
    told = " ".join((result.message, *(note.text for note in record.notes)))
    assert f"Cell {place + 2} is indented. If it belongs to pool_forward in cell {place + 1}" in told


def test_indented_cell_below_a_function_that_is_right_is_not_mentioned() -> None:
    """A sentence is ready for it, and only a function that fails shows it."""
    assert read(PAD, "    print('done')").cut.keys() == {"zero_pad"}
    assert read(PAD, "print('done')\n    ").cut == {}
    assert read(PAD, "\n\n").cut == {}


def test_comment_beside_the_function_is_not_mentioned(grader: Grader, starter: Notebook, loops: dict[str, str]) -> None:
    """An old version behind `#` is nothing to speak of where there is a new one."""
    code = {
        **loops,
        "zero_pad": "# def zero_pad(X, pad):\n#     pass\n" + loops["zero_pad"].replace("return", "return 1,"),
    }
    record = grader.grade("somebody", to_bytes(fill(starter, code)))
    assert "comment" not in result_of(record, "zero_pad").message
    assert not any("comment" in note.text for note in record.notes)


def with_release(notebook: Notebook, course: object) -> bytes:
    """The notebook with something as metadata of the course."""
    return to_bytes(notebook | {"metadata": notebook["metadata"] | {"course": course}})


def test_released_notebook_has_the_number_of_its_release(starter: Notebook) -> None:
    """So that a later grader knows an older notebook."""
    assert starter["metadata"]["course"] == {"release": str(OUTLINE.release)}


def test_notebook_of_an_older_release_gets_a_note(starter: Notebook) -> None:
    """The note has what differs, from the student's release on."""
    outline = replace(OUTLINE, changes=("Mode has a default.", "The cache is a tuple."))
    first, second, third = (analyse(with_release(starter, {"release": number}), outline).notes for number in "123")
    assert first == (
        "Your notebook was made from release 1 of this assignment; the current one is release 3. What differs: "
        "Mode has a default. The cache is a tuple.",
    )
    assert second[0].endswith("What differs: The cache is a tuple.")
    assert third == ()


@pytest.mark.parametrize(
    "course", [None, 3, {}, {"release": 1}, {"release": "0"}, {"release": "-1"}, {"release": "9" * 99}]
)
def test_release_that_is_not_known_gets_no_note(starter: Notebook, course: object) -> None:
    """Metadata that is lost or odd says nothing about the release."""
    outline = replace(OUTLINE, changes=("Mode has a default.",))
    assert analyse(with_release(starter, course), outline).notes == ()

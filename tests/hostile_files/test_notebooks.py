"""Whatever a file holds, reading it ends with the functions that are in it or with one plain sentence."""

import pytest

from autograder.reading.analysis import MAX_NOTES, MAX_STATEMENTS, analyse
from autograder.reading.notebook import MAX_CELLS, MAX_SOURCE, read_notebook
from tests.first_assignment import OUTLINE
from tests.hostile_files.notebooks import NOTEBOOKS, PAD, cell, notebook


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_file_is_read_or_refused_in_a_sentence(name: str) -> None:
    """A notebook with something wrong in it keeps its function; what is no notebook says so and what to do."""
    build, sentence = NOTEBOOKS[name]
    submission = analyse(build(), OUTLINE)
    if sentence:
        assert not submission.readable
        assert sentence in submission.notes[0]
        assert submission.notes[0].endswith(".")
    else:
        assert [unit.source.strip() for unit in submission.program("zero_pad")] == [PAD]
    assert sum(map(len, submission.notes)) < 10_000


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([cell("#" * (MAX_SOURCE + 1)), cell()], f"the code is longer than {MAX_SOURCE:,} characters"),
        ([cell("x = 1\n" * (MAX_STATEMENTS + 1)), cell()], f"more than {MAX_STATEMENTS:,} statements"),
        ([cell("x=1;" * (MAX_STATEMENTS + 1)), cell()], f"more than {MAX_STATEMENTS:,} statements"),
        ([cell("import " + ",".join(["os"] * (MAX_STATEMENTS + 1))), cell()], "Cell 1 was left out"),
        ([cell(), *[cell("")] * MAX_CELLS], f"has {MAX_CELLS + 1:,} cells; those after the first {MAX_CELLS:,}"),
        ([cell(), *[cell("#" * (MAX_SOURCE + 1))] * 9], "Cells 2, 3, 4, 5, 6 and 4 more were left out"),
        ([cell(), *[cell("def f(:")] * (MAX_NOTES + 7)], "7 more cells do not parse."),
    ],
)
def test_what_is_left_out_is_said(cells: list[object], sentence: str) -> None:
    """Beyond a limit the note names the cells that are left out, and the function in the other cells counts."""
    submission = analyse(notebook(*cells).encode(), OUTLINE)
    assert any(sentence in note for note in submission.notes)
    assert submission.definition("zero_pad") is not None


def test_cells_after_the_last_that_is_read_do_not_count() -> None:
    """The cells of a notebook are read up to a limit and no further."""
    assert analyse(notebook(*[cell("")] * MAX_CELLS, cell()).encode(), OUTLINE).definition("zero_pad") is None


def test_values_are_counted_outside_of_strings() -> None:
    """A text output full of commas and brackets is no structure, and neither is one with quotation marks."""
    output = '{"a": [1, 2]}, \\ ' * 100_000
    assert len(read_notebook(notebook(cell(outputs=[output])).encode()).cells) == 1


@pytest.mark.parametrize(("keys", "readable"), [(900, True), (1_100, False)])
def test_keys_are_counted(keys: int, readable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object of many keys is refused before it is made, however many commas its strings have."""
    monkeypatch.setattr("autograder.reading.notebook.MAX_VALUES", 1_000)
    content = f'{{"cells": [], "a": "{"," * 5_000}"'
    content += "".join(f', "{number}": "\\","' for number in range(keys)) + "}"
    assert analyse(content.encode(), OUTLINE).readable is readable


def test_names_in_a_note_are_few_and_short() -> None:
    """A cell that does not parse and defines a thousand functions with endless names is told in a short note."""
    source = "".join(f"def f{number}{'x' * 1000}(): pass\n" for number in range(400)) + "("
    (note,) = analyse(notebook(cell(source)).encode(), OUTLINE).notes
    assert "and 395 more" in note
    assert len(note) < 1_000

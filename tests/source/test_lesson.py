"""The notebooks as teaching: they run, they say what they should, and everybody can read them."""

import ast
import re
from itertools import pairwise

import pytest
from conftest import outputs_of, printed

from source.notebook import END_MARKER, START_MARKER, header_of
from tests.installed import each_exercise, each_lesson

EXPECTED_BLOCK = re.compile(r"^Expected output:\n```text\n(.*)```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="session")
def markdown(source_notebook) -> str:
    """All the markdown of the notebook."""
    return "\n\n".join(cell.source for cell in source_notebook.cells if cell.cell_type == "markdown")


@each_exercise
def test_starter_cell_has_header_markers_hints_and_docstring(installed, starter, exercise):
    """Each starter cell begins with its header and keeps markers, hints and a docstring with the shapes."""
    source = next(cell.source for cell in starter.cells if cell.id == exercise)
    between = source.split(START_MARKER)[1].split(END_MARKER)[0]
    assert source.splitlines()[0] == header_of(installed.definition.exercises[exercise])
    assert "= None" in between
    assert all(not line.strip() or line.strip().startswith("#") for line in between.splitlines()[1:])
    assert "shape" in ast.get_docstring(ast.parse(source).body[0])


def test_starter_has_no_trailing_spaces(installed, starter):
    """Nothing but the hints is left where the answers were."""
    for cell in starter.cells:
        if cell.id in installed.definition.exercises:
            assert not re.search(r"[ \t]+$|\n\n\n", cell.source, re.MULTILINE)


def test_starter_runs_to_its_end(installed, starter_run):
    """Every code cell of the untouched starter runs, none with an error, and each test says what is not written."""
    code = {cell.id: cell for cell in starter_run.cells if cell.cell_type == "code"}
    assert all(cell.execution_count for cell in code.values())
    assert [place for place, cell in code.items() if outputs_of(cell, "error")] == []
    for name in installed.definition.exercises:
        (note,) = outputs_of(code[f"test_{name}"], "display_data")
        assert note.data["text/plain"].startswith(f"{name} is not written yet")


@each_lesson
def test_starter_examples_say_what_is_not_written(installed, starter_run):
    """The example after each exercise says in one sentence which function has no answer yet."""
    cells = starter_run.cells
    for name in installed.definition.exercises:
        place = next(number for number, cell in enumerate(cells) if cell.id == name)
        assert re.fullmatch(r"\w+ is not written yet: `\w+` has no value\.\n", printed(cells[place + 1]))


def test_answer_key_has_no_errors(installed, answer_key):
    """No cell of the answer key ends in an error or prints a warning, and every public test says that it passed."""
    assert not [cell.id for cell in answer_key.cells if outputs_of(cell, "error")]
    printing = {cell.id: {output.name for output in outputs_of(cell, "stream")} for cell in answer_key.cells}
    assert [place for place, names in printing.items() if "stderr" in names] == []
    for name in installed.definition.exercises:
        (praise,) = outputs_of(next(cell for cell in answer_key.cells if cell.id == f"test_{name}"), "display_data")
        assert "passed" in praise.data["text/plain"]


def test_blocks_that_need_functions_show_only_their_own_results(answer_key):
    """The public tests that `needs` runs to name what is wrong show nothing of their own."""
    blocks = [cell for cell in answer_key.cells if "with needs(" in cell.source and cell.cell_type == "code"]
    shown = [output.data["text/plain"] for cell in blocks for output in outputs_of(cell, "display_data")]
    assert not [text for text in shown if "passed" in text]


@each_lesson
def test_first_cell_looks_for_every_file_of_the_course(installed, source_notebook, tmp_path, monkeypatch):
    """In a folder without them it names them all, and the folder."""
    source = next(cell.source for cell in source_notebook.cells if cell.cell_type == "code")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as raised:
        exec(source, {})
    needed = {"public_tests.py", "public_tests.h5", *installed.definition.files}
    assert set(re.findall(r"\w+\.\w+", str(raised.value).replace(str(tmp_path), ""))) == needed
    assert str(tmp_path) in str(raised.value)


def test_answer_key_shows_no_addresses(answer_key):
    """No output depends on the run: neither memory addresses nor times of execution."""
    for cell in answer_key.cells:
        assert "execution" not in cell.metadata
        assert " at 0x" not in str(cell.get("outputs", ""))


@each_lesson
def test_expected_outputs_in_the_text_are_true(installed, answer_key):
    """The output promised after each example is, letter by letter, what the answer key prints there."""
    promised = [
        (before, match[1])
        for before, cell in pairwise(answer_key.cells)
        if cell.cell_type == "markdown" and (match := EXPECTED_BLOCK.search(cell.source))
    ]
    assert len(promised) == len(installed.definition.exercises)
    for cell, output in promised:
        assert printed(cell) == output


@each_lesson
def test_unanswered_questions_go_on_quietly(installed, starter_run):
    """A question that nobody has answered prints one sentence."""
    asked = [cell for cell in starter_run.cells if cell.source.startswith("predict(")]
    assert len(asked) >= len(installed.definition.exercises)
    assert all(printed(cell).count("\n") == 1 for cell in asked)


@each_lesson
def test_starter_shows_the_figures_that_need_no_function(starter_run):
    """Pictures that explain an exercise are there before it is written."""
    shown = [
        cell for cell in starter_run.cells if re.match(r"(?s).*^(figures|animation)\.show", cell.source, re.MULTILINE)
    ]
    assert len(shown) >= 8
    assert all(outputs_of(cell, "display_data") for cell in shown)


def test_every_image_has_alternative_text(markdown):
    """Images in the markdown, if any, carry alternative text."""
    assert not re.findall(r"!\[\s*\]\(", markdown)
    assert all('alt="' in tag for tag in re.findall(r"<img\b[^>]*>", markdown))


def test_headings_are_in_order(markdown):
    """There is one title, and no heading skips a level."""
    prose = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_comes_from_the_network(source_notebook):
    """No cell names an address on the network."""
    assert not any(re.search(r"https?://|!pip|!wget|!curl", cell.source) for cell in source_notebook.cells)


@each_lesson
def test_points_in_the_headings_are_the_catalogue_s(installed, markdown):
    """The headings of the graded exercises give the points of the catalogue."""
    found = dict(re.findall(r"^#+ Exercise \d: `(\w+)` \((\d+) points\)", markdown, re.MULTILINE))
    exercises = installed.definition.exercises.values()
    assert found == {exercise.name: str(exercise.points) for exercise in exercises if not exercise.optional}

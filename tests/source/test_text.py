"""The text of an assignment becomes one notebook, and a text that breaks a rule becomes none."""

import re

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from autograder.authoring.exercise import Exercise
from source.notebook import SourceError, build_notebook
from tests.first_assignment import EXERCISES, PLACES
from tests.installed import each_lesson


@pytest.fixture
def built(installed, text) -> NotebookNode:
    """The notebook that a text gives."""
    return build_notebook(text, installed.definition.exercises)


def test_same_text_gives_same_bytes(installed, text, built):
    """Building twice gives the same notebook, cell ids included."""
    assert nbformat.writes(build_notebook(text, installed.definition.exercises)) == nbformat.writes(built)


def test_ids_are_unique_and_short(built):
    """Every cell has an id of its own, of at most 64 letters, digits, hyphens and underscores."""
    ids = [cell.id for cell in built.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", identity) for identity in ids)


@each_lesson
def test_id_outlives_changes_elsewhere(installed, text, built):
    """A change of one markdown cell changes the id of that cell only."""
    changed = build_notebook(text.replace("# ## What you can do now", "# ## In short"), installed.definition.exercises)
    assert sum(one.id != other.id for one, other in zip(built.cells, changed.cells, strict=True)) == 1


def test_metadata_is_valid_for_nbgrader(built):
    """nbgrader's own validator accepts the notebook."""
    MetadataValidator().validate_nb(built)


def test_grade_ids_and_points_come_from_the_catalogue(installed, built):
    """Each exercise has a solution cell of its name and a locked test cell with its points."""
    cells = {cell.id: cell.metadata.get("nbgrader") for cell in built.cells}
    for name, exercise in installed.definition.exercises.items():
        answer, test = cells[name], cells[f"test_{name}"]
        assert (answer.grade, answer.solution, answer.locked) == (False, True, False)
        assert (test.grade, test.solution, test.locked, test.points) == (True, False, True, exercise.points)


def test_notebook_has_no_outputs(built):
    """The notebook with the answers is stored without outputs."""
    assert not any(cell.get("outputs") for cell in built.cells)


@pytest.fixture(scope="module")
def first_text() -> str:
    """The text of the first assignment, to plant faults in."""
    return PLACES.text.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("### BEGIN SOLUTION", "### BEGIN SOLUTOIN", 'unknown marker "### BEGIN SOLUTOIN"'),
        ("### BEGIN SOLUTION", "# BEGIN SOLUTION", 'unknown marker "# BEGIN SOLUTION"'),
        ("### END SOLUTION", "### End solution", 'unknown marker "### End solution"'),
        ("    ### END SOLUTION\n", "", "one BEGIN and one END"),
        ("    ### BEGIN SOLUTION\n", "", "one BEGIN and one END"),
        ('graded="zero_pad"', 'gradet="zero_pad"', "unknown mark 'gradet'"),
        ('graded="zero_pad"', 'graded="zeros_pad"', "not in the catalogue"),
        ('graded="zero_pad"', 'optional="zero_pad"', "cannot be optional"),
        ('graded="conv_single_step"', 'graded="zero_pad"', "exercise zero_pad is marked in 2 cells"),
        ('test="conv_forward"', 'test="zero_pad"', "test zero_pad is marked in 2 cells"),
        (' test="pool_backward"', "", "test pool_backward is missing"),
        ("# GRADED FUNCTION: zero_pad\n", "# GRADED: zero_pad\n", "the first line must be"),
        ("def zero_pad(X, pad)", "def zero_pad(image, pad)", "must define zero_pad(X, pad)"),
        ("    # YOUR CODE ENDS HERE\n", "", '"# YOUR CODE ENDS HERE" must appear in it once'),
        ("    products = a_slice_prev * W\n", "    products = a_slice_prev *\n", "does not parse"),
    ],
)
def test_fault_in_the_text_is_refused(first_text, old, new, complaint):
    """A text with a planted fault is refused, and the message names the fault."""
    assert old in first_text
    with pytest.raises(SourceError, match=re.escape(complaint)):
        build_notebook(first_text.replace(old, new, 1), EXERCISES)


def test_text_with_a_cell_in_an_open_docstring_is_refused(first_text):
    """A docstring above the cells that does not end is refused: cells in it would be lost."""
    with pytest.raises(SourceError, match="what is above the first cell does not parse"):
        build_notebook(f'"""For authors: # %% begins a cell.\n\n{first_text[first_text.index("# %%") :]}', EXERCISES)


def test_empty_solution_is_refused(first_text):
    """A solution region without a line is refused."""
    start = first_text.index("    X_pad = np.pad(")
    emptied = first_text[:start] + first_text[first_text.index("\n", start) + 1 :]
    with pytest.raises(SourceError, match="the solution region is empty"):
        build_notebook(emptied, EXERCISES)


def test_solution_markers_outside_an_exercise_are_refused(first_text):
    """Markers in a cell without a mark, which nbgrader would not clear, are refused."""
    planted = first_text.replace(
        "zero_pad_test(zero_pad)", "### BEGIN SOLUTION\nzero_pad_test(zero_pad)\n### END SOLUTION", 1
    )
    with pytest.raises(SourceError, match="no solution markers"):
        build_notebook(planted, EXERCISES)


def test_any_assignment_can_be_written_as_text():
    """The marks of a text are those of the exercises given, with their points; what is above the cells is left out."""
    exercises = {"double": Exercise("double", 7, ("x",), ("y",)), "halve": Exercise("halve", 0, ("x",), ("y",))}
    text = "".join(
        f'# %% {mark}="{name}"\n# {mark.upper()} FUNCTION: {name}\ndef {name}(x):\n    # YOUR CODE STARTS HERE\n'
        "    ### BEGIN SOLUTION\n    y = x\n    ### END SOLUTION\n    # YOUR CODE ENDS HERE\n    return y\n\n\n"
        f'# %% test="{name}"\n{name}_test({name})\n\n'
        for mark, name in (("graded", "double"), ("optional", "halve"))
    )
    for above in ("", '"""Read this first: `# %%` begins a cell."""\n\nNOTES = 1\n\n'):
        cells = build_notebook(above + text, exercises).cells
        assert [cell.id for cell in cells] == ["double", "test_double", "halve", "test_halve"]
        assert [cell.metadata.nbgrader.points for cell in cells[1::2]] == [7, 0]
    with pytest.raises(SourceError, match="exercise halve is missing\ntest halve is missing"):
        build_notebook(text[: text.index('# %% optional="halve"')], exercises)


def test_text_of_a_cell_may_stand_between_quotes(installed, text):
    """A cell of text may be written between triple quotes in place of comments: the notebook is the same."""
    plain = "# %% [markdown]\n# # A heading\n#\n# Some words.\n\n"
    quoted = '# %% [markdown]\n"""\n# A heading\n\nSome words.\n"""\n\n'
    cells = re.search(r"^# %%.*", text, re.MULTILINE | re.DOTALL)[0]
    exercises = installed.definition.exercises
    built = [build_notebook(above + cells, exercises) for above in (plain, quoted)]
    assert built[0] == built[1]

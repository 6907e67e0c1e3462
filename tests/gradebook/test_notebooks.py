"""The notebook that formgrader shows: whatever was handed in, its answers in the cells that the gradebook knows."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.gradebook.messages import tell_checks
from autograder.gradebook.notebook import NO_ANSWER, rebuild
from autograder.gradebook.released import Released, read_released
from autograder.gradebook.submitted import read_submitted
from autograder.reading.notebook import MAX_CELLS
from autograder.result import Note
from autograder.text import JOINER, answer_for_markdown, for_markdown
from examples.build import Notebook, code_cell, fill, with_clutter, without_metadata
from tests.conftest import to_bytes
from tests.first_assignment import ASSIGNMENT, EXERCISES, NAME, OUTLINE, PLACES
from tests.gradebook.conftest import Hand, output, rebuilt, source, wrong_padding
from tests.hostile_files.notebooks import NOTEBOOKS, PAD
from tests.reports.conftest import DETAIL, REASON, make_record

Run = Callable[..., int]
# They take seconds to read, and are no other than the rest to what is tested here.
LONG = frozenset(
    {"a cell of statements", "attributes without end", "imports on a line", "many broken cells", "statements on a line"}
)
ATTACK = (
    "<img src=x onerror=alert(1)> [link](javascript:alert(1)) $\\href{javascript:alert(1)}{x}$ \\\\(\\unicode{1}\\\\)"
)


@pytest.fixture(scope="session")
def released() -> Released:
    """The released notebook."""
    return read_released(PLACES.release, ASSIGNMENT)


def show(released: Released, content: bytes) -> dict:
    """The notebook that is shown for some bytes; it is one that Jupyter takes, with all cells of nbgrader."""
    text = rebuild(released, read_submitted(content, OUTLINE), make_record()).text
    notebook = json.loads(text.encode("utf-8"))
    nbformat.validate(notebook)
    marks = [cell["metadata"]["nbgrader"] for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    assert marks == [
        cell["metadata"]["nbgrader"] for cell in released.content["cells"] if "nbgrader" in cell["metadata"]
    ]
    return notebook


def others(notebook: dict) -> str:
    """What follows the released cells."""
    return "\n".join(cell["source"] for cell in notebook["cells"] if str(cell["id"]).startswith("other-cell"))


@pytest.mark.parametrize("change", [lambda notebook: notebook, without_metadata, with_clutter])
def test_answers_are_found_by_name(
    released: Released,
    starter: Notebook,
    loops: dict[str, str],
    answers: dict[str, str],
    change: Callable[[Notebook], Notebook],
) -> None:
    """Without metadata, with cells copied and added, the answers stand where they belong."""
    shown = show(released, to_bytes(change(fill(starter, answers))))
    for name in EXERCISES:
        assert answers[name].strip() in source(shown, name)
    assert "not Python" in others(shown) if change is with_clutter else others(shown) == ""


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name not in LONG])
def test_every_file_gives_a_notebook(released: Released, name: str) -> None:
    """Of a file that is none the answers say so; of a hostile one the function is shown, and never too much."""
    make, problem = NOTEBOOKS[name]
    shown = show(released, make())
    wanted = "# Nothing was handed in that can be read as a notebook." if problem else PAD
    assert source(shown, "zero_pad").startswith(wanted)
    assert len(json.dumps(shown)) < 1_000_000
    assert sum(str(cell["id"]).startswith("other-cell") for cell in shown["cells"]) < MAX_CELLS / 10


def test_a_cell_of_many_functions_is_taken_apart(
    released: Released, starter: Notebook, answers: dict[str, str]
) -> None:
    """Where one cell holds all answers, each stands at its place alone, and the whole cell at the end."""
    cell = code_cell("\n\n".join(answers.values()))
    shown = show(released, to_bytes(starter | {"cells": [cell]}))
    for name in EXERCISES:
        assert source(shown, name).count("def ") == answers[name].count("def ")
        assert f"def {name}(" in source(shown, name)
    assert "Cell 1 (code)" in others(shown)


def test_a_cell_that_does_not_parse_is_shown(released: Released, starter: Notebook) -> None:
    """The cell that holds the broken function stands at its place; a renamed function is shown at the end."""
    cells = [code_cell("def zero_pad(X, pad:\n    return X"), code_cell("def conv_forwards(A):\n    return A")]
    shown = show(released, to_bytes(starter | {"cells": cells}))
    assert source(shown, "zero_pad") == "def zero_pad(X, pad:\n    return X"
    assert source(shown, "conv_forward") == "# The submitted notebook has no function conv_forward."
    assert "def conv_forwards(A)" in others(shown)


def test_other_cells_follow_as_text(released: Released, starter: Notebook) -> None:
    """What a student wrote elsewhere can be read, whatever marks are in it, and is no markup of ours."""
    text = "A fence:\n````\n$$x$$\n<script>alert(1)</script>\n" + ATTACK
    markdown = {"cell_type": "markdown", "metadata": {}, "source": text}
    shown = show(released, to_bytes(starter | {"cells": [*starter["cells"], markdown, code_cell("mine = 1")]}))
    told = others(shown)
    assert told.index("(text)") < told.index("(code)")
    page = "".join(markdown2html_mistune(cell["source"]) for cell in shown["cells"] if "other-cell" in cell["id"])
    for live in ("<script", "<img", '<a href="javascript'):
        assert live not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_words_of_students_are_no_markup() -> None:
    """A sentence looks the same in Markdown, and has no tag, link or formula in it; an answer keeps its formulas."""
    page = markdown2html_mistune(for_markdown(ATTACK))
    assert "&lt;" in page
    for text in (page, markdown2html_mistune(answer_for_markdown(ATTACK))):
        for live in ("<img", "<a ", "javascript:", "\\href", "\\unicode"):
            assert live not in text
    assert "$" not in page
    assert "$x^2$" in markdown2html_mistune(answer_for_markdown("so $x^2$ it is"))
    assert for_markdown("X_pad[0, 0] = 1\nis `f(x)`, 2 < 3") == "X_pad[0, 0] = 1 is `f(x)`, 2 < 3"


ADDRESSES = (
    *("http://evil.example/x", "https://evil.example", "HTTPS://EVIL.EXAMPLE/?q=1", "ftp://evil.example/x"),
    *(
        "www.evil.example",
        "WWW.evil.example/x",
        "ada@evil.example",
        "see (http://evil.example) now",
        "a.b+c@evil.example",
    ),
    *("<1@evil.example>", "<+@evil.example>", "<https://evil.example>", "<mailto:ada@evil.example>"),
    *("[x][y]\n\n[y]: http://evil.example", "![x](http://evil.example/a.png)", "| http://evil.example |\n| --- |"),
)
# What the renderer of JupyterLab (marked), which shows the same files, makes a link of.
BARE = re.compile(r"\b(?:https?|ftp)://\S|\bwww\.\S|[\w.+-]@[\w-]+\.\w", re.IGNORECASE)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("make", [for_markdown, answer_for_markdown])
def test_addresses_of_students_are_no_links(make: Callable[[str], str], address: str) -> None:
    """An address in a sentence or an answer of a student can be read, and cannot be clicked."""
    made = make(f"Look: {address}")
    page = markdown2html_mistune(made)
    assert "<a " not in page
    assert "<img" not in page
    assert not BARE.search(made)
    assert made.replace(JOINER, "").casefold().count("evil.example") == address.casefold().count("evil.example")


@pytest.mark.parametrize("marks", ["```", "~~~~", "``` ", "> ```", "1. ```"])
def test_diagrams_of_students_are_code(marks: str) -> None:
    """A block that nbconvert would draw as a diagram, with links in it, is shown as code."""
    text = f'{marks}mermaid\ngraph TD\nclick A href "http://evil.example"\n{marks}'
    assert 'class="mermaid"' in markdown2html_mistune(text)
    assert 'class="mermaid"' not in markdown2html_mistune(answer_for_markdown(text))


def test_addresses_below_a_test_cell_are_no_links() -> None:
    """JupyterLab makes links of addresses in plain outputs, too: there are none in those of a student's making."""
    first, *rest = wrong_padding().checks
    checks = (replace(first, message="https://evil.example/check"), *rest)
    message = "http://evil.example and www.evil.example"
    said = tell_checks(replace(wrong_padding(), message=message, checks=checks))
    assert "evil.example/check" in said.replace(JOINER, "")
    assert not BARE.search(said)


def test_messages_stand_below_the_test_cells(course: Path, hand_in: Hand, record: Run) -> None:
    """Public checks tell their numbers, hidden ones the kind of case, each message once; the notes come first."""
    hand_in("hopper", wrong_padding(), notes=(Note("All is noted."), Note(ATTACK)))
    record()
    shown = rebuilt(course, "hopper")
    said = " ".join(output(shown, "test_zero_pad").split())
    assert said.startswith(f"zero_pad: Partly right. 1 of 10 points. 1 of 4 checks passed. {REASON} {DETAIL}")
    assert "FAILED X_pad is right: pad 2. (0 of 1) " in said
    assert "passed X_pad is right: pad 0. (1 of 1) FAILED X_pad is right: pad 1, non-square. (0 of 3)" in said
    assert said.count(REASON) == 2
    assert "- All is noted." in shown["cells"][0]["source"]
    assert "<img" not in shown["cells"][0]["source"]


def test_answers_in_words_wait_for_a_teacher(starter: Notebook, released: Released) -> None:
    """A question that a course adds keeps the student's words; one left as it was is known as such."""
    mark = {"grade": True, "solution": True, "locked": False, "task": False, "points": 5, "schema_version": 3}
    question = {
        "cell_type": "markdown",
        "id": "why",
        "metadata": {"nbgrader": mark | {"grade_id": "why"}},
        "source": "Your answer here.",
    }
    longer = Released(NAME, released.content | {"cells": [*released.content["cells"], question]})
    assert longer.points["why"] == 5
    for words, shown, unanswered in (
        ("Since $x$.", "Since $x$.", set()),
        ("Your answer here.", "Your answer here.", {"why"}),
        (None, NO_ANSWER, {"why"}),
    ):
        cells = [question | {"source": words}] if words else []
        content = to_bytes(starter | {"cells": [*starter["cells"], *cells]})
        made = rebuild(longer, read_submitted(content, OUTLINE), make_record())
        assert source(json.loads(made.text), "why") == shown
        assert made.unanswered == unanswered

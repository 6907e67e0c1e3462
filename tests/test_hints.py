"""Hints: written once, in the notebook; the same text in a terminal, one after the other."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import public_tests
from autograder.authoring.hints import plain_formula, read_hints, to_plain
from autograder.authoring.places import Places
from tests.first_assignment import EXERCISES, PLACES, SOURCE
from tests.installed import Installed, each_lesson, plain, telling_lines

ROOT = Path(public_tests.__file__).parent


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that remembers the last hint, in a place of the test's own."""
    path = tmp_path / "hints.json"
    monkeypatch.setattr(public_tests, "GIVEN", path)
    return path


def ask(*arguments: str, capsys: pytest.CaptureFixture) -> str:
    """What `public_tests.py --hint` prints."""
    assert public_tests.main(["--hint", *arguments]) == 0
    return capsys.readouterr().out


@each_lesson
def test_every_exercise_has_three_hints(installed: Installed) -> None:
    """The optional exercises have them too."""
    hints = public_tests.read_hints(installed.public_data)
    assert {name: len(own) for name, own in hints.items()} == dict.fromkeys(installed.definition.exercises, 3)


def test_hints_are_those_of_the_notebook(installed: Installed) -> None:
    """The file that students get holds what the notebook says now, readable in a terminal.

    Outside of code nothing of Markdown, LaTeX and HTML is left.
    """
    fresh = read_hints(Places(installed.name).answers, installed.definition.exercises)
    stored = public_tests.read_hints(installed.public_data)
    assert stored == {name: [list(hint) for hint in hints] for name, hints in fresh.items()}
    for text in (part for hints in stored.values() for hint in hints for part in hint):
        prose = re.sub(r"`[^`]*`|^ {4}.*$", "", text, flags=re.MULTILINE)
        assert not re.search(r"[$\\{}`]|\*\*|</?\w|&\w+;", prose), text


@each_lesson
def test_hints_keep_their_blanks(installed: Installed) -> None:
    """A line of code with blanks is printed as it is in the notebook, set in by four spaces."""
    cells = json.loads(Places(installed.name).answers.read_text(encoding="utf-8"))["cells"]
    lesson = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown").splitlines()
    with_blanks = [f"    {line}" for line in lesson if "____" in line]
    hints = public_tests.read_hints(installed.public_data).values()
    printed = [line for own in hints for _, text in own for line in text.splitlines()]
    assert with_blanks
    assert [line for line in printed if "__" in line] == with_blanks


def test_no_hint_gives_an_answer_away(installed: Installed) -> None:
    """No hint holds a line of any answer, nor its right-hand side."""
    lines = telling_lines(installed)
    for name, hints in public_tests.read_hints(installed.public_data).items():
        for about, text in hints:
            assert not [line for line in lines if line in plain(f"{about} {text}")], (name, about)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("What does `a ** 2 * $b` do?", "What does `a ** 2 * $b` do?"),
        ("**Two** *words* and __one__: 2 * 3 * 4", "Two words and one: 2 * 3 * 4"),
        ("in `X` &lt; 3, <b>bold</b>, [a link](#there)", "in `X` < 3, bold, a link"),
        ("row $h \\cdot s$ of $A^{pad}$", "row h * s of A_pad"),
        (
            "before\n\n```python\nfor i in ____:\n    x = $1\n```\nafter",
            "before\n\n    for i in ____:\n        x = $1\nafter",
        ),
        ("\n```python\na[____, ____] = ____ * **b\nc = ____\n```\n", "    a[____, ____] = ____ * **b\n    c = ____"),
    ],
)
def test_markdown_becomes_plain(markdown: str, text: str) -> None:
    """Emphasis, links, tags and formulas become words; code stays as it is."""
    assert to_plain(markdown) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (
            r"n_H = \left\lfloor \frac{n_H^{prev} - f + 2p}{s} \right\rfloor + 1",
            "n_H = floor( (n_H_prev - f + 2p) / (s) ) + 1",
        ),
        (r"dA^{pad}_{i,\,window} \mathrel{+}= W_{c} \cdot dZ_{i,h,w,c}", "dA_pad[i, window] += W_c * dZ[i,h,w,c]"),
        (r"\sum_{u=0}^{f-1} a_u \times w_u", "the sum over u=0 to f-1 of a_u * w_u"),
        (r"f^2 \le n_{H} \quad \text{and so on}", "f^2 <= n_H and so on"),
        (r"\alpha \to \mathbf{x}", "alpha -> x"),
    ],
)
def test_formulas_become_plain(latex: str, text: str) -> None:
    """Formulas become what one would type."""
    assert plain_formula(latex) == text


def write_notebook(path: Path, *numbers: int) -> Path:
    """A notebook with hints of these numbers above the cell of zero_pad, and some text around them."""
    folded = [f"<details><summary>Hint {number}: part {number}</summary>\n\ntext\n</details>" for number in numbers]
    above = "## Title\n\n<details><summary>Predict first</summary>\n3\n</details>\n" + "\n".join(folded)
    cells = [
        {"cell_type": "markdown", "source": [above]},
        {"cell_type": "code", "id": "zero_pad", "source": ["pass"]},
        {"cell_type": "code", "id": "conv_single_step", "source": ["pass"]},
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_hints_belong_to_the_next_exercise(tmp_path: Path) -> None:
    """Hints are told from other folded parts, and go with the cell below them."""
    hints = read_hints(write_notebook(tmp_path / "mine.ipynb", 1, 2, 3), EXERCISES)
    assert hints == {"zero_pad": [(f"part {number}", "text") for number in (1, 2, 3)], "conv_single_step": []}


@pytest.mark.parametrize("numbers", [(1, 3), (2, 1), (0, 1), (1, 1)])
def test_wrong_numbers_of_hints_are_refused(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    """Hints that do not count 1, 2, 3 stop the build, which names the exercise."""
    with pytest.raises(ValueError, match="zero_pad: its hints are numbered"):
        read_hints(write_notebook(tmp_path / "mine.ipynb", *numbers), EXERCISES)


def test_next_hint_is_given_until_there_is_none(memory: Path, capsys: pytest.CaptureFixture) -> None:
    """Each call gives the next one; the last says how to begin again, and so does the call after it."""
    hints = public_tests.read_hints()["zero_pad"]
    again = "To start again: python public_tests.py --hint zero_pad 1\n"
    for number, (about, text) in enumerate(hints, 1):
        said = ask("zero_pad", capsys=capsys)
        assert said.startswith(f"zero_pad, hint {number} of {len(hints)}: {about}\n\n")
        assert text.split() == said.partition("\n\n")[2].rpartition("\n\n")[0].split()
        assert said.endswith(
            again if number == len(hints) else "The next hint: python public_tests.py --hint zero_pad\n"
        )
    for _ in range(2):
        assert ask("zero_pad", capsys=capsys) == f"zero_pad has only {len(hints)} hints. {again}"
    assert ask("conv_forward", capsys=capsys).startswith("conv_forward, hint 1")
    assert ask("zero_pad", "1", capsys=capsys).startswith("zero_pad, hint 1")
    assert ask("zero_pad", capsys=capsys).startswith("zero_pad, hint 2")


@pytest.mark.parametrize("content", ["", "[1]", '{"zero_pad": "x"}', '{"zero_pad": -5}', "\udcff", '{"zero_pad": 1e9}'])
def test_broken_memory_begins_again(memory: Path, capsys: pytest.CaptureFixture, content: str) -> None:
    """Whatever stands in the file, there is a hint, and the file is right afterwards."""
    memory.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert ask("zero_pad", capsys=capsys).startswith("zero_pad, hint 1 of")
    assert ask("zero_pad", capsys=capsys).startswith("zero_pad, hint 2 of")


def test_read_only_folder_asks_for_numbers(monkeypatch, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Where nothing can be written, the hint is given, with the command for the next by its number."""
    monkeypatch.setattr(public_tests, "GIVEN", tmp_path / "no such folder" / "hints.json")
    assert ask("zero_pad", capsys=capsys).endswith("The next hint: python public_tests.py --hint zero_pad 2\n")
    assert ask("zero_pad", "2", capsys=capsys).endswith("The next hint: python public_tests.py --hint zero_pad 3\n")
    assert "To start again" in ask("zero_pad", "9", capsys=capsys)


@pytest.mark.parametrize("arguments", [["nothing"], ["zero_pad", "two"], ["zero_pad", "1", "2"]])
def test_hint_for_nothing_is_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture) -> None:
    """Another name or another number of words is refused with the names of the exercises."""
    with pytest.raises(SystemExit) as stopped:
        public_tests.main(["--hint", *arguments])
    assert stopped.value.code == 2
    assert ", ".join(EXERCISES) in capsys.readouterr().err


def test_hint_can_be_of_the_notebook_s_folder(tmp_path: Path) -> None:
    """With a notebook, hints are those of the data beside it where there are none beside the tests."""
    (tmp_path / "public_tests.py").write_bytes((PLACES.source / "public_tests.py").read_bytes())
    command = [sys.executable, "public_tests.py", str(SOURCE), "--hint", "pool_forward", "1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith("pool_forward, hint 1 of")
    assert "pool_forward: all 5 public checks passed" in done.stdout


def test_hint_is_remembered_beside_the_tests(tmp_path: Path) -> None:
    """In a terminal, in the folder of a student, the second call gives the second hint."""
    for name in ("public_tests.py", "public_tests.h5"):
        (tmp_path / name).write_bytes((PLACES.source / name).read_bytes())
    for number in (1, 2):
        command = [sys.executable, "public_tests.py", "--hint", "pool_forward"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.startswith(f"pool_forward, hint {number} of")


def test_missing_cases_are_named_in_a_terminal(tmp_path: Path) -> None:
    """Where the file of the cases is not beside it, `public_tests.py` says so, as a fault of use."""
    shutil.copy(ROOT / "public_tests.py", tmp_path)
    command = [sys.executable, "public_tests.py", "--hint", "zero_pad"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("public_tests.h5 is missing: put it back next to public_tests.py\n")

"""Code that needs a newer Python than the grader's is reported as that, where it is certain."""

import sys
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.reading.analysis import analyse
from autograder.reports.terminal import compare_python
from tests.first_assignment import OUTLINE
from tests.test_submission import notebook, read

OWN = sys.version_info.minor
OLDER = pytest.mark.skipif(OWN >= 12, reason="this Python reads what Python 3.11 cannot")


def reason(body: str, head: str = "") -> str:
    """Why zero_pad cannot be read."""
    return read(f"{head}def zero_pad(X, pad):\n    {body}\n    return X").broken.get("zero_pad", "")


@OLDER
@pytest.mark.parametrize(
    ("body", "head", "what"),
    [
        ("type Size = int", "", "line 2 has a `type` statement"),
        ("def inner[T](x: T) -> T: return x", "", "line 2 has type parameters in square brackets"),
        ("pass", "class Box[T]: pass\n", "line 1 has type parameters in square brackets"),
        ("print(f'{chr(10).join([\"\\n\"])}')", "", "line 2 has a backslash inside the braces of an f-string"),
    ],
)
def test_code_for_a_newer_python_is_named(body: str, head: str, what: str) -> None:
    """What surely needs Python 3.12 is reported with both versions."""
    assert f"{what}, which needs Python 3.12; grading has Python 3.{OWN}" in reason(body, head)


@OLDER
def test_same_quotes_inside_an_f_string_are_explained() -> None:
    """Before Python 3.12 they have to differ, and the message gives that rule, whatever else may be wrong there."""
    told = reason("print(f'{hparameters['stride']}')")
    assert told.startswith("cell 1 does not parse: f-string: ")
    assert "the quotes inside the braces of an f-string must differ from those around it" in told


@pytest.mark.parametrize("body", ["type = 3", "type == 3 = 4", "x = [1", "types Size = int", "def inner(x: print 3"])
def test_other_mistakes_are_not_blamed_on_the_version(body: str) -> None:
    """A mistake in any Python is one."""
    assert "Python 3." not in reason(body)


@pytest.mark.parametrize(
    ("version", "cell", "noted"),
    [
        (f"3.{OWN + 1}.2", "x = [1", True),
        (f"3.{OWN + 1}.2", "x = 1", False),
        (f"3.{OWN}.9", "x = [1", False),
        ("3.8", "x = [1", False),
        ("2.7.18", "x = [1", False),
        ("3.99999", "x = [1", False),
        (None, "x = [1", False),
    ],
)
def test_newer_python_of_the_notebook_is_noted_where_a_cell_cannot_be_read(
    version: str | None, cell: str, noted: bool
) -> None:
    """The note states the two versions and claims nothing about the cell."""
    metadata = {"language_info": {"name": "python", "version": version}}
    notes = analyse(notebook(cell, metadata=metadata), OUTLINE).notes
    assert any(f"Your notebook ran with Python 3.{OWN + 1}" in note for note in notes) == noted


@pytest.mark.parametrize(
    ("python", "version", "said"),
    [
        (">=3.11,<3.14", (3, 11), "You grade with Python 3.11; students may use 3.11 to 3.13 (environment.yml)"),
        (">=3.11,<3.15", (3, 15), "You grade with Python 3.15; students may use 3.11 to 3.14 (environment.yml)"),
        ("3.12", (3, 12), ""),
    ],
)
def test_version_is_compared_with_that_of_the_students(
    tmp_path: Path, python: str, version: tuple[int, int], said: str
) -> None:
    """`doctor` shows both, as far as environment.yml gives a range, and what to do."""
    (tmp_path / "environment.yml").write_text(f"dependencies:\n  - python {python}\n  - pip\n", encoding="utf-8")
    told = compare_python(tmp_path / "environment.yml", version)
    assert told.startswith(said)
    assert ("Grade with your students' version" in told) == bool(said)
    assert ("not one of these" in told) == (version == (3, 15))


def test_doctor_compares_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the comparison below the tiers."""
    main(["doctor"])
    assert f"You grade with Python 3.{OWN}; students may use 3.11 to 3." in capsys.readouterr().out


def test_without_the_file_nothing_is_compared(tmp_path: Path) -> None:
    """An installed package has no environment.yml."""
    assert compare_python(tmp_path / "environment.yml", (3, 11)) == ""

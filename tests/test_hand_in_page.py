"""`docs/what-students-hand-in.md` names a test for each situation, and each of these tests is there."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "what-students-hand-in.md"
ROW = re.compile(r"^\| (.*) \| `([\w/]+\.py)::(\w+)` \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
HEADINGS = 5


def test_every_row_names_a_test() -> None:
    """No row is without a test, and there are at least sixty."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(ROWS) == len(lines) - HEADINGS
    assert len(ROWS) >= 60


@pytest.mark.parametrize("file", sorted({file for _, file, _ in ROWS}))
def test_tests_of_the_page_are_there(file: str) -> None:
    """The tests that the page names are functions of their files."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {test for _, of_file, test in ROWS if of_file == file} <= there

"""What people read has none of the phrases that nobody would say: each is listed with a better one."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from tests.course_copy import ROOT
from tests.documented_commands import list_pages, read_page

BETTER = {
    r"\banew\b": "again",
    r"\bin vain\b": "without success, or turn it round: code cannot ...",
    r"\bbut for\b": "except",
    r"\bas far as there (is|are) such\b": "if there are any",
    r"\bof ours\b|\bours is to blame\b": "the grader's",
    r"\bour (own )?fault\b|\bfaults? of (ours|the grader)\b": "a problem in the grader",
    r"\b(made|make|makes|making) ready\b": "prepare",
    r"\b(is|are|was|were|be|been) given up\b": "freed, dropped",
    r"\b(is|are) nothing for\b": "does not count for",
    r"\basked for is\b": "you need",
    r"\bwhat follows the point\b": "the decimals are cut off",
    r"\bwhere nothing is left over\b": "even when it divides evenly",
    r"\bit stops in the same way when\b": "you get the same error if",
    r"\bnothing (was|is) assigned to what it returns\b": "`X` has no value yet",
    r"\bbrings? \w+ together whose\b": "combines arrays whose shapes do not match",
    r"\b(takes|taken) the pixel \w+ times\b": "multiplies the pixel by 5",
    r"\bin the place of the\b": "instead of",
    r"\bas the \w+ that is not given\b": "default",
    r"\b(stands?|stood) (in|at|on|beside|below|above|there)\b(?! for\b)": "is",
    r"\b(lies|lay|lying) (in|at|on|beside|below|above|next to)\b": "is",
    r"\bwhom\b(?!\?)": "who, or name the person again",
    r"\b(tells?|told) of\b|\bis told with\b": "reports, shows",
    r"(?<!here )\b(is|are|was|were) no (?!longer\b|more\b|less\b)[a-z]+(?= *[.,;:)]| that\b)": "is not a",
    r"\bwritten whole\b": "written atomically",
    r"\bhe or she\b": "they, or name the person again",
    r"\bwho has (guessed|none)\b": "name the person: submissions without, guessing first helps you",
    r"\bsuch (a one|ones)\b": "name the thing again",
}
"""Phrases that are wrong in every sense, each with what to write."""


def own_words(page: str) -> str:
    """The text of a page, without messages of an earlier version and without the changes of the first one."""
    text = read_page(page).partition("\n## [0.1.0]")[0]
    return re.sub(r"<details><summary>Before</summary>.*?</details>", "", text, flags=re.DOTALL)


def strings(source: str) -> Iterator[str]:
    """The texts that a module shows: its strings that are not documentation of code."""
    tree = ast.parse(source)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def list_texts() -> dict[str, str]:
    """Everything that people read, by the place where it is."""
    texts = {page: own_words(page) for page in list_pages()}
    texts["Makefile"] = read_page("Makefile")
    modules = (
        *("public_tests.py", "nbgrader_config.py", "set_up.py"),
        *("autograder/**/*.py", "source/**/*.py", "shared/*.py", "examples/*.py"),
    )
    for path in (path for pattern in modules for path in ROOT.glob(pattern)):
        texts[path.relative_to(ROOT).as_posix()] = "\n".join(strings(path.read_text(encoding="utf-8")))
    for pattern in ("autograder/reports/templates/*.html", "source/**/*.js", "autograder/platforms/files/*/*"):
        for path in ROOT.glob(pattern):
            texts[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
    for path in ROOT.glob("release/*/*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts[path.relative_to(ROOT).as_posix()] = "\n".join("".join(cell["source"]) for cell in cells)
    return texts


def find(text: str) -> list[str]:
    """Each listed phrase that a text has, with its surroundings and what to write instead."""
    plain = re.sub(r"\s+", " ", re.sub(r"\n\s*(#|//)?\s*", " ", text))
    return [
        f"...{plain[max(match.start() - 40, 0) : match.end() + 30]}... Write: {better}"
        for phrase, better in BETTER.items()
        for match in re.finditer(phrase, plain, re.IGNORECASE)
    ]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Everything that people read, by the place where it is."""
    return list_texts()


def test_texts_are_plain_english(texts: dict[str, str]) -> None:
    """No text has a phrase of the list."""
    found = {place: find(text) for place, text in texts.items()}
    assert {place: phrases for place, phrases in found.items() if phrases} == {}


def test_all_kinds_of_text_are_read(texts: dict[str, str]) -> None:
    """Pages, notebooks, messages to students, the command line, pages for teachers: none is passed over."""
    assert "# Platforms" in texts["docs/platforms.md"]
    assert "is not written yet" in texts["public_tests.py"]
    assert "--results" in texts["autograder/command_line.py"]
    assert "</body>" in texts["autograder/reports/templates/page.html"]
    assert "# GRADED FUNCTION: zero_pad" in texts["release/cnn_step_by_step/cnn_step_by_step.ipynb"]
    assert "def main(" not in texts["public_tests.py"]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("The cases are drawn anew.", "again"),
        ("It was tried in\n    # vain to read.", "without success, or turn it round: code cannot ..."),
        ("A string is no integer.", "is not a"),
        ("The file lies in the folder.", "is"),
    ],
)
def test_phrases_are_found(text: str, better: str) -> None:
    """A phrase is found in any case, also over the end of a line of a comment; the report has what to write."""
    assert [found.rpartition("Write: ")[2] for found in find(text.upper())] == [better]


@pytest.mark.parametrize("text", ["It is no longer there.", "There is no file.", "A stand-in for numpy", "For whom?"])
def test_plain_sentences_pass(text: str) -> None:
    """What only looks like a phrase of the list is left alone."""
    assert find(text) == []

"""Nothing of a hidden case is in anything that a student gets: every file, every page and every line on a terminal.

The class tries: its functions are wrong in every way, and print and raise what they are given.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import h5py
import numpy as np
import pytest
from nbgrader.apps import GenerateFeedbackApp

from autograder.__main__ import main
from autograder.authoring.places import ROOT
from autograder.expected import Key
from autograder.group_comments import COMMENTS, GroupKey, read_comments
from autograder.platforms.export import FILES, TABLES
from autograder.result import GroupComment
from autograder.stored_results import ResultsFolder
from examples.build import Notebook, fill
from public_tests import Case
from tests.conftest import to_bytes
from tests.example_class import ENDLESS, read_example
from tests.first_assignment import DEFINITION, NAME, NOTEBOOK
from tests.gradebook.conftest import dump, open_book
from tests.gradebook.test_example_class import run_nbgrader
from tests.platforms.test_moodle_and_junit import WORKSHEET
from tests.reports.test_page_safety import hidden_numbers, key_cases, numbers_in, spoil

SHAPE = re.compile(r"\(\d+(?:, \d+){2,}\)")
WORD = re.compile(r"\w+")
EXAMPLES = (ENDLESS, "stride_ignored_in_pooling_81", "untouched_starter_0", "no_json_0")
ENDS = {
    "prints": "pass",
    "raises": "raise ValueError(given)",
    "names_it": "raise type(given[:200], (Exception,), {})(given)",
    "returns_it": "return given",
    "ends_all": "import os; os.write(1, given.encode()); os._exit(3)",
}
"""How functions end that have printed what they are given, by student."""
CLASS = (*ENDS, "wrong", *EXAMPLES)
HINTS = 3
PLACES = (
    "feedback pages",
    "pages from the gradebook",
    "files beside the results",
    "released files",
    "formgrader's notebooks",
)
PLACES += ("formgrader's feedback", "the gradebook", *FILES, *TABLES, "junit", "public tests in a terminal", "`check`")
"""Where a student reads something. The formats of `export` are those that there are."""


@dataclass(frozen=True)
class Secrets:
    """What must not be found: numbers as texts, seeds and names of hidden cases, shapes of their arrays, and ids."""

    key: Key
    ids: frozenset[str]

    @cached_property
    def numbers(self) -> set[str]:
        """Inputs and expected values, with six to seventeen digits, and as numpy and a table print them."""
        return hidden_numbers(self.key)

    @cached_property
    def words(self) -> set[str]:
        """Seeds, names of hidden cases that are no plain words, and the ids of groups."""
        seeds = {str(one.seed_from(DEFINITION.key)) for one in DEFINITION.cases if one.hidden}
        names = {case.name for case in key_cases(self.key) if case.hidden and "_" in case.name}
        return seeds | self.ids | names - {mistake.name for mistake in DEFINITION.mistakes}

    @cached_property
    def shapes(self) -> set[str]:
        """The shapes of arrays that only hidden cases have; those that the lesson writes say nothing."""
        lesson = (ROOT / "source" / f"{NAME}.py").read_text(encoding="utf-8")
        return self._shapes(True) - self._shapes(False) - set(SHAPE.findall(lesson))

    def find(self, text: str) -> set[str]:
        """The secrets in a text."""
        words = set(WORD.findall(text)) & self.words
        return numbers_in(text) & self.numbers | words | set(SHAPE.findall(text)) & self.shapes

    def _shapes(self, hidden: bool) -> set[str]:
        cases = [case for case in key_cases(self.key) if case.hidden == hidden]
        return {f"{array.shape}" for case in cases for array in arrays_of(case) if array.ndim > 2}


def arrays_of(case: Case) -> Iterator[np.ndarray]:
    """The arrays that a case gives and expects."""
    waiting: list[object] = [*case.arguments, *case.expected.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, tuple | list):
            waiting.extend(value)


def tell_all(answers: Mapping[str, str], end: str) -> dict[str, str]:
    """Functions that print all that they are given, and end in some way."""
    lines = (
        "    import warnings\n    given = repr(locals())\n    print(given)\n    warnings.warn(given)\n"
        f"    print(given, file=__import__('sys').stderr)\n    {end}\n"
    )
    return {name: re.sub(r"(def \w+\(.*\):\n)", lambda head: head[1] + lines, source, count=1)
            for name, source in answers.items()}  # fmt: skip


@dataclass(frozen=True)
class HandedOut:
    """All that was made for a class, in one folder. printed: on terminals, by command."""

    folder: Path
    printed: Mapping[str, str]

    def texts(self, place: str) -> list[str]:
        """What is in a place, of a file with arrays what it holds."""
        globs = {
            "feedback pages": ["results/feedback/**/*.html"],
            "pages from the gradebook": ["pages/**/*.html"],
            "files beside the results": ["results/*/*/differences.json"],
            "released files": ["course/release/**/*.*"],
            "formgrader's notebooks": ["course/autograded/**/*.ipynb"],
            "formgrader's feedback": ["course/feedback/**/*.html"],
            **{form: [f"results/{form}/**/*.json"] for form in FILES},
            **{form: [f"results/{form}.csv"] for form in TABLES},
            "junit": ["results/junit.xml"],
        }
        if place in self.printed:
            return [self.printed[place]]
        if place == "the gradebook":
            with open_book(self.folder / "course") as gradebook:
                return [str(dump(gradebook))]
        found = [path for pattern in globs[place] for path in sorted(self.folder.glob(pattern))]
        return [read_arrays(path) if path.suffix == ".h5" else path.read_text(encoding="utf-8") for path in found]


def read_arrays(path: Path) -> str:
    """Names, attributes and values of a file with arrays, as a text."""
    parts: list[str] = []

    def visit(name: str, thing: h5py.Group | h5py.Dataset) -> None:
        parts.extend((name, str(dict(thing.attrs))))
        if isinstance(thing, h5py.Dataset):
            value = thing[()]
            parts.append(str(value.tolist() if isinstance(value, np.ndarray) else value))

    with h5py.File(path) as file:
        file.visititems(visit)
    return "\n".join(parts)


@pytest.fixture(scope="module")
def class_of_tellers(starter: Notebook, answers: dict[str, str]) -> dict[str, bytes]:
    """Notebooks by student."""
    made = {name: to_bytes(fill(starter, tell_all(answers, end))) for name, end in ENDS.items()}
    made["wrong"] = to_bytes(fill(starter, spoil(answers)))
    return made | {name: read_example(name) for name in EXAMPLES}


@pytest.fixture(scope="module")
def handed_out(
    course_template: Path, class_of_tellers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> HandedOut:
    """All commands that make something for students, run on the class, with a comment for each group of answers."""
    folder = tmp_path_factory.mktemp("handed_out")
    course, results = folder / "course", folder / "results"
    shutil.copytree(course_template, course, symlinks=True)
    for student, content in class_of_tellers.items():
        (course / "submitted" / student / NAME).mkdir(parents=True)
        (course / "submitted" / student / NAME / NOTEBOOK).write_bytes(content)
    (folder / "moodle.csv").write_text(WORKSHEET)

    def run(*command: object) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            assert main([str(part) for part in command]) in (0, 1)
        return said.getvalue()

    run("grade", course / "submitted", "--results", results, "--workers", "2", "--quiet")
    run("groups", results)
    comment_on_all(ResultsFolder(results, NAME))
    run("grade", course / "submitted", "--results", results, "--workers", "2", "--quiet")
    run("feedback", results)
    run("record", results, "--course", course)
    run("feedback", results, "--from-gradebook", "--course", course, "--to", folder / "pages")
    run_nbgrader(GenerateFeedbackApp(), course, NAME)
    for form in (*FILES, "junit", "canvas"):
        run("export", results, "--format", form)
    run("export", results, "--format", "moodle", "--gradebook", folder / "moodle.csv")
    printed = {"`check`": "", "public tests in a terminal": ""}
    for student in ("raises", "wrong"):
        notebook = course / "submitted" / student / NAME / NOTEBOOK
        printed["`check`"] += run("check", notebook)
        printed["public tests in a terminal"] += run_public_tests(course / "release" / NAME, notebook)
    return HandedOut(folder, printed)


def comment_on_all(results: ResultsFolder) -> None:
    """Write a comment for every group into the file for comments."""
    path = results.path / COMMENTS
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    at = lines[0].split(",").index("comment")
    rows = [line.rsplit(",", len(lines[0].split(",")) - at) for line in lines[1:]]
    path.write_text("\n".join([lines[0], *(f"{row[0]},Look at it again.," for row in rows)]) + "\n")
    comments: Mapping[GroupKey, GroupComment] = read_comments(results)
    assert len(comments) == len(rows)


def run_public_tests(release: Path, notebook: Path) -> str:
    """What the public tests print in a terminal, hints included, all in one process."""
    hints = [["--hint", name] for name in DEFINITION.exercises for _ in range(HINTS)]
    code = f"import public_tests as tests\nfor one in {[[str(notebook)], *hints]}: tests.main(one)"
    command, environment = [sys.executable, "-c", code], os.environ | {"PYTHONPATH": str(release)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=notebook.parent, env=environment, check=True)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def secrets(key: Key, handed_out: HandedOut) -> Secrets:
    """What must not be found."""
    results = ResultsFolder(handed_out.folder / "results", NAME)
    records = [record for name in results.students() if (record := results.read(name))]
    assert len(records) == len(CLASS)
    groups = [one.groups for record in records for one in record.exercises]
    behaviours = {one.behaviour for one in groups if one} - {"right", "not_written", "missing"}
    return Secrets(key, frozenset(behaviours | {one.code for one in groups if one and one.code}))


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_a_hidden_case_is_handed_out(handed_out: HandedOut, secrets: Secrets, place: str) -> None:
    """No input, expected value, seed, shape or name of a hidden case, and no id of a group, is in what students get."""
    texts = handed_out.texts(place)
    assert texts
    assert {secret: text[:80] for text in texts for secret in secrets.find(text)} == {}


def test_the_search_finds_what_it_looks_for(secrets: Secrets, key: Key) -> None:
    """A hidden value is found however it is written, and so are seed, name, shape and id."""
    case = next(case for case in key.suite.cases["zero_pad"] if case.hidden and "_" in case.name)
    value = float(case.arguments[0].ravel()[3])
    forms: tuple[Callable[[float], str], ...] = (
        repr, str, "{:.6g}".format, "{:.8f}".format, "{:.10e}".format, lambda one: f"[[{np.float64(one):.9g} 1.]]",
        lambda one: str(np.array([one, 1.5])),
    )  # fmt: skip
    for form in forms:
        assert secrets.find(f"X[0, 0] = {form(value)}, which should be 0."), form(value)
    seed = next(one for one in DEFINITION.cases if one.hidden).seed_from(DEFINITION.key)
    texts = f"seed {seed}", f"case {case.name}:", f"shape {min(secrets.shapes)}", f"group {min(secrets.ids)}"
    assert all(map(secrets.find, texts)), texts

"""What the tests of the gradebook share: a course directory, and results that did not have to be graded."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import select

from autograder.__main__ import main
from autograder.authoring.places import ROOT
from autograder.expected import Key, read_key
from autograder.gradebook.database import find_assignment, open_gradebook
from autograder.gradebook.released import read_released
from autograder.result import ExerciseResult
from examples.build import Notebook, fill
from tests.conftest import to_bytes
from tests.first_assignment import ASSIGNMENT, EXPECTED, NAME, NOTEBOOK
from tests.reports.conftest import make_record, wrong_padding

Hand = Callable[..., None]


@contextmanager
def without_alembic() -> Iterator[None]:
    """Make an empty database without the program that tells nbgrader its version, which takes seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nbgrader.api.get_alembic_version", lambda: "unknown")
        yield


@pytest.fixture(scope="session")
def course_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory as teachers have it: this checkout without what is not nbgrader's."""
    template = tmp_path_factory.mktemp("template") / "course"
    shutil.copytree(ROOT / "release", template / "release")
    shutil.copytree(ROOT / "source", template / "source", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", template)
    (template / "submitted").mkdir()
    with without_alembic(), open_gradebook(f"sqlite:///{template / 'gradebook.db'}", NAME) as gradebook:
        find_assignment(gradebook, read_released(template / "release" / NAME, ASSIGNMENT))
    return template


@pytest.fixture
def course(course_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course directory without submissions, and no configuration of the user's own."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "nothing"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "nothing"))
    shutil.copytree(course_template, tmp_path / "course", symlinks=True)
    return tmp_path / "course"


@pytest.fixture(scope="session")
def key() -> Key:
    """The cases that grading judges by."""
    return read_key(EXPECTED)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A folder for results."""
    return tmp_path / "results"


@pytest.fixture
def hand_in(course: Path, results: Path, starter: Notebook, loops: dict[str, str]) -> Hand:
    """Let a student hand in some bytes, by default right answers, and give them a result."""
    right = to_bytes(fill(starter, loops))

    def run(student: str, *exercises: ExerciseResult, content: bytes = right, **changes: object) -> None:
        sha256 = hashlib.sha256(content).hexdigest()
        record = make_record(*exercises, student=student, sha256=sha256, **changes)
        target = results / student / NAME / "result.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(json.loads(record.to_json())))  # half a character is escaped
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NOTEBOOK).write_bytes(content)

    return run


@pytest.fixture
def record(course: Path, results: Path) -> Callable[..., int]:
    """The command, with more options if need be; returns its exit status."""
    return lambda *more: main(["record", str(results), "--course", str(course), *map(str, more)])


def open_book(course: Path) -> Gradebook:
    """The gradebook of a course, for a `with`."""
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", NAME)


def dump(gradebook: Gradebook) -> dict[str, list[tuple]]:
    """The content of all tables."""
    return {
        table.name: [tuple(row) for row in gradebook.db.execute(select(table).order_by(*table.primary_key.columns))]
        for table in Base.metadata.sorted_tables
    }


def scores(gradebook: Gradebook, student: str) -> dict[str, float]:
    """What each test cell of a student counts, by name."""
    notebook = gradebook.find_submission_notebook(NAME, NAME, student)
    return {grade.name: grade.score for grade in notebook.grades}


def rebuilt(course: Path, student: str) -> dict:
    """The notebook that formgrader shows."""
    return json.loads((course / "autograded" / student / NAME / NOTEBOOK).read_text(encoding="utf-8"))


def source(notebook: Mapping, grade_id: str) -> str:
    """The source of a cell that nbgrader knows."""
    return next(
        cell["source"] for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def output(notebook: Mapping, grade_id: str) -> str:
    """What stands below a test cell."""
    return next(
        cell["outputs"][0]["text"]
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


__all__ = ["Hand", "dump", "open_book", "output", "rebuilt", "scores", "source", "without_alembic", "wrong_padding"]

"""What the tests of the source share: the committed notebooks, and one fresh build and run of each."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from autograder.exercises import NOTEBOOK
from source import build
from source.conversion import convert, environment_for_nbgrader

FOLDERS = (build.SOURCE, build.RELEASE, build.SOLUTIONS)


def run_notebook(folder: Path) -> NotebookNode:
    """Run the notebook of an assignment's folder as "run all cells" does, and return it with its outputs.

    A cell tagged raises-exception may fail; any other error ends the run by nbclient's CellExecutionError.
    """
    notebook = nbformat.read(folder / NOTEBOOK, as_version=4)
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    with environment_for_nbgrader():
        return client.execute()


def outputs_of(cell: NotebookNode, kind: str) -> list[NotebookNode]:
    """Return the outputs of one kind, such as "error", of a cell."""
    return [output for output in cell.get("outputs", []) if output.output_type == kind]


def printed(cell: NotebookNode) -> str:
    """Return everything that a cell printed."""
    return "".join(output.text for output in outputs_of(cell, "stream"))


@pytest.fixture(scope="session")
def text() -> str:
    """The text of the assignment."""
    return build.TEXT.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def source_notebook() -> NotebookNode:
    """The committed notebook with the answers."""
    return nbformat.read(build.SOURCE / NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def starter() -> NotebookNode:
    """The committed starter."""
    return nbformat.read(build.RELEASE / NOTEBOOK, as_version=4)


def files_of_the_course() -> set[Path]:
    """Return what lies at the top of the checkout and in its assignment folders, coverage's own files left out."""
    top = (path for path in build.ROOT.iterdir() if not path.name.startswith(".coverage"))
    return {*top, *(path for folder in FOLDERS for path in folder.rglob("*"))}


@pytest.fixture(scope="session")
def release_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[Path]]:
    """A release that nbgrader has just built from the committed source, and what that left in the checkout."""
    folder = tmp_path_factory.mktemp("fresh") / "release"
    before = files_of_the_course()
    convert("release", build.SOURCE, folder)
    return folder, files_of_the_course() - before


@pytest.fixture(scope="session")
def fresh_release(release_build: tuple[Path, set[Path]]) -> Path:
    """A release that nbgrader has just built from the committed source."""
    return release_build[0]


@pytest.fixture(scope="session")
def starter_run(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The starter after "run all cells"."""
    folder = tmp_path_factory.mktemp("starter") / "cnn_step_by_step"
    shutil.copytree(build.RELEASE, folder)
    return run_notebook(folder)


@pytest.fixture(scope="session")
def answer_key(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The answer key, built and executed by nbgrader just now."""
    folder = tmp_path_factory.mktemp("fresh") / "solutions"
    convert("solutions", build.SOURCE, folder)
    return nbformat.read(folder / NOTEBOOK, as_version=4)


@pytest.fixture
def release_copy(tmp_path: Path) -> Path:
    """A copy of the committed release, to plant faults in."""
    folder = tmp_path / "release"
    shutil.copytree(build.RELEASE, folder)
    return folder

"""What the tests of the source share: the committed notebooks, and one fresh build and run of each."""

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from autograder.authoring.places import Places
from source.conversion import convert, environment_for_nbgrader
from tests.installed import Installed
from tests.source.shorter_lessons import show_words, train_briefly


def run_notebook(path: Path) -> NotebookNode:
    """Run a notebook in its folder as "run all cells" does, and return it with its outputs.

    A cell tagged raises-exception may fail; any other error ends the run by nbclient's CellExecutionError.
    """
    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources=folder)
    with environment_for_nbgrader():
        return client.execute()


def outputs_of(cell: NotebookNode, kind: str) -> list[NotebookNode]:
    """Return the outputs of one kind, such as "error", of a cell."""
    return [output for output in cell.get("outputs", []) if output.output_type == kind]


def printed(cell: NotebookNode) -> str:
    """Return everything that a cell printed."""
    return "".join(output.text for output in outputs_of(cell, "stream"))


def read_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, on one line. No printed line is too long for a narrow window."""
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    return " ".join(lines)


@pytest.fixture(scope="session")
def text(installed: Installed) -> str:
    """The text of the assignment."""
    return installed.places.text.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def source_notebook(installed: Installed) -> NotebookNode:
    """The committed notebook with the answers."""
    return nbformat.read(installed.places.answers, as_version=4)


@pytest.fixture(scope="session")
def committed_key(installed: Installed) -> NotebookNode:
    """The committed answer key with its outputs."""
    return nbformat.read(installed.places.solutions / installed.places.notebook, as_version=4)


@pytest.fixture(scope="session")
def starter(installed: Installed) -> NotebookNode:
    """The committed starter."""
    return nbformat.read(installed.places.release / installed.places.notebook, as_version=4)


@pytest.fixture(scope="session")
def answers(installed: Installed, source_notebook: NotebookNode) -> dict:
    """The functions of the answer key, by name."""
    namespace: dict = {"np": np}
    for cell in source_notebook.cells:
        if cell.id in installed.definition.exercises:
            exec(cell.source, namespace)
    return namespace


def files_of_the_course(places: Places) -> set[Path]:
    """Return what lies at the top of the checkout and in an assignment's folders, coverage's own files left out."""
    top = (path for path in places.root.iterdir() if not path.name.startswith(".coverage"))
    folders = (places.source, places.release, places.solutions)
    return {*top, *(path for folder in folders for path in folder.rglob("*"))}


ReleaseBuild = Callable[[str], tuple[Path, set[Path]]]


@pytest.fixture(scope="session")
def release_build(tmp_path_factory: pytest.TempPathFactory) -> ReleaseBuild:
    """Gives an assignment's release, which nbgrader builds from the committed source, and what that leaves behind."""

    @cache
    def build(name: str) -> tuple[Path, set[Path]]:
        places, folder = Places(name), tmp_path_factory.mktemp("fresh") / "release"
        before = files_of_the_course(places)
        convert("release", name, places.source, folder)
        return folder, files_of_the_course(places) - before

    return build


@pytest.fixture(scope="session")
def starter_run(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The starter after "run all cells". Its figures are those of the answer key, which draws them."""
    folder = tmp_path_factory.mktemp("starter") / installed.name
    shutil.copytree(installed.places.release, folder)
    show_words(folder)
    return run_notebook(folder / installed.places.notebook)


@pytest.fixture(scope="session")
def answer_key(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The answer key, built and executed by nbgrader just now."""
    folder = tmp_path_factory.mktemp("fresh")
    source = shutil.copytree(installed.places.source, folder / "source")
    if installed.name == "train_a_cnn":
        notebook = source / installed.places.notebook
        notebook.write_text(train_briefly(notebook.read_text(encoding="utf-8")), encoding="utf-8")
    convert("solutions", installed.name, source, folder / "solutions")
    return nbformat.read(folder / "solutions" / installed.places.notebook, as_version=4)


@pytest.fixture(scope="session")
def beside(installed: Installed) -> Iterator[SimpleNamespace]:
    """The Python files that are beside the notebook, imported as the notebook does."""
    files = installed.definition.files
    names = sorted(name.removesuffix(".py") for name in files if name.endswith(".py"))
    with pytest.MonkeyPatch.context() as patch:
        # No cache beside the notebook: it would look like a part of the assignment.
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.syspath_prepend(installed.places.source)
        yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})
        for name in names:
            del sys.modules[name]

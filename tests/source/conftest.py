"""What the tests of the source share: the committed notebooks, and one fresh build and run of each."""

import importlib
import shutil
import sys
import time
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
from tests.first_assignment import DEFINITION, EXERCISES, NAME, NOTEBOOK, PLACES


def run_notebook(folder: Path) -> NotebookNode:
    """Run the notebook of an assignment's folder as "run all cells" does, and return it with its outputs.

    A cell tagged raises-exception may fail; any other error ends the run by nbclient's CellExecutionError.
    """
    notebook = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    started = time.perf_counter()
    with environment_for_nbgrader():
        executed = client.execute()
    executed.metadata["seconds"] = time.perf_counter() - started
    return executed


def outputs_of(cell: NotebookNode, kind: str) -> list[NotebookNode]:
    """Return the outputs of one kind, such as "error", of a cell."""
    return [output for output in cell.get("outputs", []) if output.output_type == kind]


def printed(cell: NotebookNode) -> str:
    """Return everything that a cell printed."""
    return "".join(output.text for output in outputs_of(cell, "stream"))


@pytest.fixture(scope="session")
def text() -> str:
    """The text of the assignment."""
    return PLACES.text.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def source_notebook() -> NotebookNode:
    """The committed notebook with the answers."""
    return nbformat.read(PLACES.answers, as_version=4)


@pytest.fixture(scope="session")
def committed_key() -> NotebookNode:
    """The committed answer key with its outputs."""
    return nbformat.read(PLACES.solutions / NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def starter() -> NotebookNode:
    """The committed starter."""
    return nbformat.read(PLACES.release / NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def answers(source_notebook: NotebookNode) -> dict:
    """The functions of the answer key, by name."""
    namespace: dict = {"np": np}
    for cell in source_notebook.cells:
        if cell.id in EXERCISES:
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
def fresh_release(release_build: ReleaseBuild) -> Path:
    """A release that nbgrader has just built from the committed source."""
    return release_build(NAME)[0]


@pytest.fixture(scope="session")
def starter_runs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], NotebookNode]:
    """Gives the starter of an assignment after "run all cells"."""

    @cache
    def run(name: str) -> NotebookNode:
        folder = tmp_path_factory.mktemp("starter") / name
        shutil.copytree(Places(name).release, folder)
        return run_notebook(folder)

    return run


@pytest.fixture(scope="session")
def starter_run(starter_runs: Callable[[str], NotebookNode]) -> NotebookNode:
    """The starter of the first assignment after "run all cells"."""
    return starter_runs(NAME)


@pytest.fixture(scope="session")
def answer_key(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """The answer key, built and executed by nbgrader just now."""
    folder = tmp_path_factory.mktemp("fresh") / "solutions"
    started = time.perf_counter()
    convert("solutions", NAME, PLACES.source, folder)
    notebook = nbformat.read(folder / NOTEBOOK, as_version=4)
    notebook.metadata["seconds"] = time.perf_counter() - started
    return notebook


@pytest.fixture(scope="session")
def beside() -> Iterator[SimpleNamespace]:
    """The Python files that lie beside the notebook, imported as the notebook does."""
    names = sorted(name.removesuffix(".py") for name in DEFINITION.files if name.endswith(".py"))
    with pytest.MonkeyPatch.context() as patch:
        # No cache beside the notebook: it would look like a part of the assignment.
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.syspath_prepend(PLACES.source)
        yield SimpleNamespace(**{name: importlib.import_module(name) for name in names})
        for name in names:
            del sys.modules[name]


@pytest.fixture
def release_copy(tmp_path: Path) -> Path:
    """A copy of the committed release, to plant faults in."""
    folder = tmp_path / "release"
    shutil.copytree(PLACES.release, folder)
    return folder

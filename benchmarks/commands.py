"""The commands that are measured whole: our grader on a tree of submissions, and nbgrader on the same notebooks."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.processes import CommandError, Usage, measure
from tests.first_assignment import NAME, NOTEBOOK

ROOT = Path(__file__).resolve().parent.parent
# A machine that is slow for a while is to make nbgrader slow, and not to make it give up.
PATIENCE = ("--ExecutePreprocessor.timeout=300", "--ExecutePreprocessor.startup_timeout=300")
# The settings of the course put our grader behind `nbgrader autograde`; here nbgrader's own is measured.
THEIRS = "--Autograde.exporter_class=nbconvert.exporters.NotebookExporter"
# Compiled files are kept, and what students print is buffered in the bare calls as in the sandbox.
UNUSUAL = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})
CLUTTER = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.pyc")


def environment(scratch: Path) -> dict[str, str]:
    """The environment of all measured commands: this one, with folders of its own for caches, which a warm-up fills."""
    variables = {name: value for name, value in os.environ.items() if name not in UNUSUAL}
    # nbgrader starts `alembic` by name, also where the environment of this interpreter is not activated.
    path = os.pathsep.join([str(Path(sys.executable).parent), variables.get("PATH", os.defpath)])
    folders = {"PYTHONPYCACHEPREFIX": "compiled", "IPYTHONDIR": "ipython", "JUPYTER_RUNTIME_DIR": "jupyter"}
    return variables | {"PATH": path} | {name: str(scratch / folder) for name, folder in folders.items()}


def grade(tree: Path, count: int, workers: int, variables: Mapping[str, str], memory: bool = False) -> Usage:
    """Grade a tree of `count` submissions into a new folder. Raises CommandError when not all have a result."""
    with tempfile.TemporaryDirectory(dir=tree.parent) as results:
        command = [sys.executable, "-m", "autograder", "grade", str(tree), "--results", results]
        usage = measure([*command, "--workers", str(workers)], ROOT, variables, memory)
        graded = sum(1 for _ in Path(results).glob(f"*/{NAME}/result.json"))
    if graded != count:
        raise CommandError(f"{graded} of {count} submissions were graded:\n{usage.output[-2000:]}")
    return usage


def make_course(folder: Path, variables: Mapping[str, str]) -> Path:
    """A copy of the course in a new folder, with a gradebook that knows the assignment."""
    shutil.copytree(ROOT / "source", folder / "source", ignore=CLUTTER)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    measure([sys.executable, "-m", "nbgrader", "generate_assignment", NAME], folder, variables)
    return folder


def autograde(course: Path, texts: Mapping[str, str], variables: Mapping[str, str]) -> Usage:
    """Have nbgrader grade a class in a copy of a course. Raises CommandError if it does not run and grade all."""
    with tempfile.TemporaryDirectory(dir=course.parent) as scratch:
        copy = Path(scratch, "course")
        shutil.copytree(course, copy)
        for student, text in texts.items():
            target = copy / "submitted" / student / NAME / NOTEBOOK
            target.parent.mkdir(parents=True)
            target.write_text(text, encoding="utf-8")
        usage = measure([sys.executable, "-m", "nbgrader", "autograde", *PATIENCE, THEIRS, NAME], copy, variables)
        graded = [path.read_text(encoding="utf-8") for path in copy.glob(f"autograded/*/{NAME}/{NOTEBOOK}")]
    if not all(_has_run(text) for text in graded):
        raise CommandError(f"nbgrader graded without running the cells in a kernel:\n{usage.output[-2000:]}")
    if len(graded) != len(texts):
        raise CommandError(f"nbgrader graded {len(graded)} of {len(texts)}:\n{usage.output[-2000:]}")
    return usage


def _has_run(text: str) -> bool:
    """Whether the first code cell of an autograded notebook has run; our grader runs no cells."""
    cells = json.loads(text)["cells"]
    return next(cell["execution_count"] for cell in cells if cell["cell_type"] == "code") is not None

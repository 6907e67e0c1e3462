"""Build the notebooks: `python -m source.build source|images|release|solutions|all|check`.

source     the text -> source/cnn_step_by_step/cnn_step_by_step.ipynb
images     the drawings -> source/cnn_step_by_step/images.h5
release    the notebook -> release/, the starter, through nbgrader, unless the release check refuses it
solutions  the notebook -> solutions/, the executed answer key, through nbgrader
all        the four above, in this order
check      the release check, and whether source/ and release/ are what a build gives
"""

import argparse
import filecmp
import sys
import tempfile
from pathlib import Path

import nbformat

from autograder.exercises import ASSIGNMENT, NOTEBOOK
from source.conversion import ROOT, convert, replace_folder
from source.images import write_images
from source.notebook import SourceError, write_notebook
from source.starter_check import list_faults

TEXT = ROOT / "source" / f"{ASSIGNMENT}.py"
SOURCE = ROOT / "source" / ASSIGNMENT
RELEASE = ROOT / "release" / ASSIGNMENT
SOLUTIONS = ROOT / "solutions" / ASSIGNMENT
SHARED = ("public_tests.py", "public_tests.h5")
STEPS = ("source", "images", "release", "solutions", "all", "check")


def link_shared_files(folder: Path) -> None:
    """Link the public tests at the top of the checkout into a folder; nbgrader copies what they hold."""
    for name in SHARED:
        link = folder / name
        if not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(Path("..", "..", name))


def build_source() -> None:
    """Write the notebook with the answers, and the links beside it."""
    write_notebook(TEXT, SOURCE / NOTEBOOK)
    link_shared_files(SOURCE)


def build_release() -> None:
    """Write the starter; raise SourceError, and leave the old one, when the release check refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / ASSIGNMENT
        convert("release", SOURCE, trial)
        if faults := list_faults(trial, SOURCE / NOTEBOOK):
            raise SourceError("the starter is refused:\n" + "\n".join(faults))
        replace_folder(RELEASE, trial)


def build_solutions() -> None:
    """Write the executed answer key; raise SourceError when a cell of it fails."""
    convert("solutions", SOURCE, SOLUTIONS)


def different_files(fresh: Path, kept: Path) -> list[str]:
    """Return the names of the files that one folder lacks or that differ."""
    names = {
        path.relative_to(folder).as_posix() for folder in (fresh, kept) for path in folder.rglob("*") if path.is_file()
    }
    names = {name for name in names if "__pycache__" not in name and ".ipynb_checkpoints" not in name}
    _, mismatch, errors = filecmp.cmpfiles(fresh, kept, names, shallow=False)
    return sorted(mismatch + errors)


def cell_sources(notebook: Path) -> list[tuple[str, str]]:
    """Return the ids and the texts of the cells, without their outputs."""
    return [(cell.id, cell.source) for cell in nbformat.read(notebook, as_version=4).cells]


def list_stale() -> list[str]:
    """Return one sentence for everything in source/, release/ and solutions/ that a build would change.

    The pictures in the answer key may differ between machines, so only its cells are compared.
    """
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        write_notebook(TEXT, fresh / NOTEBOOK)
        write_images(fresh / "images.h5")
        for name, step in ((NOTEBOOK, "source"), ("images.h5", "images")):
            if not filecmp.cmp(fresh / name, SOURCE / name, shallow=False):
                stale.append(f"source/{ASSIGNMENT}/{name} is stale: run python -m source.build {step}")
        convert("release", SOURCE, fresh / "release")
        for name in different_files(fresh / "release", RELEASE):
            stale.append(f"release/{ASSIGNMENT}/{name} is stale: run python -m source.build release")
    if cell_sources(SOLUTIONS / NOTEBOOK) != cell_sources(SOURCE / NOTEBOOK):
        stale.append(f"solutions/{ASSIGNMENT}/{NOTEBOOK} is stale: run python -m source.build solutions")
    return stale


def check_release() -> None:
    """Raise SourceError with everything that speaks against what is built."""
    if faults := list_faults(RELEASE, SOURCE / NOTEBOOK) + list_stale():
        raise SourceError("\n".join(faults))


def main(arguments: list[str] | None = None) -> int:
    """Run one step; return 0, or 1 after saying what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m source.build", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=STEPS)
    step = parser.parse_args(arguments).step
    actions = {
        "images": lambda: write_images(SOURCE / "images.h5"),
        "source": build_source,
        "release": build_release,
        "solutions": build_solutions,
    }
    try:
        if step == "check":
            check_release()
        else:
            for action in actions.values() if step == "all" else [actions[step]]:
                action()
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{step}: done")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the notebooks: `python -m source.build source|release|solutions|all|check [NAME ...]`.

source     build source/NAME/NAME.ipynb from the text, and copy or make the files next to it
release    build the starter in release/NAME/ with nbgrader, if it passes the release check
solutions  build the executed answer key in solutions/NAME/ with nbgrader
all        run these three steps in this order
check      run the release check, and check that source/, release/ and solutions/ are up to date

NAME is an assignment. Without a name, a step runs for all of them.
"""

import argparse
import filecmp
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from autograder.assignments import read_definition
from autograder.authoring.definition import Assignment
from autograder.authoring.places import Places, add_names
from source.beside import write_files
from source.conversion import convert, replace_folder
from source.notebook import SourceError, write_notebook
from source.starter_check import list_faults


def build_source(assignment: Assignment, places: Places) -> None:
    """Write the notebook with the answers, and the generated files next to it."""
    write_notebook(places.text, places.answers, assignment.exercises, assignment.outline.release)
    write_files(assignment, places.source)


def build_release(assignment: Assignment, places: Places) -> None:
    """Write the starter. Raises SourceError and keeps the old one if the release check fails."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / places.name
        convert("release", places.name, places.source, trial)
        if faults := list_faults(trial, places.answers, assignment):
            raise SourceError("the starter was not released:\n" + "\n".join(faults))
        replace_folder(places.release, trial)


def build_solutions(_: Assignment, places: Places) -> None:
    """Write the executed answer key. Raises SourceError if a cell fails."""
    convert("solutions", places.name, places.source, places.solutions)


def different_files(fresh: Path, kept: Path) -> list[str]:
    """The names of files that are missing in one folder or that differ."""
    names = {
        path.relative_to(folder).as_posix() for folder in (fresh, kept) for path in folder.rglob("*") if path.is_file()
    }
    names = {name for name in names if "__pycache__" not in name and ".ipynb_checkpoints" not in name}
    _, mismatch, errors = filecmp.cmpfiles(fresh, kept, names, shallow=False)
    return sorted(mismatch + errors)


def cell_sources(notebook: Path) -> list[tuple[str, str]]:
    """The ids and texts of the cells, without their outputs."""
    return [(cell.id, cell.source) for cell in nbformat.read(notebook, as_version=4).cells]


def list_stale(assignment: Assignment, places: Places) -> list[str]:
    """A sentence for each file in source/, release/ and solutions/ that a build would change.

    The pictures in the executed notebook may differ between machines, so only its cells are compared.
    """
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        source, release = Path(folder) / "source", Path(folder) / "release"
        write_notebook(places.text, source / places.notebook, assignment.exercises, assignment.outline.release)
        write_files(assignment, source)
        generated = [path.name for path in source.iterdir()]
        _, mismatch, errors = filecmp.cmpfiles(source, places.source, generated, shallow=False)
        stale += [_stale("source", places, name) for name in sorted(mismatch + errors)]
        convert("release", places.name, places.source, release)
        stale += [_stale("release", places, name) for name in different_files(release, places.release)]
    for name in different_files(places.source, places.solutions):
        key = places.solutions / name
        if name != places.notebook or not key.exists() or cell_sources(key) != cell_sources(places.answers):
            stale.append(_stale("solutions", places, name))
    return stale


def _stale(step: str, places: Places, name: str) -> str:
    return f"{step}/{places.name}/{name} is out of date: run python -m source.build {step} {places.name}"


def check_release(assignment: Assignment, places: Places) -> None:
    """Raise SourceError with all faults of the built files."""
    if faults := list_faults(places.release, places.answers, assignment) + list_stale(assignment, places):
        raise SourceError("\n".join(faults))


Step = Callable[[Assignment, Places], None]
BUILDS: dict[str, Step] = {
    "source": build_source,
    "release": build_release,
    "solutions": build_solutions,
}
STEPS: dict[str, list[Step]] = {
    **{step: [build] for step, build in BUILDS.items()},
    "all": [*BUILDS.values()],
    "check": [check_release],
}


def run_step(step: str, assignment: Assignment, places: Places) -> bool:
    """Run one step for one assignment and print what is wrong; returns whether it succeeded."""
    try:
        for action in STEPS[step]:
            action(assignment, places)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return False
    print(f"{step} of {assignment.name}: done")
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run one step for some assignments; returns 1 if one of them failed, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m source.build", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=STEPS)
    add_names(parser)
    chosen = parser.parse_args(arguments)
    done = [run_step(chosen.step, read_definition(name), Places(name)) for name in chosen.names]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())

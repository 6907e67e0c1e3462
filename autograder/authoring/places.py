"""Where the files of an assignment are in a checkout, and which assignments a command of an author's is about."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from autograder.assignments import list_assignments

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Places:
    """The text of one assignment and the folders of nbgrader that are made of it.

    root: of the course, which has the same folders for every assignment.
    """

    name: str
    root: Path = ROOT

    @property
    def text(self) -> Path:
        """The notebook as text, answers included."""
        return self.root / "source" / f"{self.name}.py"

    @property
    def source(self) -> Path:
        """The folder with the notebook that has the answers, and everything that is released with it."""
        return self.root / "source" / self.name

    @property
    def release(self) -> Path:
        """The folder that students get."""
        return self.root / "release" / self.name

    @property
    def solutions(self) -> Path:
        """The folder with the executed answer key."""
        return self.root / "solutions" / self.name

    @property
    def notebook(self) -> str:
        """The name of the notebook in each of the folders."""
        return f"{self.name}.ipynb"

    @property
    def answers(self) -> Path:
        """The notebook with the answers."""
        return self.source / self.notebook

    @property
    def public_data(self) -> Path:
        """The public cases, which `public_tests.py` reads."""
        return self.source / "public_tests.h5"


def add_names(parser: argparse.ArgumentParser) -> None:
    """Let a command take the names of assignments, `names`; without any it is about all of them."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        type=_installed,
        default=list_assignments(),
        help="an assignment (default: all)",
    )


def _installed(name: str) -> str:
    """The name of an assignment. Raises argparse.ArgumentTypeError for any other name."""
    if name not in list_assignments():
        raise argparse.ArgumentTypeError(
            f"unknown assignment {name!r}; the assignments are {', '.join(list_assignments())}"
        )
    return name

"""Sentences for the teacher on submissions that may not be what they were taken for."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from autograder.intake.choose_notebook import is_notebook
from autograder.intake.download_names import original
from autograder.text import list_names

if TYPE_CHECKING:
    from autograder.intake.collection import Found

GRADESCOPE = re.compile(r"submission_[0-9]+")


def tell_doubts(found: Sequence["Found"], name: str) -> Iterator[str]:
    """Sentences on folders that may hold a section, and on names that do not show a student.

    name: of the assignment.
    """
    if sections := [one.student for one in found if _may_be_section(one, name)]:
        yield (
            f"Folders that hold several notebooks, none of them called {name}.ipynb: "
            f"{list_names(sections)}. Each folder was graded as one student's submission. If a folder holds a section, "
            "with a notebook per student, grade that folder on its own."
        )
    if numbered := [one.student for one in found if GRADESCOPE.fullmatch(one.student)]:
        yield (
            f"Names that look like a download from Gradescope: {list_names(numbered)}. They are submission "
            "numbers, not students. Pass a --roster with these numbers in the column id; submission_metadata.yml in "
            "the download lists whose they are."
        )


def _may_be_section(one: "Found", name: str) -> bool:
    """Whether notebooks under names that may be those of students are side by side in one folder."""
    files = [file for file in one.files if is_notebook(file.label.file)]
    if len(files) < 2 or one.ids or one.names or any(original(file.label.file) == name for file in files):
        return False
    return len({file.file.parts[:-1] for file in files}) == 1 and files[0].file.parts[-2:-1] != (name,)

"""Folders of one student in a course directory: written without following a link that a student may have made.

The last two parts of such a folder are the student and the assignment; what is above them is the teacher's.
"""

from pathlib import Path

from autograder.gradebook.problems import GradebookError
from autograder.storage import write_whole


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files whole or not at all; one without content is not to be there.

    Raises GradebookError where a link is in the way, and OSError.
    """
    for place in (folder.parent, folder):
        if place.is_symlink():
            raise GradebookError(f"{place} is a link, and nothing is written through links: remove it")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if content:
            write_whole(folder / name, content)
        else:
            (folder / name).unlink(missing_ok=True)

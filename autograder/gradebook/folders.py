"""Folders of one student in a course directory: read and written without following a link that a student may have made.

The last two parts of such a folder are the student and the assignment; what is above them is the teacher's.
"""

from pathlib import Path

from autograder.gradebook.problems import GradebookError
from autograder.intake.files import RefusedError
from autograder.intake.tree import Folder, Leaf, Node
from autograder.storage import write_whole

LONGEST_NOTE = 1000
"""Bytes of a time or a secret that nbgrader put beside a submission."""


def read_note(folder: Path, name: str) -> bytes:
    """What nbgrader put beside a submission; nothing where there is no such file of its size.

    As in the folder of a class, that of a student may be a teacher's link to such a folder elsewhere.
    """
    top = folder.parents[1].absolute()
    node: Node | None = Folder(top.name, str(top), links_with=folder.name)
    try:
        for part in (*folder.parts[-2:], name):
            node = None if node is None or isinstance(node, Leaf) else node.find(part)
        content = node.file.read(LONGEST_NOTE) if isinstance(node, Leaf) else b""
    except (OSError, RefusedError):
        return b""
    return content if len(content) <= LONGEST_NOTE else b""


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

"""`autograder new NAME`: the files of a new assignment, with one worked exercise to learn from and to replace.

The files are copies of those in `new_assignment/`, which is laid out as a checkout is.
"""

import keyword
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from autograder.errors import CommandError
from autograder.text import one_line

TEMPLATES = Path(__file__).with_name("new_assignment")
PLACEHOLDER = TEMPLATES.name
"""In the paths and the texts of the templates the name of the new assignment takes its place."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
FOLDERS = ("autograder/assignments", "examples", "release", "shared", "solutions", "source")
"""Where a course has something that is called as one of its assignments, or must not be."""


class NewAssignmentError(CommandError):
    """The files of a new assignment cannot be created; the message says why. Nothing changes."""


def begin_assignment(name: str, course: Path) -> list[Path]:
    """Write the files of a new assignment into a checkout of the course, and return them.

    Raises NewAssignmentError for a folder that is not a checkout and for an unsuitable name, and OSError.
    """
    if not (course / "autograder" / "assignments").is_dir() or not (course / "source" / "build.py").is_file():
        raise NewAssignmentError(f"{course.resolve()} is not a checkout of this project. Pass one: --course DIR.")
    if fault := _find_fault(name, course):
        raise NewAssignmentError(f"The assignment cannot be called {one_line(name)}: {fault}.")
    written = []
    for template in sorted(TEMPLATES.rglob("*.py")):
        target = course / template.relative_to(TEMPLATES).as_posix().replace(PLACEHOLDER, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(template.read_text(encoding="utf-8").replace(PLACEHOLDER, name))
        written.append(target)
    return written


def _find_fault(name: str, course: Path) -> str:
    """What is wrong with a name, as the end of a sentence; empty when it will do."""
    if not NAME.fullmatch(name):
        return "use lower-case letters, digits and underscores, starting with a letter"
    if keyword.iskeyword(name):
        return "it is a keyword of Python"
    if name in sys.stdlib_module_names or find_spec(name):
        return "a Python module has this name"
    for folder in FOLDERS:
        for path in (course / folder / name, course / folder / f"{name}.py"):
            if path.exists() or path.is_symlink():
                return f"{path.relative_to(course)} already exists"
    for other in sorted(path.name for path in (course / "autograder" / "assignments").iterdir() if path.is_dir()):
        if other.endswith(f"_{name}") or name.endswith(f"_{other}"):
            return f"its files could be confused with those of {other}, because one name ends with the other"
    return ""

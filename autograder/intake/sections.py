"""Folders that are not those of students: of a section of the class, and of results.

name, in each function: of the assignment.
"""

from contextlib import suppress

from autograder.intake.attempt_names import read_folder
from autograder.intake.files import MAX_MEMBERS
from autograder.intake.tree import Folder, Leaf, ZipFolder
from autograder.stored_results import RESULT


def open_sections(folders: list[Folder | ZipFolder], name: str) -> list[Folder | ZipFolder]:
    """The folders of students, where these are in nbgrader's tree in a folder for each section; else the same.

    Below sections the names of students differ; what each student has below a folder of his or her own is called alike.
    All folders must be sections: no student can make the folder of another one, or his or her own, look like one.
    """
    if any(has_assignment(folder, name) or read_folder(folder.name, name) for folder in folders):
        return folders
    sections = [folder for folder in folders if not holds_results(folder, name)]
    inside = [[inner for inner in _list_folders(folder) if has_assignment(inner, name)] for folder in sections]
    students = [inner for of_one in inside for inner in of_one]
    differ = 2 * len({one.name for one in students}) > len(students)
    several = all(inside) and max(map(len, inside), default=0) > 1
    return [*students, *(folder for folder in folders if folder not in sections)] if several and differ else folders


def _list_folders(folder: Folder | ZipFolder) -> list[Folder | ZipFolder]:
    try:
        return [node for node in folder.list(MAX_MEMBERS)[0] if not isinstance(node, Leaf)]
    except OSError:
        return []


def holds_results(folder: Folder | ZipFolder, name: str) -> bool:
    """Whether this is a folder that `grade` has filled."""
    with suppress(OSError):
        for inner in _list_folders(folder):
            results = inner.find(name)
            if results is not None and not isinstance(results, Leaf) and results.find(RESULT):
                return True
    return False


def has_assignment(folder: Folder | ZipFolder, name: str) -> bool:
    """Whether a folder is one of a student in nbgrader's tree."""
    try:
        return folder.find(name) is not None
    except OSError:
        return False

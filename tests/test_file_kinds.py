"""A notebook is graded whatever it is called; every other file is named for what it is."""

from pathlib import Path

import pytest

from autograder.intake.choose_assignment import choose_assignment
from autograder.intake.collection import CollectionError, collect, one_file
from tests.first_assignment import ASSIGNMENT, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.notebooks import notebook
from tests.hostile_files.places import outcome, put, zipped

NAMES = (f"{NAME}.ipynb.txt", f"{NAME}.ipynb.json", f"{NAME}.json", NAME, f"{NAME}.IPYNB.TXT", "final", "a.b")
WEB_PAGE = b"<!DOCTYPE html>\n<html><body>cells</body></html>"
SCRIPT = b"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\nimport numpy as np\n"


def write(place: Path, files: dict[str, bytes | str]) -> Path:
    """Files below a place by name and content, with their folders."""
    for name, content in files.items():
        put(place, name)
        (place / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


@pytest.mark.parametrize("name", NAMES)
def test_notebook_under_another_name_is_graded(name: str, tmp_path: Path) -> None:
    """In the folder of a student, in a zip and alone a notebook counts by its content, with a note on its name."""
    remark = f"{name} was graded, although it does not end in .ipynb. Next time hand in the notebook itself."
    write(tmp_path / "tree", {f"ada/{NAME}/{name}": notebook(), f"ada/{NAME}/timestamp.txt": "", "zoe/w.ipynb": "{}"})
    (tmp_path / "class.zip").write_bytes(zipped({f"ada/{name}": notebook(), "zoe/w.ipynb": "{}"}))
    for place in (tmp_path / "tree", tmp_path / "class.zip"):
        assert outcome(find_submissions(place)[0]) == (notebook(), (remark,))
    alone = tmp_path / "tree" / "ada" / NAME / name
    assert outcome(find_submissions(alone)[0]) == outcome(one_file("ada", alone)) == (notebook(), (remark,))


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("bob.ipynb.txt", "bob"),
        ("bob.ipynb.json", "bob"),
        ("bob.json", "bob"),
        ("bob", "bob"),
        ("bob.smith", "bob.smith"),
        ("bob.ipynb.zip", "bob"),
    ],
)
def test_notebook_among_the_files_of_a_class_is_found(name: str, student: str, tmp_path: Path) -> None:
    """Side by side with others it is a submission of the student whose name it has; other texts are passed over."""
    content = zipped({"work.ipynb": notebook()}) if name.endswith("zip") else notebook()
    write(tmp_path, {"ada.ipynb": "{}", name: content, "notes.txt": "hello", "setup.json": '{"a": 1}', "x.py": SCRIPT})
    found = collect(tmp_path, ASSIGNMENT)
    assert [one.student for one in found.submissions] == ["ada", student]
    assert outcome(found.submissions[1])[0] == notebook()
    assert found.passed_over == ("notes.txt", "setup.json", "x.py")


@pytest.mark.parametrize("name", ["work.zip", "work.ipynb", "work", "work.bin"])
def test_notebook_in_a_zip_of_any_name_is_graded(name: str, tmp_path: Path) -> None:
    """A zip is one by its content, and what it holds too."""
    for inner in ("hw.ipynb", "hw.ipynb.txt", "hw"):
        write(tmp_path, {f"ada/{NAME}/{name}": zipped({f"x/{inner}": notebook()}), f"zoe/{NAME}/{NOTEBOOK}": "{}"})
        content, remarks = outcome(find_submissions(tmp_path)[0])
        assert content == notebook()
        assert f"The notebook was taken out of {name}." in remarks[0]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", WEB_PAGE, "a web page"),
        ("a.py", SCRIPT, "a Python script"),
        ("a.py", b"import numpy as np\n", "a Python script"),
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("a.docx", zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "a document of an office program"),
        ("a.rar", b"Rar!\x1a\x07", "a RAR archive"),
        ("a.png", b"\x89PNG\r\n", "a picture"),
        ("a.txt", b"", "an empty file"),
        ("a", b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
    ],
)
def test_other_file_is_named_for_what_it_is(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    """Who hands in something else reads what it is, in a class, alone, and for a whole place."""
    write(tmp_path, {f"ada/{NAME}/{name}": content, f"zoe/{NAME}/{NOTEBOOK}": "{}"})
    wanted = f"No notebook was handed in: there is {name} ({kind}). Hand in {NOTEBOOK}, as JupyterLab saves it."
    path = tmp_path / "ada" / NAME / name
    assert outcome(find_submissions(tmp_path)[0]) == outcome(one_file("ada", path)) == ("", (wanted,))
    with pytest.raises(CollectionError, match=kind):
        find_submissions(path)


def test_right_name_counts_before_the_content(tmp_path: Path) -> None:
    """Beside a notebook with the right ending no other file is looked at."""
    write(tmp_path, {f"ada/{NAME}/work.ipynb": "{}", f"ada/{NAME}/other.json": notebook()})
    (found,) = find_submissions(tmp_path / "ada")
    assert (outcome(found), found.others) == (("{}", ()), ())


def test_assignment_is_recognised_by_a_name_with_another_ending(tmp_path: Path) -> None:
    """A notebook that a browser saved as text says by its name which assignment it is of."""
    write(tmp_path, {f"class/ada/{NAME}.ipynb.txt": notebook()})
    assert choose_assignment(None, tmp_path / "class").name == NAME

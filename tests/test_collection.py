"""Finding submissions in the forms in which they come, and student ids that are safe names."""

import zipfile
from pathlib import Path

import pytest

from autograder.collection import CollectionError, Found, find_submissions, student_id
from autograder.exercises import ASSIGNMENT, NOTEBOOK


def touch(path: Path, content: str = "{}") -> Path:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def students(place: Path) -> list[str]:
    """The ids found at a place."""
    return [found.student for found in find_submissions(place)]


def test_one_notebook(tmp_path: Path) -> None:
    """A notebook is the submission of the student whose name it has."""
    assert students(touch(tmp_path / "ada.ipynb")) == ["ada"]


def test_flat_folder_is_ordered(tmp_path: Path) -> None:
    """Notebooks of a folder come ordered by student; other files and checkpoints are passed over."""
    for name in ("zoe.ipynb", "ada.ipynb", "notes.txt", ".ipynb_checkpoints/ada-checkpoint.ipynb"):
        touch(tmp_path / name)
    assert students(tmp_path) == ["ada", "zoe"]


def test_nbgrader_tree(tmp_path: Path) -> None:
    """In nbgrader's tree the folder is the student; of several notebooks the one with the right name is taken."""
    touch(tmp_path / "ada" / ASSIGNMENT / NOTEBOOK)
    touch(tmp_path / "ada" / ASSIGNMENT / "a copy.ipynb")
    touch(tmp_path / "zoe" / ASSIGNMENT / "renamed.ipynb")
    touch(tmp_path / "max" / "other_assignment" / NOTEBOOK)
    assert [(found.student, found.path.name) for found in find_submissions(tmp_path)] == [
        ("ada", NOTEBOOK),
        ("zoe", "renamed.ipynb"),
    ]


def test_zip_is_read_in_place(tmp_path: Path) -> None:
    """Members of a zip are read without unpacking; macOS's extra members and folders are passed over."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("ada.ipynb", f"zoe/{NOTEBOOK}", f"max/{ASSIGNMENT}/{NOTEBOOK}", "__MACOSX/._ada.ipynb", "a.txt"):
            archive.writestr(name, name)
    found = find_submissions(tmp_path / "class.zip")
    assert {one.student: one.read().decode() for one in found} == {
        "ada": "ada.ipynb",
        "max": f"max/{ASSIGNMENT}/{NOTEBOOK}",
        "zoe": f"zoe/{NOTEBOOK}",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


def test_member_outside_the_zip_is_only_a_name(tmp_path: Path) -> None:
    """A member called like a path out of the zip is a student with a harmless id, and nothing is written."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("../../etc/passwd.ipynb", "{}")
    assert students(tmp_path / "class.zip") == ["passwd"]


def test_damaged_member_is_an_error_of_reading(tmp_path: Path) -> None:
    """A member that cannot be unpacked raises OSError, which becomes a result of its own."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada.ipynb", "x" * 1000)
    content = bytearray(path.read_bytes())
    content[45:50] = b"\xff" * 5
    path.write_bytes(content)
    with pytest.raises((OSError, zipfile.error)):
        find_submissions(path)[0].read()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("ada", "ada"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("ada@example.org", "ada@example.org"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("../x", "_x"),
        ("a/b\\c", "a_b_c"),
        (".hidden", "hidden"),
        ("..", "_"),
        ("", "_"),
        ("a\x1b[31m\n", "a__31m_"),
        ("CON", "_CON"),
        ("grades.csv", "_grades.csv"),
        ("x" * 300, "x" * 100),
    ],
)
def test_student_id_is_a_safe_name(name: str, safe: str) -> None:
    """No id is a path, hidden, reserved, endless, or moves the cursor of a terminal."""
    assert student_id(name) == safe


def test_twins_stay_apart(tmp_path: Path) -> None:
    """Two students whose names a file system may take for one get two ids."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("a/ada.ipynb", "b/Ada.ipynb", "c/ada.ipynb"):
            archive.writestr(name, "{}")
    assert len({student.casefold() for student in students(tmp_path / "class.zip")}) == 3


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing", "does not exist"), ("empty/", "holds no notebook"), ("text.txt", "is no notebook")],
)
def test_nothing_to_grade_is_said(name: str, sentence: str, tmp_path: Path) -> None:
    """A place without submissions gives one sentence that says what is expected."""
    (tmp_path / "empty").mkdir()
    touch(tmp_path / "text.txt")
    with pytest.raises(CollectionError, match=sentence):
        find_submissions(tmp_path / name)


def test_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the file system becomes the sentence of a CollectionError."""

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(CollectionError, match="cannot be read: Permission denied"):
        find_submissions(tmp_path)


def test_giant_zip_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip with far too many members is refused before any is read."""
    monkeypatch.setattr("autograder.collection.MAX_MEMBERS", 1)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("a.ipynb", "")
        archive.writestr("b.ipynb", "")
    with pytest.raises(CollectionError, match="more than 1 members"):
        find_submissions(tmp_path / "class.zip")


def test_reading_of_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file far too large is not read to its end."""
    monkeypatch.setattr("autograder.collection.MAX_BYTES", 10)
    assert len(Found("large", touch(tmp_path / "large.ipynb", "x" * 1000)).read()) == 11

"""Finding submissions in the forms in which they come, and student ids that are safe names."""

import os
from pathlib import Path

import pytest

from autograder.intake.collection import CollectionError, collect, one_file
from autograder.intake.student_ids import student_id
from tests.first_assignment import ASSIGNMENT, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.notebooks import PAD, cell, notebook
from tests.hostile_files.places import both_ways, outcome, put, zipped


def students(place: Path) -> list[str]:
    """The ids found at a place."""
    return [found.student for found in find_submissions(place)]


def test_one_notebook(tmp_path: Path) -> None:
    """A notebook is the submission of the student whose name it has."""
    assert students(put(tmp_path, "ada.ipynb") / "ada.ipynb") == ["ada"]


def test_flat_folder_is_ordered(tmp_path: Path) -> None:
    """Notebooks of a folder come ordered by student; other files are passed over and named, checkpoints are not."""
    put(tmp_path, "zoe.ipynb", "ada.ipynb", "notes.txt", ".ipynb_checkpoints/ada-checkpoint.ipynb", "pictures/a.png")
    assert students(tmp_path) == ["ada", "zoe"]
    assert collect(tmp_path, ASSIGNMENT).passed_over == ("notes.txt", "pictures/")


def test_nbgrader_tree(tmp_path: Path) -> None:
    """In nbgrader's tree the folder is the student; another assignment is passed over, an empty folder is not."""
    put(tmp_path, f"ada/{NAME}/{NOTEBOOK}", f"zoe/{NAME}/renamed.ipynb", f"max/other_assignment/{NOTEBOOK}")
    put(tmp_path, f"eve/{NAME}/timestamp.txt", f"ben/{NAME}/")
    found = collect(tmp_path, ASSIGNMENT)
    assert [one.student for one in found.submissions] == ["ada", "ben", "eve", "zoe"]
    assert found.passed_over == ("max/",)
    results = dict(zip(("ada", "ben", "eve", "zoe"), map(outcome, found.submissions), strict=True))
    assert results["ben"][1] == (
        f"No notebook was handed in: there is no file. Hand in {NOTEBOOK}, as JupyterLab saves it.",
    )
    assert "there is timestamp.txt" in results["eve"][1][0]


def test_folder_of_one_student(tmp_path: Path) -> None:
    """The folder of one student, or of this assignment in it, is one submission under the student's name."""
    put(tmp_path, f"ada/{NAME}/{NOTEBOOK}", f"ada/other/{NOTEBOOK}")
    assert students(tmp_path / "ada") == students(tmp_path / "ada" / NAME) == ["ada"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ada.ipynb", "zoe.ipynb"], {"ada": "ada.ipynb", "zoe": "zoe.ipynb"}),
        (["class/ada.ipynb", "class/zoe.ipynb"], {"ada": "class/ada.ipynb", "zoe": "class/zoe.ipynb"}),
        (["ada/hw.ipynb", "zoe/x/y.ipynb"], {"ada": "ada/hw.ipynb", "zoe": "zoe/x/y.ipynb"}),
        (["ada/hw.ipynb", "zoe/hw.pdf"], {"ada": "ada/hw.ipynb", "zoe": ""}),
        (["ada.ipynb", "pictures/a.png"], {"ada": "ada.ipynb"}),
        (["ada.ipynb", f"zoe/{NOTEBOOK}", "a.txt"], {"ada": "ada.ipynb", "zoe": f"zoe/{NOTEBOOK}"}),
        ([f"submitted/ada/{NAME}/{NOTEBOOK}"], {"ada": f"submitted/ada/{NAME}/{NOTEBOOK}"}),
        ([f"zoe/{NOTEBOOK}"], {"zoe": f"zoe/{NOTEBOOK}"}),
        ([NOTEBOOK], {"class": NOTEBOOK}),
        ([f"{NAME}/{NOTEBOOK}"], {"class": f"{NAME}/{NOTEBOOK}"}),
        (["ada.ipynb", "__MACOSX/._ada.ipynb", ".ipynb_checkpoints/ada.ipynb", ".b.ipynb"], {"ada": "ada.ipynb"}),
        (
            ["Ada.IPYNB", "ada/x.ipynb", "ADA/y.ipynb"],
            {"Ada (1)": "Ada.IPYNB", "ADA (2)": "ADA/y.ipynb", "ada (3)": "ada/x.ipynb"},
        ),
    ],
)
def test_folder_and_zip_are_read_alike(names: list[str], expected: dict[str, str], tmp_path: Path) -> None:
    """A zip is taken for the folder that it would unpack to, in whatever way the class lies in it."""
    for place in both_ways(tmp_path, *names):
        assert {found.student: outcome(found)[0] for found in find_submissions(place)} == expected


def test_nothing_is_unpacked(tmp_path: Path) -> None:
    """Members of a zip are read in place."""
    (tmp_path / "class.zip").write_bytes(zipped({"ada.ipynb": "{}"}))
    assert outcome(find_submissions(tmp_path / "class.zip")[0])[0] == "{}"
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


def test_folder_with_a_download_in_it(tmp_path: Path) -> None:
    """A folder that holds one zip and nothing else is taken for the zip."""
    (tmp_path / "class.zip").write_bytes(zipped({"ada.ipynb": "{}", "zoe.ipynb": "{}"}))
    assert students(tmp_path) == ["ada", "zoe"]


CANVAS = (
    f"lovelaceada_4021_90011_{NOTEBOOK}",
    f"hopper_grace_4022_90012_{NAME}-1.ipynb",
    "noetheremmy_LATE_4023_90013_final.ipynb",
    "noetheremmy_LATE_4023_90014_sketch.ipynb",
    "curie_4024_90015_report.pdf",
    "curie_4024_text.html",
    f"anon_Ab3dE_90016_{NOTEBOOK}",
    f"LATE_anon_Xy9zQ_90017_{NOTEBOOK}",
    "turing_4025_90018_work.zip",
)


def test_download_of_canvas(tmp_path: Path) -> None:
    """Files of Canvas belong together by the number of the user; what is no notebook has a result as well."""
    for place in both_ways(tmp_path, *CANVAS):
        results = {found.student: outcome(found) for found in find_submissions(place)}
        assert results["lovelaceada_4021"] == (CANVAS[0], ())
        assert results["hopper_grace_4022"] == (CANVAS[1], ())
        assert results["noetheremmy_4023"] == (
            CANVAS[2],
            (
                "The platform marks this submission as late.",
                "2 notebooks were handed in; final.ipynb was graded. Left out: sketch.ipynb.",
            ),
        )
        assert "there is report.pdf, text.html" in results["curie_4024"][1][0]
        assert results["anon_Ab3dE"] == (CANVAS[6], ())
        assert results["anon_Xy9zQ"][0] == CANVAS[7]
        assert "work.zip cannot be opened" in results["turing_4025"][1][0]


@pytest.mark.parametrize(
    ("files", "newest"),
    [
        (["a_1_501_w.ipynb", "a_1_502_w-1.ipynb", "a_1_503_w-2.ipynb"], "a_1_503_w-2.ipynb"),
        (["a_1_501_w.ipynb", "a_1_509_w-10.ipynb", "a_1_503_w-9.ipynb"], "a_1_509_w-10.ipynb"),
        (["a_1_501_w.ipynb", "a_LATE_1_502_w.ipynb"], "a_LATE_1_502_w.ipynb"),
        (["a_1_99_w.ipynb", "a_1_100_w.ipynb"], "a_1_100_w.ipynb"),
        (["a_1_100_w.ipynb", "a_1_101_w.ipynb"], "a_1_101_w.ipynb"),
        (["a_1_900_w.ipynb", "a_1_800_w-1.ipynb"], "a_1_800_w-1.ipynb"),
    ],
)
def test_newest_of_canvas_counts(files: list[str], newest: str, tmp_path: Path) -> None:
    """Of a file that was handed in several times the last one counts, and the others are named."""
    for place in both_ways(tmp_path, *files):
        (found,) = find_submissions(place)
        content, remarks = outcome(found)
        assert content == newest
        for name in set(files) - {newest}:
            assert f"{newest} counts, as it was handed in later. Left out: {name}." in remarks


def test_numbers_in_other_names_mean_nothing(tmp_path: Path) -> None:
    """Where one notebook is not called as Canvas does it, no two are put together."""
    for place in both_ways(tmp_path, "group_1_2_a.ipynb", "group_1_3_a.ipynb", "ada.ipynb"):
        assert students(place) == ["ada", "group_1_2_a", "group_1_3_a"]


@pytest.mark.parametrize("ending", ["_assignsubmission_file/", "_assignsubmission_file_/", "_assignsubmission_file_"])
def test_download_of_moodle(ending: str, tmp_path: Path) -> None:
    """Folders of Moodle, with and without an underscore at the end, and its files without folders."""
    names = (f"Ada Lovelace_77{ending}{NOTEBOOK}", f"Zoë_Participant_78{ending}work.ipynb", f"Max_79{ending}a.pdf")
    text = "Max_79_assignsubmission_onlinetext_/onlinetext.html" if ending.endswith("/") else "notes.txt"
    for place in both_ways(tmp_path, *names, text):
        results = {found.student: outcome(found) for found in find_submissions(place)}
        assert list(results) == ["Ada Lovelace_77", "Max_79", "Zoë_Participant_78"]
        assert results["Ada Lovelace_77"] == (names[0], ())
        assert "there is a.pdf" in results["Max_79"][1][0]
        assert ("onlinetext.html" in results["Max_79"][1][0]) is ending.endswith("/")


def test_download_of_one_student_from_moodle(tmp_path: Path) -> None:
    """A class of one, and a group without a number."""
    for name in (f"Ada_7_assignsubmission_file_/{NOTEBOOK}", f"Default group_assignsubmission_file/{NOTEBOOK}"):
        (folder, archive) = both_ways(tmp_path / name[:3], name)
        assert students(folder) == students(archive) == [name.partition("_assign")[0]]


WRITTEN = notebook(cell(PAD.replace("return X", "X = X + 1")))
MORE = notebook(cell(PAD.replace("return X", "X = X + 1")), cell("def pool_forward(A, h):\n    A = A * 2"))


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ({NOTEBOOK: WRITTEN, "a.ipynb": MORE}, NOTEBOOK),
        ({NOTEBOOK: notebook(), "a.ipynb": MORE, "b.ipynb": WRITTEN}, "a.ipynb"),
        ({NOTEBOOK: "no notebook", f"{NAME}-Copy1.ipynb": WRITTEN}, f"{NAME}-Copy1.ipynb"),
        ({f"{NAME} (1).ipynb": WRITTEN, "a.ipynb": MORE}, f"{NAME} (1).ipynb"),
        ({"b.ipynb": WRITTEN, "a.ipynb": WRITTEN, "c.ipynb": MORE}, "c.ipynb"),
        ({"b.ipynb": WRITTEN, "a.ipynb": WRITTEN}, "a.ipynb"),
        ({"deep/er/b.ipynb": WRITTEN, "a.ipynb": notebook()}, "b.ipynb"),
    ],
)
def test_right_one_of_several_notebooks_is_graded(files: dict[str, str], chosen: str, tmp_path: Path) -> None:
    """The name asked for, unless nothing is written in it; then what most is written in; then the first by name."""
    for name, content in files.items():
        put(tmp_path, f"ada/{NAME}/{name}", content=content)
    (found,) = find_submissions(tmp_path)
    _, (remark,) = outcome(found)
    assert f"{len(files)} notebooks were handed in; {chosen} was graded. Left out: " in remark


def test_notebook_counts_before_a_zip(tmp_path: Path) -> None:
    """A zip beside a notebook is left out, which is said."""
    put(tmp_path, f"ada/{NAME}/work.ipynb", f"ada/{NAME}/work.zip")
    assert outcome(find_submissions(tmp_path)[0])[1] == ("A zip next to the notebook was left out: work.zip.",)


def test_damaged_member_is_an_error_of_reading(tmp_path: Path) -> None:
    """A member that cannot be unpacked raises OSError, which becomes a result of its own."""
    path = tmp_path / "class.zip"
    content = bytearray(zipped({"ada.ipynb": "x" * 1000}))
    content[45:50] = b"\xff" * 5
    path.write_bytes(content)
    with pytest.raises(OSError, match="damaged"):
        find_submissions(path)[0].read(ASSIGNMENT)


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
        ("x" * 300, "x" * 150),
        ("語" * 300, "語" * 50),
        ("COM²", "_COM²"),
    ],
)
def test_student_id_is_a_safe_name(name: str, safe: str) -> None:
    """No id is a path, hidden, reserved, endless, or moves the cursor of a terminal."""
    assert student_id(name) == safe


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nothing", "does not exist"), ("empty/", "holds no notebook"), ("text.txt", "is not a notebook")],
)
def test_nothing_to_grade_is_said(name: str, sentence: str, tmp_path: Path) -> None:
    """A place without submissions gives one sentence that says what is expected."""
    put(tmp_path, "empty/", "text.txt")
    with pytest.raises(CollectionError, match=sentence):
        find_submissions(tmp_path / name)


def test_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the file system becomes the sentence of a CollectionError."""

    def refuse(place: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CollectionError, match="cannot be read: Permission denied"):
        find_submissions(tmp_path)


def test_giant_class_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip or folder with far too many members is refused before any is read."""
    monkeypatch.setattr("autograder.intake.collection.MAX_MEMBERS", 1)
    for place in both_ways(tmp_path, "a.ipynb", "b.ipynb"):
        with pytest.raises(CollectionError, match="more than 1 "):
            find_submissions(place)


def test_reading_of_a_file_is_bounded(tmp_path: Path) -> None:
    """A file far too large is not read to its end."""
    put(tmp_path, "large.ipynb", content="x" * 1000)
    (one,) = one_file("large", tmp_path / "large.ipynb").files
    assert len(one.file.read(10)) == 11

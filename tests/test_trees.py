"""Classes in folders, downloads and zips as teachers have them: each student is found, once."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.intake.collection import collect
from autograder.intake.roster import read_roster
from tests.first_assignment import ASSIGNMENT, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.notebooks import PAD, cell, notebook
from tests.hostile_files.places import both_ways, outcome, put, zipped

STARTED = notebook(cell(PAD.replace("return X", "X = X + 1")))
FULLER = notebook(cell(PAD.replace("return X", "X = X + 1")), cell("def pool_forward(A, h):\n    A = A * 2"))


def students(place: Path) -> list[str]:
    """The ids found at a place."""
    return [found.student for found in find_submissions(place)]


@pytest.mark.parametrize("fuller", ["backup", "final"])
def test_fuller_one_of_two_files_of_one_name_is_graded(fuller: str, tmp_path: Path) -> None:
    """Of two notebooks with the right name in subfolders the one with more in it counts, and the note has the paths."""
    other = {"backup": "final", "final": "backup"}[fuller]
    members = {f"ada/{fuller}/{NOTEBOOK}": FULLER, f"ada/{other}/{NOTEBOOK}": STARTED, "zoe/w.ipynb": "{}"}
    for name, content in members.items():
        put(tmp_path / "class", name, content=content)
    (tmp_path / "class.zip").write_bytes(zipped(members))
    note = f"2 notebooks were handed in; {fuller}/{NOTEBOOK} was graded. Left out: {other}/{NOTEBOOK}."
    for place in (tmp_path / "class", tmp_path / "class.zip"):
        assert outcome(find_submissions(place)[0]) == (FULLER, (note,))


def test_zip_made_on_a_mac(tmp_path: Path) -> None:
    """Names in UTF-8 without the flag, with accents as signs of their own, are read; names of DOS stay."""
    names = [f"{name}_{number}_assignsubmission_file_/w.ipynb" for name, number in (("M\u00fcller", 1), ("\u0391", 2))]
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("__MACOSX/._w.ipynb", *names):
            archive.writestr(unicodedata.normalize("NFD", name), "{}")
        archive.writestr("Mller_3_assignsubmission_file_/w.ipynb", "{}")
    content = (tmp_path / "class.zip").read_bytes()
    content = content.replace(b"Mller_3", b"M\x81ler_3")  # an u with two points, as DOS has it
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := content.find(signature, at)) >= 0:
            content = content[: at + flags] + b"\0\0" + content[at + flags + 2 :]
            at += 4
    (tmp_path / "class.zip").write_bytes(content)
    found = find_submissions(tmp_path / "class.zip")
    assert [one.student for one in found] == ["M\u00fcler_3", "M\u00fcller_1", "\u0391_2"]
    assert [outcome(one) for one in found] == [("{}", ())] * 3


SECTIONS = (f"one/ada/{NAME}/{NOTEBOOK}", f"one/bob/{NAME}/{NOTEBOOK}", f"two/cyd/{NAME}/{NOTEBOOK}")


def test_students_in_sections_are_found(tmp_path: Path) -> None:
    """Below a folder for each section, nbgrader's trees are read as one class, beside results too."""
    for place in both_ways(tmp_path, *SECTIONS, f"results/ada/{NAME}/result.json", "results/grades.csv"):
        found = collect(place, ASSIGNMENT)
        assert {one.student: outcome(one)[0] for one in found.submissions} == dict(
            zip(("ada", "bob", "cyd"), SECTIONS, strict=True)
        )
        assert (found.passed_over, found.doubts) == (("results/",), ())


def test_student_of_two_sections_is_unclear(tmp_path: Path) -> None:
    """A name in two sections is nobody's until the teacher decides."""
    for place in both_ways(tmp_path, *SECTIONS, f"two/ada/{NAME}/{NOTEBOOK}"):
        assert students(place) == ["ada (1)", "ada (2)", "bob", "cyd"]


@pytest.mark.parametrize(
    "names",
    [
        ("zoe/w.ipynb", f"mallory/ada/{NAME}/{NOTEBOOK}", f"mallory/zoe/{NAME}/{NOTEBOOK}"),
        tuple(f"{student}/{hw}/{NAME}/{NOTEBOOK}" for student in ("mallory", "zoe") for hw in ("old", "new")),
        (f"zoe/{NAME}/{NOTEBOOK}", f"mallory/ada/{NAME}/{NOTEBOOK}", f"mallory/zoe/{NAME}/{NOTEBOOK}"),
    ],
)
def test_student_s_folder_is_no_section(names: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever a student has below a folder, it makes nobody else of it."""
    for place in both_ways(tmp_path, *names):
        assert set(students(place)) <= {"mallory", "zoe"}


def test_notebooks_in_sections_are_doubted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several notebooks side by side may be of one student or of a section: the command says so, with the folders."""
    put(tmp_path / "class", "one/ada.ipynb", "one/bob.ipynb", "two/cyd.ipynb", f"eve/{NOTEBOOK}", "eve/x.ipynb")
    arguments = ["--assignment", NAME, "--results", str(tmp_path / "r"), "--workers", "1"]
    assert main(["grade", str(tmp_path / "class"), *arguments]) == 0
    said = capsys.readouterr().out
    assert (
        f"Folders that hold several notebooks, none of them called {NOTEBOOK}: one. Each folder was graded as" in said
    )
    assert students(tmp_path / "class" / "one") == ["ada", "bob"]


@pytest.mark.parametrize("student", [f"ada/{NAME}/", "ada/"])
def test_results_in_the_tree_are_no_submission(student: str, tmp_path: Path) -> None:
    """A folder that `grade` has filled is passed over and named, in nbgrader's tree and in a folder of folders."""
    results = (f"results/ada/{NAME}/result.json", "results/grades.csv", "results/feedback/ada.html")
    for place in both_ways(tmp_path, f"{student}{NOTEBOOK}", f"{student.replace('ada', 'zoe')}{NOTEBOOK}", *results):
        found = collect(place, ASSIGNMENT)
        assert [one.student for one in found.submissions] == ["ada", "zoe"]
        assert found.passed_over == ("results/",)


BLACKBOARD = (
    f"HW_3_ada01_attempt_2025-02-03-10-10-10_{NOTEBOOK}",
    "HW_3_ada01_attempt_2025-02-03-10-10-10.txt",
    "HW_3_ada01_attempt_2025-02-04-09-00-00_final.ipynb",
    "HW_3_b_ob_attempt_2025-02-01-09-00-00_b.ipynb",
    "HW_3_cyd_attempt_2025-02-01-09-00-00.txt",
)
BRIGHTSPACE = (
    f"12-6789 - Ada - Lovelace - Dec 31, 2024 1150 PM/{NOTEBOOK}",
    f"12-6789 - Ada - Lovelace - Feb 4, 2025 310 PM/{NOTEBOOK}",
    f"12-6789 - Ada - Lovelace - Feb 4, 2025 1210 AM/{NOTEBOOK}",
    "13-6789 - Bob - Feb 4, 2025 1000 AM/b.ipynb",
    "index.html",
)
INBOUND = (
    f"ada+{NAME}+2025-02-03 10:00:00 UTC+aB3/{NOTEBOOK}",
    f"ada+{NAME}+2025-02-10 09:00:00.123456 UTC+cD4/w.ipynb",
    f"bob+{NAME}+2025-02-03 10:00:00 UTC/{NOTEBOOK}",
    f"bob+other+2025-02-03 10:00:00 UTC/{NOTEBOOK}",
)


def test_download_of_blackboard(tmp_path: Path) -> None:
    """Each student is there once, under the username, with the newest attempt; without a notebook this is said."""
    for place in both_ways(tmp_path, *BLACKBOARD):
        results = {found.student: outcome(found) for found in find_submissions(place)}
        assert list(results) == ["ada01", "b_ob", "cyd"]
        note = "The attempt of 2025-02-04 09:00:00 counts, as it is the newest. Left out: 2025-02-03 10:10:10."
        assert results["ada01"] == (BLACKBOARD[2], (note,))
        assert results["b_ob"] == (BLACKBOARD[3], ())
        assert "No notebook was handed in: there is attempt.txt" in results["cyd"][1][0]


def test_download_of_brightspace(tmp_path: Path) -> None:
    """The attempts of a student belong together and the newest counts; a name may have a dash in it."""
    for place in both_ways(tmp_path, *BRIGHTSPACE):
        found = find_submissions(place)
        assert [one.student for one in found] == ["Ada - Lovelace_12-6789", "Bob_13-6789"]
        content, (note,) = outcome(found[0])
        assert content == BRIGHTSPACE[1]
        assert "The attempt of 2025-02-04 15:10 counts" in note
        assert "Left out: 2024-12-31 23:50, 2025-02-04 00:10." in note


def test_inbound_folder_of_nbgrader(tmp_path: Path) -> None:
    """What nbgrader's exchange has received is each student's newest submission of this assignment."""
    for place in both_ways(tmp_path, *INBOUND):
        found = collect(place, ASSIGNMENT)
        assert {one.student: outcome(one)[0] for one in found.submissions} == {"ada": INBOUND[1], "bob": INBOUND[2]}
        assert found.passed_over == ("bob+other+2025-02-03 10:00:00 UTC/",)


@pytest.mark.parametrize("names", [BLACKBOARD, BRIGHTSPACE, INBOUND[:3]], ids=["Blackboard", "Brightspace", "inbound"])
def test_roster_finds_the_students_of_a_download(names: tuple[str, ...], tmp_path: Path) -> None:
    """Usernames, full names and nbgrader's own names are found on a roster."""
    lines = "student,username,name\nada,ada01,Lovelace Ada -\nbob,b_ob,Bob\ncyd,cyd,Cyd\n"
    put(tmp_path, "roster.csv", content=lines.replace("Lovelace Ada -", "Ada - Lovelace"))
    roster = read_roster(tmp_path / "roster.csv")
    for place in both_ways(tmp_path, *names):
        found = collect(place, ASSIGNMENT, roster).submissions
        assert roster.strangers(found) == []
        assert {one.student for one in found} >= {"ada"}


def test_part_of_a_username_takes_no_other_student_s_place(tmp_path: Path) -> None:
    """Where the end of a username is the id of another student, it is unclear whose the submission is."""
    put(tmp_path, "roster.csv", content="student\nb_ob\nob\nada01\n")
    found = collect(put(tmp_path / "class", *BLACKBOARD), ASSIGNMENT, read_roster(tmp_path / "roster.csv")).submissions
    assert [(one.student, one.unclear) for one in found if one.claimed] == [("b_ob (1)", True)]


def test_names_of_gradescope_are_doubted(tmp_path: Path) -> None:
    """Numbers of submissions are no students, and the sentence says where it is written whose they are."""
    put(tmp_path, f"submission_12/{NOTEBOOK}", f"submission_13/{NOTEBOOK}", "submission_metadata.yml")
    found = collect(tmp_path, ASSIGNMENT)
    assert [one.student for one in found.submissions] == ["submission_12", "submission_13"]
    assert "Names that look like a download from Gradescope: submission_12, submission_13." in found.doubts[0]
    put(tmp_path, "roster.csv", content="student,id\nada,submission_12\n")
    assert collect(tmp_path, ASSIGNMENT, read_roster(tmp_path / "roster.csv")).submissions[0].student == "ada"

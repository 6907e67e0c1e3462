"""The roster of a class: who is called what, who handed in nothing, and one sentence for whatever is wrong with it."""

from pathlib import Path

import pytest

from autograder import __main__ as command_line
from autograder.intake.collection import Found, collect
from autograder.intake.roster import Roster, RosterError, read_roster
from tests.hostile_files.places import put


def roster(tmp_path: Path, text: str, encoding: str = "utf-8") -> Roster:
    """The roster of a file with this text."""
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    return read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize(
    "text",
    [
        "student,name\nada,Ada Lovelace\nzoe,Zoë\n",
        "\ufeffStudent ; NAME\r\nada;Ada Lovelace\r\n\r\nzoe;Zoë\r\n",
        'name\tid\n"Ada Lovelace"\tada\nZoë\tzoe',
        "username,name,shoe size\nada,Ada Lovelace,38\nzoe,Zoë,40\n",
    ],
)
def test_forms_of_spreadsheets_are_read(text: str, tmp_path: Path) -> None:
    """Commas, semicolons and tabs, a mark at the start, empty lines, columns in any order or of no interest."""
    assert roster(tmp_path, text).names == {"ada": "Ada Lovelace", "zoe": "Zoë"}


@pytest.mark.parametrize(
    "found",
    [
        Found("ada"),
        Found("ADA"),
        Found("lovelaceada_4021", keys=("4021", "lovelaceada")),
        Found("ada@example.org"),
        Found("Ada Lovelace_77", keys=("77", "Ada Lovelace")),
        Found("x", keys=("lovelaceada",)),
        Found("LOVELACE, ADA"),
    ],
)
def test_student_is_known_by_every_id_and_the_name(found: Found, tmp_path: Path) -> None:
    """Ids of the platform, user names and addresses lead to the id of the roster, and at last a name does."""
    names = "Lovelace, Ada" if "lovelaceada" in found.keys or "," in found.student else "Ada Lovelace"
    text = f'student,id,email,name\nada,4021,ada@example.org,"{names}"\nmax,4022,,Max\n'
    assert roster(tmp_path, text).rename(found).student == "ada"


def test_id_counts_before_a_name(tmp_path: Path) -> None:
    """A name that is another student's id, or the name of two, leads to nobody else."""
    known = roster(tmp_path, "student,id,name\nada,1,Max\nmax,2,Ada\nsam,3,Kim\neve,4,Kim\n")
    assert known.rename(Found("x", keys=("1", "Max"))).student == "ada"
    assert known.rename(Found("max")).student == "max"
    assert known.rename(Found("y", keys=("9", "Kim"))).student == "y"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no column student"),
        ("name,points\nada,3\n", "has no column student"),
        ("student,student\na,b\n", "has two columns student"),
        ("student,name\n", "names nobody"),
        ("student,name\nada,Ada\nada,Zoe\n", "ada in line 3 of the roster .* was there before"),
        ("student,name\n,Ada\n", "There is no student in line 2"),
        ("student,id\nada,7\nzoe,7\n", "7 in line 3 of the roster .* is what ada is called too"),
        ('student,name\nada,"Ada\n', "is no CSV file"),
        ("student,name\nada," + "x" * 200_000 + "\n", "is no CSV file"),
    ],
)
def test_bad_roster_is_one_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    """What is wrong and in which line."""
    with pytest.raises(RosterError, match=sentence) as raised:
        roster(tmp_path, text)
    assert "\n" not in str(raised.value)


def test_file_that_is_no_roster_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another encoding, a folder, a missing file, a giant one."""
    with pytest.raises(RosterError, match="not in UTF-8"):
        roster(tmp_path, "student\nzoë\n", "latin-1")
    with pytest.raises(RosterError, match="cannot be read: Is a directory"):
        read_roster(tmp_path)
    with pytest.raises(RosterError, match="cannot be read: No such file"):
        read_roster(tmp_path / "missing.csv")
    monkeypatch.setattr("autograder.intake.roster.MAX_BYTES", 3)
    with pytest.raises(RosterError, match="larger than"):
        read_roster(tmp_path / "roster.csv")


def test_results_go_by_the_roster(tmp_path: Path) -> None:
    """Submissions of Canvas get the ids of the roster; who is absent and who is a stranger is told, in order."""
    put(tmp_path, "class/lovelaceada_21_900_w.ipynb", "class/hoppergrace_22_901_w.ipynb")
    known = roster(tmp_path, "student,id,name\nzoe,24,Zoë\nada,21,Ada Lovelace\nmax,23,\n")
    found = collect(tmp_path / "class", known.rename).submissions
    assert [one.student for one in found] == ["ada", "hoppergrace_22"]
    assert known.absent(found) == ["max", "zoe"]
    assert known.strangers(found) == ["hoppergrace_22"]
    assert list(map(known.tell, ("zoe", "max"))) == ["zoe (Zoë)", "max"]


def test_two_submissions_of_one_student_stay_two(tmp_path: Path) -> None:
    """Where the roster leads two submissions to one student, the second has a number and a sentence."""
    put(tmp_path, "class/ada.ipynb", "class/4021.ipynb")
    known = roster(tmp_path, "student,id\nada,4021\n")
    found = collect(tmp_path / "class", known.rename).submissions
    assert [one.student for one in found] == ["ada", "ada (2)"]
    assert "another submission by the name of ada" in found[1].remarks[0]


@pytest.mark.parametrize("name", ["../../x", "=1+1", "a\x1b[2Jb", "x" * 1_000, "CON"])
def test_hostile_roster_gives_safe_ids(name: str, tmp_path: Path) -> None:
    """An id of the roster is made as harmless as one of a submission, and a name is one line."""
    known = roster(tmp_path, f'student,name\n{name},"a\x1b[31m\u202e\nb"\n')
    (student,) = known.names
    assert Path(student).name == student
    assert known.tell(student).isprintable()


def test_bad_roster_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line says what is wrong in one line and grades nothing."""
    put(tmp_path, "class/ada.ipynb", "roster.csv", content="name\nAda\n")
    arguments = ["grade", str(tmp_path / "class"), "--results", str(tmp_path / "results")]
    assert command_line.main([*arguments, "--roster", str(tmp_path / "roster.csv")]) == 2
    said = capsys.readouterr()
    assert "has no column student" in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not (tmp_path / "results").exists()

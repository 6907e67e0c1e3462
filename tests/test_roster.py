"""The roster of a class: who is called what, who handed in nothing, and one sentence for whatever is wrong with it."""

from pathlib import Path

import pytest

from autograder import __main__ as command_line
from autograder.intake.collection import collect
from autograder.intake.roster import Roster, RosterError, read_roster
from tests.first_assignment import ASSIGNMENT, NAME
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
    ("names", "place"),
    [
        ("Ada Lovelace", "ada.ipynb"),
        ("Ada Lovelace", "ADA.ipynb"),
        ("Lovelace, Ada", "lovelaceada_4021_900_w.ipynb"),
        ("Lovelace, Ada", "lovelaceada_99_900_w.ipynb"),
        ("Ada Lovelace", "somebody_4021_900_w.ipynb"),
        ("Ada Lovelace", "ada@example.org.ipynb"),
        ("Ada Lovelace", "Ada Lovelace_77_assignsubmission_file/w.ipynb"),
        ("Lovelace, Ada", "LOVELACE, ADA.ipynb"),
    ],
)
def test_student_is_known_by_every_id_and_the_name(names: str, place: str, tmp_path: Path) -> None:
    """Ids of the platform, user names and addresses lead to the id of the roster, and at last a name does."""
    known = roster(tmp_path, f'student,id,email,name\nada,4021,ada@example.org,"{names}"\nmax,4022,,Max\n')
    assert students(tmp_path, known, place) == ["ada"]


def students(tmp_path: Path, known: Roster, *places: str) -> list[str]:
    """The ids that submissions at some places get by a roster."""
    return [one.student for one in collect(put(tmp_path / "class", *places), ASSIGNMENT, known).submissions]


def test_id_counts_before_a_name(tmp_path: Path) -> None:
    """A name that two have leads to nobody; a text that is one word is an id and no name."""
    known = roster(tmp_path, "student,id,name\nada,1,Max\nmax,2,Ada\nsam,3,Kim\neve,4,Kim\n")
    assert students(tmp_path, known, "max_1_900_w.ipynb", "kim_9_901_w.ipynb") == ["ada", "kim_9"]
    assert known.find(["max"], []) == ["max"]


# Each of these was another student's place.
TAKEN = {
    "the name is another's id": ["zoe_99_900_w.ipynb"],
    "the name is another's number": ["24_77_assignsubmission_file/w.ipynb"],
    "the name is another's address": ["zoe@example.org_77_assignsubmission_file/w.ipynb"],
    "the number is another's name": ["x_5555_900_w.ipynb"],
    "name and number together are another's id": ["smith_4021_900_w.ipynb"],
    "a name like the scheme of Moodle": ["x_24_assignsubmission_file_77_assignsubmission_file/w.ipynb"],
    "the same in a file": ["x_24_assignsubmission_file_77_assignsubmission_file_w.ipynb"],
    "a group like the scheme of Moodle": ["x_24_assignsubmission_file_assignsubmission_file_w.ipynb"],
    "a file like the scheme of Moodle": ["x_77_assignsubmission_file_y_24_assignsubmission_file_w.ipynb"],
    "a name like the scheme of Canvas": ["zedzoe_24_901_x_77_900_w.ipynb"],
    "a file like the scheme of Canvas": ["x_77_900_x_24_901_w.ipynb"],
    "both schemes": ["x_77_900__24_assignsubmission_file_w.ipynb"],
    "a name that is the mark of a late one": ["late_77_900_24_901_w.ipynb"],
    "the last name is the other's first name": ["Ada Lovelace_77_assignsubmission_file/w.ipynb"],
    "wide digits": ["Zed_\uff12\uff14_assignsubmission_file/w.ipynb"],
}


@pytest.mark.parametrize("places", TAKEN.values(), ids=TAKEN.keys())
def test_nobody_takes_the_place_of_another(places: list[str], tmp_path: Path) -> None:
    """A submission that is made to look like another student's gets an id that is nobody's on the roster."""
    lines = ("zoe,24,zoe@example.org,Zoe Zed", "smith_4021,7,,Sam Smith", "one,8,,5555", "b,9,,Lovelace Ada")
    known = roster(tmp_path, "\n".join(("student,id,email,name", *lines, "c,10,,Ada Lovelace")))
    # The other students' own submissions; the names of Canvas count only where all are called so.
    own = ["eve_10_902_w.ipynb"] if "assign" not in places[0] else []
    found = collect(put(tmp_path / "class", *places, *own), ASSIGNMENT, known).submissions
    (one,) = [one for one in found if one.student != "c"]
    assert one.student not in known.names
    assert not known.knows(one.student)
    assert one.read(ASSIGNMENT).content == b"{}"


@pytest.mark.parametrize(
    "places",
    [
        ["Zoe Zed_1_assignsubmission_file/w.ipynb", "Zoe Zed_2_assignsubmission_file/w.ipynb"],
        ["zed.ipynb", "24.ipynb"],
        ["zed.ipynb", "ZED.ipynb"],
        ["zedzoe_24_900_w.ipynb", "zoezed_99_901_w.ipynb"],
    ],
)
def test_what_two_claim_is_nobody_s(places: list[str], tmp_path: Path) -> None:
    """Two submissions that claim one student keep ids that are nobody's, with a remark; the student is not absent."""
    known = roster(tmp_path, "student,id,name\nzed,24,Zoe Zed\nada,25,Ada\n")
    found = collect(put(tmp_path / "class", *places), ASSIGNMENT, known).submissions
    assert len(found) == 2
    for one in found:
        assert one.unclear
        assert one.claimed == ("zed",)
        assert not known.knows(one.student)
        assert f"is graded as {one.student};" in one.read(ASSIGNMENT).remarks[-1]
    assert known.absent(found) == ["ada"]
    assert known.strangers(found) == []


def test_name_and_number_that_contradict_are_nobody_s(tmp_path: Path) -> None:
    """A number of one student with the name of another is unclear, and costs neither of them the own submission."""
    known = roster(tmp_path, "student,id,name\nzed,24,zedzoe\nada,25,lovelaceada\n")
    places = ("zedzoe_25_900_w.ipynb", "zedzoe_24_901_w.ipynb")
    assert students(tmp_path, known, *places) == ["zed", "zedzoe_25 (1)"]


def test_twins_have_neither_s_place_without_a_roster(tmp_path: Path) -> None:
    """Ids that are one to a file system, or become one when they are made safe, are nobody's; each has a number."""
    put(
        tmp_path,
        "ada.ipynb",
        "ADA.ipynb",
        "a:b.ipynb",
        "a_b.ipynb",
        "a_b (1).ipynb",
        "ﬁ.ipynb",
        "fi.ipynb",
        "max.ipynb",
    )
    found = collect(tmp_path, ASSIGNMENT).submissions
    ids = ["ADA (1)", "a_b (1)", "a_b (2)", "a_b (3)", "ada (2)", "fi (1)", "max", "ﬁ (2)"]
    assert [one.student for one in found] == ids
    assert [one.student for one in found if not one.unclear] == ["a_b (1)", "max"]


def test_long_name_does_not_push_the_number_out(tmp_path: Path) -> None:
    """Of a name that is far too long the end is cut off; the number behind it stays, so no other takes its place."""
    name = f"{'y' * 145}#24{'z' * 50}"
    (one,) = collect(put(tmp_path, f"{name}_77_assignsubmission_file/w.ipynb", "a.txt"), ASSIGNMENT).submissions
    assert one.student.endswith("_77")
    assert len(one.student.encode()) <= 150


def test_unclear_submissions_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`grade` names what is nobody's, whom it may be of, and a result from before that may be the wrong one."""
    put(tmp_path, "roster.csv", content="student,id\nada,21\nzoe,22\n")
    put(tmp_path, "class/ada.ipynb")
    options = ("--assignment", NAME, "--results", str(tmp_path / "results"), "--workers", "1")
    command = ["grade", str(tmp_path / "class"), *options]
    command += ["--roster", str(tmp_path / "roster.csv")]
    assert command_line.main(command) == 0
    put(tmp_path, "class/21.ipynb")
    capsys.readouterr()
    assert command_line.main(command) == 0
    said = capsys.readouterr().out
    assert "2 cannot be matched to a student and count for nobody: 21 (1), ada (1)." in said
    assert "They may be from ada." in said
    assert "Earlier results still exist for ada" in said
    assert "1 on the roster handed in nothing: zoe." in said
    assert "of nobody on the roster" not in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no column student"),
        ("name,points\nada,3\n", "has no column student"),
        ("student,student\na,b\n", "has two columns student"),
        ("student,name\n", "lists no students"),
        ("student,name\nada,Ada\nada,Zoe\n", "ada in line 3 of the roster .* appears twice"),
        ("student,name\n,Ada\n", "The column student is empty in line 2"),
        ("student,id\nada,7\nzoe,7\n", "7 in line 3 of the roster .* is also used by ada"),
        ('student,name\nada,"Ada\n', "is not a CSV file"),
        ("student,name\nada," + "x" * 200_000 + "\n", "is not a CSV file"),
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
    found = collect(tmp_path / "class", ASSIGNMENT, known).submissions
    assert [one.student for one in found] == ["ada", "hoppergrace_22"]
    assert known.absent(found) == ["max", "zoe"]
    assert known.strangers(found) == ["hoppergrace_22"]
    assert list(map(known.tell, ("zoe", "max"))) == ["zoe (Zoë)", "max"]


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
    arguments = ["grade", str(tmp_path / "class"), "--assignment", NAME, "--results", str(tmp_path / "results")]
    assert command_line.main([*arguments, "--roster", str(tmp_path / "roster.csv")]) == 2
    said = capsys.readouterr()
    assert "has no column student" in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize("names", ["Student", "LastName,FirstName"])
def test_gradebook_of_canvas_is_a_roster(names: str, tmp_path: Path) -> None:
    """The export of a course names its students by their logins, and neither its maxima nor its test student."""
    rows = [
        ("    Points Possible", "", ",,,,,100"),
        ("Lovelace", "Ada", ",101,S1,ada,A,"),
        ("Hopper", "Grace", ",102,S2,,A,"),
        ("Noether", "Emmy", ",103,,,B,"),
        ("Student", "Test", ",999,,x,A,"),
    ]
    lines = [f"{names},ID,SIS User ID,SIS Login ID,Section,HW (1)"]
    for last, first, rest in rows:
        both = f"{last},{first}" if "," in names else f'"{last}, {first}"' if first else last
        lines.append(both + rest)
    (tmp_path / "gradebook.csv").write_text("\n".join(lines) + "\n")
    roster = read_roster(tmp_path / "gradebook.csv")
    assert roster.names == {"ada": "Lovelace, Ada", "S2": "Hopper, Grace", "103": "Noether, Emmy"}
    assert roster.find(["101"], []) == roster.find([], ["lovelaceada"]) == roster.find(["s1"], []) == ["ada"]

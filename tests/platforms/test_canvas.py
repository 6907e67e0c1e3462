"""Canvas: one column of a course's own gradebook is filled, and nothing else is touched; or a table from nothing."""

import csv
import io
from pathlib import Path

import pytest

from autograder.intake.roster import Roster, read_roster
from autograder.platforms import PlatformError
from autograder.platforms.canvas import fill_gradebook, make_table
from autograder.platforms.fill_column import read_number
from tests.first_assignment import ASSIGNMENT

TITLE = "Convolutional Neural Networks: Step by Step (881)"
HEADER = f"Student,ID,SIS User ID,SIS Login ID,Section,{TITLE},Essay (882),Final Score"
GRADEBOOK = "\r\n".join(
    [
        HEADER,
        '"    Points Possible",,,,,100.00,10,(read only)',
        ',,,,,Manual Posting,,',
        '"Lovelace, Ada",4021,u1,ada@example.org,"One, and Two",,9,90',
        '"Hopper, Grace",4022,u2,grace@example.org,One,55,,',
        '"Noether, Emmy",4023,u3,emmy,One,EX,,',
        '"Franklin, Rosalind",4024,u4,rosalind,One,-,"=1+1",',
        '"Curie, ""Marie""",4025,u5,marie,One,,,',
        "",
    ]
)  # fmt: skip


def fill(
    scores: dict[str, float | None], text: str = GRADEBOOK, column: str | None = None, roster: Roster | None = None
):
    """The filled gradebook as text, and what was said."""
    table = fill_gradebook(text.encode(), "gradebook.csv", scores, ASSIGNMENT, column, roster or Roster())
    return table.content.decode(), " ".join(table.remarks)


def scores_in(text: str) -> dict[str, str]:
    """The cells of the column by the number of the student."""
    return {row[1]: row[5] for row in csv.reader(io.StringIO(text, newline="")) if row and row[1].isdigit()}


@pytest.mark.parametrize(
    "student",
    [
        "4021",
        "lovelaceada_4021",
        "u1",
        "ada@example.org",
        "ada",
        "ADA",
        "Lovelace, Ada",
        "lovelaceada_9",
        "Lovelace Ada",
    ],
)
def test_student_is_found(student: str) -> None:
    """A row is found by Canvas's number, SIS id, login, the part of it before the @, or the name."""
    text, said = fill({student: 73.5})
    assert scores_in(text) == {"4021": "73.5", "4022": "55", "4023": "EX", "4024": "-", "4025": ""}
    assert "1 of 1 scores are in the column" in said


def test_roster_tells_who_somebody_is() -> None:
    """A student whose id in the results is none of Canvas's is found by any other id of the roster, or by the name."""
    roster = Roster({"s1": "", "s2": "Hopper, Grace"}, {"s1": "s1", "4021": "s1", "s2": "s2"}, {})
    assert scores_in(fill({"s1": 10, "s2": 20}, roster=roster)[0])["4021"] == "10"
    assert scores_in(fill({"s1": 10, "s2": 20}, roster=roster)[0])["4022"] == "20"
    # What looks like a name in a download is none when the roster has it.
    named = Roster({"smith_4021": ""}, {"smith_4021": "smith_4021", "marie": "smith_4021"}, {})
    assert scores_in(fill({"smith_4021": 30}, roster=named)[0])["4025"] == "30"


def test_roster_and_file_compare_ids_in_one_way(tmp_path: Path) -> None:
    """An id with a letter that ignoring case takes apart is the same id in the roster and in the file."""
    (tmp_path / "roster.csv").write_text("student,username\ns1,\u0390da\n", encoding="utf-8")
    text = GRADEBOOK.replace(",marie,", ",\u0390da,")
    assert scores_in(fill({"s1": 10}, text, roster=read_roster(tmp_path / "roster.csv"))[0])["4025"] == "10"


def test_everything_else_stays_byte_for_byte() -> None:
    """Rows without a new score keep their bytes, quotes and line ends too; of a filled row only the cell is another."""
    before, after = GRADEBOOK.split("\r\n"), fill({"4021": 100})[0].split("\r\n")
    changed = [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert changed == [3]
    assert after[3] == '"Lovelace, Ada",4021,u1,ada@example.org,"One, and Two",100,9,90'
    assert fill({})[0] == GRADEBOOK


@pytest.mark.parametrize(
    ("end", "mark", "delimiter"), [("\n", "", ","), ("\r\n", "\ufeff", ","), ("\n", "\ufeff", ";")]
)
def test_form_of_the_file_is_kept(end: str, mark: str, delimiter: str) -> None:
    """Line ends, the mark at the beginning and the delimiter stay as they are."""
    text = mark + GRADEBOOK.replace("\r\n", end)
    if delimiter == ";":
        text = mark + end.join(["Student;ID;Section;cnn_step_by_step", "Ada;4021;One;", '"a\nb";4022;;7', ""])
    filled, _ = fill({"4021": 100}, text)
    assert filled.startswith(mark + "Student")
    assert filled.count("\r") == text.count("\r")
    assert f"4021{delimiter}" in filled
    assert len(filled) == len(text) + 3


def test_those_without_a_row_are_told() -> None:
    """Nothing is lost in silence: who has no row, who is excused, whose score replaced one, who has no result."""
    text, said = fill({"4022": 60, "4023": 70, "nobody": 80, "\x1b[2Jeve": 5})
    assert scores_in(text) == {"4021": "", "4022": "60", "4023": "EX", "4024": "-", "4025": ""}
    assert "1 of 4 scores are in the column" in said
    assert "1 of them replace another score: 4022 (55, now 60)." in said
    assert "1 excused (EX), so unchanged: 4023" in said
    assert "2 have no row, so their scores are not in the file: ?[2Jeve, nobody" in said
    assert "3 rows have no result" in said


def test_what_fits_two_is_nobody_s() -> None:
    """Two results for one row, and a result that fits two rows, are told and not written."""
    text, said = fill({"4021": 10, "ada": 20})
    assert scores_in(text)["4021"] == ""
    assert "2 could match several rows, or the row of somebody else" in said
    twins = GRADEBOOK.replace("Hopper, Grace", "Lovelace, Ada")
    assert "1 could match several rows" in fill({"Lovelace Ada": 10}, twins)[1]
    swapped = GRADEBOOK.replace("4022,u2", "4022,4021")
    assert "1 could match several rows" in fill({"4021": 10}, swapped)[1]


def test_name_is_asked_last() -> None:
    """Who is found by a number keeps the row, also when somebody else has the same name."""
    text, said = fill({"lovelaceada_4021": 10, "Lovelace Ada": 20})
    assert scores_in(text)["4021"] == "10"
    assert "1 have no row, so their scores are not in the file: Lovelace Ada" in said


# A row that a student made look like the one of s123, and the id that another student's results have.
PRETENDERS = {
    "the name is an id": "s123,4026,u6,eve@example.org,One,,,",
    "an address elsewhere begins like an id": "Eve,4026,u6,s123@evil.example,One,,,",
    "an address that is two": "Eve,4026,u6,s123@example.org@evil.example,One,,,",
}


@pytest.mark.parametrize("row", PRETENDERS.values(), ids=PRETENDERS.keys())
def test_nobody_takes_the_score_of_another(row: str) -> None:
    """An id is not found in a column of names, nor in an address of a domain that the others do not have."""
    text, said = fill({"s123": 100}, f"{GRADEBOOK}{row}\r\n")
    assert set(scores_in(text).values()) == {"", "55", "EX", "-"}
    assert "1 have no row, so their scores are not in the file: s123" in said


def test_whole_id_counts_before_a_part_of_an_address() -> None:
    """A login counts for its own student, also where an address begins like it."""
    row = "Eve,4026,u6,emmy@example.org,One,,,"
    text, said = fill({"emmy": 10}, GRADEBOOK.replace(",EX,", ",,") + f"{row}\r\n")
    assert scores_in(text)["4023"] == "10"
    assert scores_in(text)["4026"] == ""
    assert "1 of 1 scores" in said


def test_part_of_an_address_that_two_have_is_nobody_s() -> None:
    """Two addresses that begin alike leave the cells of both as they are."""
    rows = "Eve,4026,u6,rosa@example.org,One,,,\r\nMax,4027,rosa@example.org,x,One,,,\r\n"
    text, said = fill({"rosa": 10}, GRADEBOOK + rows)
    assert (scores_in(text)["4026"], scores_in(text)["4027"]) == ("", "")
    assert "1 could match several rows" in said


def test_first_name_that_is_a_last_name_is_nobody_s() -> None:
    """Where one student's first name is another's last name, a name alone fills neither cell."""
    rows = '"Ada, Lovelace",4026,u6,x,One,,,\r\n'
    text, said = fill({"s1": 10}, GRADEBOOK + rows, roster=Roster({"s1": "Ada Lovelace"}, {"s1": "s1"}, {}))
    assert (scores_in(text)["4021"], scores_in(text)["4026"]) == ("", "")
    assert "1 could match several rows, or the row of somebody else, so their scores are not in the file: s1." in said


def test_unclear_submissions_fill_no_cell() -> None:
    """What `grade` called nobody's is listed as unclear; an id of the roster that looks like it is not."""
    text, said = fill({"ada (1)": 10, "ada (2)": 20, "4022 (1)": 30})
    assert scores_in(text) == {"4021": "", "4022": "55", "4023": "EX", "4024": "-", "4025": ""}
    assert "3 could match several rows, or the row of somebody else" in said
    roster = Roster({"ada (1)": ""}, {"ada (1)": "ada (1)", "4021": "ada (1)"}, {})
    assert scores_in(fill({"ada (1)": 10}, roster=roster)[0])["4021"] == "10"


def test_table_from_nothing_has_nobody_twice() -> None:
    """Without an export a number that two students have, and what is unclear, is listed and left out."""
    table = make_table({"x_4021": 1, "y_4021": 2, "ada (1)": 3, "eve": 4}, ASSIGNMENT, Roster())
    assert [row[3] for row in csv.reader(table.content.decode().splitlines())][2:] == ["eve"]
    assert (
        "3 could match several rows, or the row of somebody else, so their scores are not in the file: ada (1),"
        in table.remarks[0]
    )


def test_fault_of_ours_stays_empty() -> None:
    """What the grader failed on is no zero: the cell stays as it was, and the student is told."""
    text, said = fill({"4021": None, "4022": None, "4025": 0})
    assert scores_in(text) == {"4021": "", "4022": "55", "4023": "EX", "4024": "-", "4025": "0"}
    assert "2 could not be graded because of a problem in the grader and got no score: 4021, 4022" in said
    table = make_table({"ada": None, "eve": 0}, ASSIGNMENT, Roster())
    assert [row[3:] for row in csv.reader(table.content.decode().splitlines())][2:] == [
        ["ada", "", ""],
        ["eve", "", "0"],
    ]


def test_points_of_canvas_count() -> None:
    """Where the assignment is worth another number of points in Canvas, scores are multiplied, and that is told."""
    text, said = fill({"4021": 73.5}, GRADEBOOK.replace("100.00", "50"))
    assert scores_in(text)["4021"] == "36.75"
    assert "multiplied by 0.5" in said
    assert "multiplied" not in fill({"4021": 73.5})[1]


@pytest.mark.parametrize("column", ["Essay", "essay (882)", "882"])
def test_column_can_be_chosen(column: str) -> None:
    """An assignment is named by its title, its whole heading or its number."""
    text, said = fill({"4021": 50}, column=column)
    assert '"Lovelace, Ada",4021,u1,ada@example.org,"One, and Two",,5,90' in text
    assert "in the column Essay (882)" in said


@pytest.mark.parametrize(
    ("text", "column", "sentence"),
    [
        (GRADEBOOK, "Quiz", "no column called Quiz. Choose one: --column TITLE. Assignments in it: Convolutional"),
        (GRADEBOOK, "Final Score", "no column called Final Score"),
        (GRADEBOOK.replace("Essay", TITLE.partition(" (")[0]), None, "2 columns called"),
        ("student,score\nada,1\n", None, "is not a Canvas gradebook"),
        ("", None, "has no first line"),
        ('Student,ID,Section,x\n"a', None, "is not a CSV file"),
    ],
)
def test_wrong_file_is_refused(text: str, column: str | None, sentence: str) -> None:
    """A file or a column that cannot be filled is refused with what there is."""
    with pytest.raises(PlatformError, match=sentence.replace("(", r"\(")):
        fill({"4021": 1}, text, column)
    with pytest.raises(PlatformError, match="not in UTF-8"):
        fill_gradebook("Straße".encode("latin-1"), "gradebook.csv", {}, ASSIGNMENT, None, Roster())


def test_table_from_nothing_is_what_canvas_reads() -> None:
    """Without an export the table has Canvas's columns; numbers and logins where the ids tell them; no formulas."""
    roster = Roster({"ada": "Lovelace, Ada", "smith_2": "Smith"}, {}, {})
    scores = {"lovelaceada_4021": 73.5, "ada": 100, "smith_2": 1, "=cmd|' /C calc'!A0": 5}
    header, points, *rows = csv.reader(make_table(scores, ASSIGNMENT, roster).content.decode().splitlines())
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", TITLE.partition(" (")[0]]
    assert (points[0].strip(), points[5]) == ("Points Possible", "100")
    assert rows == [
        ["", "", "", "'=cmd|' /C calc'!A0", "", "5"],
        ["Lovelace, Ada", "", "", "ada", "", "100"],
        ["lovelaceada", "4021", "", "", "", "73.5"],
        ["Smith", "", "", "smith_2", "", "1"],
    ]


@pytest.mark.parametrize(
    "row",
    [
        '"Ada",4021,"u1",,"One",@,"9",90',
        '"Love ""Ada"", lace",4021,u1,"a\r\nb",One,@,9,',
        "Ada,4021,u1,,One,@",
        'A"d"a,4021,u1,"","",@,"",""',
    ],
)
def test_other_cells_of_a_filled_row_stay_byte_for_byte(row: str) -> None:
    """Quotes that are not needed, line ends in a cell and missing cells stay in a row that gets a score."""
    for before in ("", "5", '"5"'):
        text = f"{HEADER}\r\n    Points Possible,,,,,100\r\n{row.replace('@', before)}\r\n"
        assert fill({"4021": 60}, text)[0] == text.replace(row.replace("@", before), row.replace("@", "60"))
    short = f'{HEADER}\r\n    Points Possible,,,,,100\r\n"Ada",4021\r\n'
    assert fill({"4021": 60}, short)[0] == short.replace("4021\r", "4021,,,,60\r")


def test_score_that_is_there_already_is_not_replaced() -> None:
    """Scores are compared as numbers: a row with the same score keeps its bytes, and only others are listed."""
    text = GRADEBOOK.replace(",,9,90", ",73.50,9,90").replace("One,55,,", '"One","055,00",,')
    filled, said = fill({"4021": 73.5, "4022": 55, "4025": 10}, text)
    assert filled.split("\r\n")[:6] == text.split("\r\n")[:6]
    assert "3 of 3 scores" in said
    assert "replace" not in said
    assert "1 of them replace another score: 4022 (055,00, now 54)." in fill({"4021": 73.5, "4022": 54}, text)[1]


def test_student_who_is_not_assigned_stays_so() -> None:
    """Canvas passes over a cell with N/A: it stays, and is counted apart from those who are excused."""
    text, said = fill({"4021": 60, "4023": 70}, GRADEBOOK.replace(",,9,90", ",N/A,9,90"))
    assert (scores_in(text)["4021"], scores_in(text)["4023"]) == ("N/A", "EX")
    assert "0 of 2 scores" in said
    assert "1 not assigned this (N/A), so unchanged: 4021." in said
    assert "1 excused (EX), so unchanged: 4023." in said


def test_names_in_two_columns_are_read() -> None:
    """An export with LastName and FirstName finds students by both together, and never by one."""
    text = "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section," + TITLE + "\n    Points Possible,,,,,,100\n"
    text += "Lovelace,Ada,4021,u1,a,One,\nHopper,Grace,4022,u2,g,One,\nvan Rossum,Guido,4023,u3,v,One,\n"
    filled, said = fill({"lovelace ada": 10, "Hopper, Grace": 20, "vanrossumguido_9": 30, "Lovelace": 40}, text)
    assert [line.rpartition(",")[2] for line in filled.splitlines()[2:]] == ["10", "20", "30"]
    assert "1 have no row, so their scores are not in the file: Lovelace." in said


@pytest.mark.parametrize("most", ["", "1,000", "A", "0"])
def test_maximum_that_is_not_known_is_reported(most: str) -> None:
    """No maximum, and one that can be read in two ways, is never taken for 100 without a word."""
    text, said = fill({"4021": 50}, GRADEBOOK.replace("100.00", f'"{most}"'))
    assert scores_in(text)["4021"] == "50"
    assert "Cannot tell how many points Canvas gives for the assignment" in said
    assert "The maximum" not in fill({"4021": 50})[1]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("100", 100), ("100.00", 100), ("10,00", 10), ("7,5", 7.5), ("-1.5", -1.5), ("0,125", 0.125), ("5.", 5)),
        *(("1,000.00", 1000), ("1.000,00", 1000), ("1\u00a0000,00", 1000), ("1'000.5", 1000.5), ("1,000,000", 1e6)),
        *(("", None), ("-", None), ("A", None), ("1,000", None), ("1.000", None), ("1.0,0.0", None), ("N/A", None)),
    ],
)
def test_numbers_of_any_country_are_read(text: str, number: float | None) -> None:
    """Points, commas, blanks and apostrophes in a number are read, unless that can be done in two ways."""
    assert read_number(text) == number

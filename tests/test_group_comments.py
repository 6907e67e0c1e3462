"""`comments.csv`: a comment, and points, for all students of a group, kept when it is written again."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.grading.grader import Grader
from autograder.group_comments import COLUMNS, COMMENTS, CommentRow, CommentsError, read_comments, write_comments
from autograder.result import ExerciseResult, GroupComment, Record
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED, Notebook, edit, fill
from tests.conftest import to_bytes
from tests.first_assignment import NAME

TEXTS = (
    "Pad with zeros.",
    "Look at `pad`, please.\n\n- then at the loop\n=1+1",
    'He said: "no, never", and 100 %',
    "'quoted'",
    "ünïcode, 漢字",
    "",
)


@pytest.fixture
def folder(tmp_path: Path) -> ResultsFolder:
    """A folder for results."""
    (tmp_path / "results").mkdir()
    return ResultsFolder(tmp_path / "results", NAME)


def write(folder: ResultsFolder, text: str | bytes) -> None:
    """Write the file of comments as it is given."""
    (folder.path / COMMENTS).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("text", TEXTS)
def test_a_comment_comes_back_as_it_was_written(folder: ResultsFolder, text: str) -> None:
    """Whatever a teacher writes is the same after any number of rounds through the file, and no cell is a formula."""
    comment = GroupComment(text, 7.5)
    for _ in range(3):
        row = CommentRow("zero_pad", "bcdf", 2, "pads_with_ones", "=ada", comment)
        write_comments(folder.path / COMMENTS, [row])
        comments = read_comments(folder)
        assert comments == {("zero_pad", "bcdf"): GroupComment(text, 7.5)}
        comment = comments["zero_pad", "bcdf"]
    content = (folder.path / COMMENTS).read_text(encoding="utf-8-sig")
    header, cells = csv.reader(io.StringIO(content, newline=""))
    assert tuple(header) == COLUMNS
    assert not [line for cell in cells for line in cell.split("\n") if line.startswith(("=", "+", "-", "@"))]


def test_a_spreadsheet_of_any_country_is_read(folder: ResultsFolder) -> None:
    """Semicolons or tabs, a decimal comma, columns in another order, and more of them."""
    for sign in ";\t":
        rows = ("points comment group exercise mine", "7,5 Zeros. bcdf zero_pad x", " ")
        write(folder, "\r\n".join(row.replace(" ", sign) for row in rows))
        assert read_comments(folder) == {("zero_pad", "bcdf"): GroupComment("Zeros.", 7.5)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("exercise,group,comment,points\nzero_pad,bcdf,x,eleven\n", "row 2: eleven is not a number"),
        ("exercise,group,comment,points\nzero_pad,bcdf,x,-1\n", "row 2: -1 is not a number"),
        ("exercise,group,comment,points\nzero_pad,right,,\nzero_pad,bcdf,x,11\n", "row 3: 11 is more than the 10"),
        ("exercise,group,comment,points\nconv_backward,bcdf,x,1\n", "more than the 0 points"),
        (
            "exercise,group,comment,points\nzero_pad,bcdf,x,\nzero_pad,bcdf,y,\n",
            "row 3: a row above already has a comment",
        ),
        ("exercise,group,comment\nzero_pad,bcdf,x\n", "no column points"),
        ("", "not a table"),
        ("exercise,group,comment,points\nzero_pad,bcdf,\xe9t\xe9,\n".encode("latin-1"), "CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    folder: ResultsFolder, content: str | bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says what is wrong and in which row; no command goes on without the comments."""
    write(folder, content)
    with pytest.raises(CommentsError, match=message):
        read_comments(folder)
    (folder.path / "ada" / NAME).mkdir(parents=True)
    (folder.path / "ada" / NAME / "result.json").write_text("{}")
    assert main(["feedback", str(folder.path)]) == 2
    assert message in " ".join(capsys.readouterr().err.split())


@pytest.fixture(scope="module")
def wrong(grader: Grader, starter: Notebook, loops: dict[str, str]) -> Record:
    """The result of a notebook that pads with ones."""
    answers = edit(loops, "zero_pad", ("(0, 0)))", "(0, 0)), constant_values=1)"))
    return grader.grade("ada", to_bytes(fill(starter, answers)))


def row_of(exercise: ExerciseResult, text: str, points: str) -> str:
    """A file with a comment on the group of an answer."""
    assert exercise.groups is not None
    return f"exercise,group,comment,points\n{exercise.name},{exercise.groups.behaviour},{text},{points}\n"


def test_points_are_in_the_grades_also_after_a_regrade(
    folder: ResultsFolder, wrong: Record, tmp_path: Path, starter: Notebook, loops: dict[str, str]
) -> None:
    """`groups` and `grade` write the points of the group into grades.csv; `result.json` keeps the grader's."""
    submitted = tmp_path / "submitted"
    submitted.mkdir()
    answers = edit(loops, "zero_pad", ("(0, 0)))", "(0, 0)), constant_values=1)"))
    (submitted / "ada.ipynb").write_bytes(to_bytes(fill(starter, answers)))
    (submitted / "bob.ipynb").write_bytes(to_bytes(fill(starter, loops)))
    grade = ["grade", str(submitted), "--results", str(folder.path), "--assignment", NAME, "--workers", "1", "--quiet"]
    assert main(grade) == 0
    before = grades(folder)
    groups = ["groups", str(folder.path), "--submissions", str(submitted)]
    write(folder, row_of(wrong.exercise("zero_pad"), "Zeros.", "6"))
    assert main(groups) == 0
    more = 6 - wrong.exercise("zero_pad").score
    expected = before | {"ada": [before["ada"][0] + more, 6]}
    assert grades(folder) == expected
    for command in ([*grade, "--fresh"], grade, groups):
        assert main(command) == 0
        assert grades(folder) == expected
    stored = json.loads(folder.place("ada").read_bytes())
    assert (stored["score"], stored["exercises"][0]["score"]) == tuple(before["ada"])
    rows = read_comments(folder)
    assert list(rows.values()) == [GroupComment("Zeros.", 6)]


def test_grading_says_what_became_of_points_for_groups(
    folder: ResultsFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After new cases a group may be gone, and its points with it: `grade` names it, and counts the others."""
    (tmp_path / "submitted").mkdir()
    wrong = next(SUBMITTED.glob("bias_added_before_the_sum_80/*/*.ipynb"))
    (tmp_path / "submitted" / "ada.ipynb").write_bytes(wrong.read_bytes())
    grade = ["grade", str(tmp_path / "submitted"), "--results", str(folder.path), "--workers", "1"]
    assert main(grade) == 0
    ada = folder.read("ada")
    assert ada is not None
    here = row_of(ada.exercise("conv_single_step"), "Look again.", "6")
    for content, said in (
        (here, "Groups with a comment or points from you: 1, with 1 answer."),
        (here.replace(",Look", "x,Look"), "nobody gets their comments and points: conv_single_step"),
    ):
        write(folder, content)
        assert main(grade) == 0
        assert said in " ".join(capsys.readouterr().out.split())


def grades(folder: ResultsFolder) -> dict[str, list[float]]:
    """The score and that of zero_pad of each student in grades.csv."""
    with (folder.path / "grades.csv").open(newline="") as file:
        return {row["student"]: [float(row["score"]), float(row["zero_pad"])] for row in csv.DictReader(file)}


def test_a_comment_whose_group_is_gone_is_reported_and_kept(
    folder: ResultsFolder, wrong: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After the group is gone nobody has the comment any more, the command says so, and it stays in the file."""
    folder.write(replace(wrong, comparisons=()))
    write(folder, "exercise,group,comment,points\nzero_pad,gone,Keep me.,3\n")
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "ada.ipynb").write_text("{}")
    assert main(["groups", str(folder.path), "--submissions", str(tmp_path / "submitted")]) == 0
    assert (
        "These groups have no answers any more, so nobody gets their comments and points: zero_pad gone."
        in capsys.readouterr().out
    )
    assert read_comments(folder) == {("zero_pad", "gone"): GroupComment("Keep me.", 3)}
    assert "Keep me." in (folder.path / "groups.html").read_text()

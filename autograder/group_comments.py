"""`comments.csv` in the folder of results: a teacher's comment to all students of a group, and their points.

The command `groups` writes a row for each group, and a teacher fills the last two columns in any spreadsheet. What is
shown, recorded and exported has the comments in it; `result.json` stays the grader's.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.assignment import Exercise, load_assignment
from autograder.errors import CommandError
from autograder.result import ExerciseResult, GroupComment, Record, plain_number
from autograder.storage import write_whole
from autograder.stored_results import ResultsFolder
from autograder.text import for_csv, one_line

COMMENTS = "comments.csv"
COLUMNS = ("exercise", "group", "students", "mistake", "example", "comment", "points")
DELIMITERS = ",;\t"
"""Spreadsheets write what is usual in their country."""
GroupKey = tuple[str, str]
"""The name of an exercise, and the id of a behaviour."""
Comments = Mapping[GroupKey, GroupComment]


class CommentsError(CommandError):
    """`comments.csv` cannot be used; the message says which row is wrong, and what to do."""


@dataclass(frozen=True)
class CommentRow:
    """A row of the file. students: how many. example: the id of one of them."""

    exercise: str
    group: str
    students: int
    mistake: str
    example: str
    comment: GroupComment | None


def read_comments(results: ResultsFolder) -> Comments:
    """The comments on the groups of a folder of results; none without a file.

    Raises CommentsError, and OSError.
    """
    path = results.path / COMMENTS
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    exercises = load_assignment(results.assignment).exercises
    comments: dict[GroupKey, GroupComment] = {}
    for number, row in enumerate(_read_rows(path, content), 2):
        where = f"{path}, row {number}"
        key = row["exercise"], row["group"]
        text = "\n".join(map(_unprotect, row["comment"].strip().splitlines()))
        points = _read_points(row["points"].strip(), exercises.get(row["exercise"]), where)
        if not text and points is None:
            continue
        if key in comments:
            raise CommentsError(f"{where}: a row above already has a comment on this group. Merge the two rows.")
        comments[key] = GroupComment(text, points)
    return comments


def apply_comments(record: Record, comments: Comments) -> Record:
    """A record with the comments on its answers, and their points in place of the grader's.

    If the grader failed, there is no group and no comment.
    """
    exercises = tuple(_comment(exercise, comments) for exercise in record.exercises) if comments else record.exercises
    if exercises == record.exercises:
        return record
    stored = record.stored_score
    if stored is not None:
        changes = (new.score - old.score for new, old in zip(exercises, record.exercises, strict=True))
        stored = plain_number(stored + sum(changes))
    return replace(record, exercises=exercises, stored_score=stored)


def write_comments(path: Path, rows: Iterable[CommentRow]) -> None:
    """Write the file whole or not at all, as spreadsheets read it: with a mark that says it is UTF-8."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in rows:
        comment = row.comment or GroupComment("")
        said = "\n".join(map(for_csv, comment.text.split("\n")))
        points = "" if comment.points is None else plain_number(comment.points)
        names = map(for_csv, (row.mistake, row.example))
        table.writerow((for_csv(row.exercise), for_csv(row.group), row.students, *names, said, points))
    write_whole(path, text.getvalue().encode("utf-8-sig", errors="replace"), lasting=True)


def _comment(exercise: ExerciseResult, comments: Comments) -> ExerciseResult:
    comment = None
    if exercise.groups is not None and not exercise.faulty:
        comment = comments.get((exercise.name, exercise.groups.behaviour))
    if comment is None:
        return exercise
    score = exercise.score if comment.points is None else plain_number(comment.points)
    return replace(exercise, score=score, comment=replace(comment, before=exercise.score))


def _read_rows(path: Path, content: bytes) -> list[dict[str, str]]:
    """The rows of a file by the names of their columns. Raises CommentsError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommentsError(f"{path} is not UTF-8. Save it in the spreadsheet as CSV UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except (ValueError, csv.Error) as error:
        raise CommentsError(
            f"{path} is not a table ({error}). Move it away and run `groups` again to get a new one."
        ) from error
    names = [name.strip().lower() for name in header]
    if missing := [name for name in ("exercise", "group", "comment", "points") if name not in names]:
        raise CommentsError(f"{path} has no column {missing[0]}. Its columns are {', '.join(COLUMNS)}.")
    return [dict(zip(names, row + [""] * (len(names) - len(row)), strict=False)) for row in rows if any(row)]


def _read_points(text: str, exercise: Exercise | None, where: str) -> float | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}([.,]\d{1,6})?", text):
        raise CommentsError(
            f"{where}: {one_line(text)} is not a number of points. Write a number such as 7.5, or leave the cell empty."
        )
    points = float(text.replace(",", "."))
    if exercise is not None and points > exercise.points:
        raise CommentsError(f"{where}: {text} is more than the {exercise.points} points of {exercise.name}.")
    return points


def _unprotect(line: str) -> str:
    """A line without the mark that keeps a spreadsheet from taking it for a formula."""
    return line[1:] if line.startswith("'") and for_csv(line[1:]) == line else line

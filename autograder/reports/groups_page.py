"""`groups.html`: what answers there are to each exercise, the largest group first. For teachers only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder.assignment import Assignment
from autograder.group_comments import Comments
from autograder.reading.answers import Answer
from autograder.reports.answer_groups import AnswerGroup, ClassGroups, right_answers
from autograder.reports.compared_code import Compared, compare_code
from autograder.reports.labels import Wording, describe_status
from autograder.reports.page import render
from autograder.result import GroupComment
from autograder.stored_results import ResultsFolder

MOST_STUDENTS = 200
"""Students of a group that are listed."""


@dataclass(frozen=True)
class ShownCode:
    """A code with how many students handed it in. compared: None where the notebook is not there any more."""

    count: int
    compared: Compared | None


@dataclass(frozen=True)
class ShownStudent:
    """A student. address: of the feedback page, empty where there is none."""

    name: str
    address: str


@dataclass(frozen=True)
class ShownGroup:
    """A group as the page shows it. said: what the answers do. failing: the checks that fail. passed: how many do not.

    others: answers of other code that are not shown.
    """

    id: str
    anchor: str
    status: Wording
    count: int
    points: float
    max_score: float
    said: str
    failing: tuple[str, ...]
    passed: int
    comment: GroupComment | None
    codes: tuple[ShownCode, ...]
    left: int
    students: tuple[ShownStudent, ...]


def render_groups(
    found: ClassGroups,
    assignment: Assignment,
    comments: Comments,
    answers: Mapping[str, Mapping[str, Answer]],
    addresses: Mapping[str, str],
) -> str:
    """The page as text. answers: code, as `read_code` gives it. addresses: of feedback pages, by student."""
    exercises = {}
    for name in assignment.exercises:
        groups = found.of(name)
        right = right_answers(groups, answers)
        exercises[name] = [_show(group, assignment, comments, answers, addresses, right) for group in groups]
    gone = [(*key, comments[key]) for key in found.gone(comments)]
    return render("groups.html", title=assignment.title, found=found, exercises=exercises, gone=gone)


def find_pages(results: ResultsFolder, page: Path) -> dict[str, str]:
    """The addresses of the feedback pages that there are, as seen from a page, by student."""
    pages = {}
    for student in results.students():
        path = results.path / "feedback" / student / results.assignment / f"{results.assignment}.html"
        if path.is_file():
            pages[student] = quote(os.path.relpath(path.absolute(), page.parent.absolute()).replace(os.sep, "/"))
    return pages


def _show(
    group: AnswerGroup,
    assignment: Assignment,
    comments: Comments,
    answers: Mapping[str, Mapping[str, Answer]],
    addresses: Mapping[str, str],
    right: list[tuple[Answer, str]],
) -> ShownGroup:
    name, behaviour = group.key
    example, shown = group.example, group.commonest()
    sentence = assignment.sentences.get(example.mistake or "", "")
    codes = []
    for code in shown:
        answer = answers.get(code.sha256, {}).get(name)
        compared = None if answer is None else compare_code(answer, () if group.right else right)
        codes.append(ShownCode(len(code.students), compared))
    return ShownGroup(
        id=behaviour,
        anchor=f"{name}-{behaviour}",
        status=describe_status(example.status),
        count=len(group.students),
        points=example.comment.before if example.comment else example.score,
        max_score=example.max_score,
        said=sentence or example.message,
        failing=tuple(check.name for check in example.checks if not check.passed),
        passed=sum(check.passed for check in example.checks),
        comment=comments.get(group.key),
        codes=tuple(codes),
        left=len(group.codes) - len(shown),
        students=tuple(ShownStudent(name, addresses.get(name, "")) for name in group.students[:MOST_STUDENTS]),
    )

"""`groups.html`: what answers there are to each exercise, the largest group first. For teachers only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder.assignment import Assignment
from autograder.group_comments import Comments, GroupKey
from autograder.reading.answers import Answer
from autograder.reports.answer_groups import AnswerGroup, ClassGroups, SameCode, right_answers
from autograder.reports.compared_code import Compared, compare_code
from autograder.reports.labels import Wording, describe_status
from autograder.reports.page import render
from autograder.reports.patterns import describe_pattern, find_kind
from autograder.result import GroupComment
from autograder.stored_results import ResultsFolder

MOST_STUDENTS = 200
"""Students of a group that are listed."""


@dataclass(frozen=True)
class ShownCode:
    """A code with how many students handed it in. compared: None where the notebook is not there any more.

    kind: how it is written, if it is the commonest code of all right answers of its kind. alike: how many these are.
    """

    count: int
    compared: Compared | None
    kind: str = ""
    alike: int = 0


@dataclass(frozen=True)
class ShownStudent:
    """A student. address: of the feedback page, empty where there is none."""

    name: str
    address: str


@dataclass(frozen=True)
class ShownGroup:
    """A group as the page shows it. said: what the answers do. failing: the checks that fail. passed: how many do not.

    pattern: the kinds of case on which they are wrong. codes: the commonest one, of right answers that of each kind.
    folded: other codes. left: how many codes are not shown.
    """

    id: str
    anchor: str
    status: Wording
    count: int
    points: float
    max_score: float
    said: str
    pattern: str
    failing: tuple[str, ...]
    passed: int
    comment: GroupComment | None
    codes: tuple[ShownCode, ...]
    folded: tuple[ShownCode, ...]
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
    keys = {group.key for group in found.candidates(assignment)}
    candidates = [(name, group) for name, own in exercises.items() for group in own if (name, group.id) in keys]
    candidates.sort(key=lambda one: -one[1].count)
    return render(
        "groups.html", title=assignment.title, found=found, exercises=exercises, gone=gone, candidates=candidates
    )


def find_anchor(key: GroupKey) -> str:
    """Where on the page a group is."""
    return "-".join(key)


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
    example = group.example
    sentence = assignment.sentences.get(example.mistake or "", "")
    codes = {code.sha256: answers.get(code.sha256, {}).get(name) for code in group.codes.values()}

    def show(code: SameCode, kind: str = "", alike: int = 0) -> ShownCode:
        answer = codes[code.sha256]
        compared = None if answer is None else compare_code(answer, () if group.right else right)
        return ShownCode(len(code.students), compared, kind, alike)

    if group.right:
        kinds = _sort_by_kind(group, codes)
        first = [own[0] for own in kinds.values()]
        open_ones = [show(own[0], kind, sum(len(code.students) for code in own)) for kind, own in kinds.items()]
    else:
        first = group.commonest()[:1]
        open_ones = [show(code) for code in first]
    folded = [show(code) for code in group.commonest() if code not in first]
    return ShownGroup(
        id=behaviour,
        anchor=find_anchor(group.key),
        status=describe_status(example.status),
        count=len(group.students),
        points=example.comment.before if example.comment else example.score,
        max_score=example.max_score,
        said=sentence or example.message,
        pattern=describe_pattern(example.checks),
        failing=tuple(check.name for check in example.checks if not check.passed),
        passed=sum(check.passed for check in example.checks),
        comment=comments.get(group.key),
        codes=tuple(open_ones),
        folded=tuple(folded),
        left=len(group.codes) - len(open_ones) - len(folded),
        students=tuple(ShownStudent(name, addresses.get(name, "")) for name in group.students[:MOST_STUDENTS]),
    )


def _sort_by_kind(group: AnswerGroup, codes: Mapping[str, Answer | None]) -> dict[str, list[SameCode]]:
    """The codes of a group by how they are written, the commonest kind and in each the commonest code first."""
    kinds: dict[str, list[SameCode]] = {}
    for code in group.by_frequency():
        answer = codes[code.sha256]
        kinds.setdefault(find_kind(answer) if answer else "", []).append(code)
    return dict(sorted(kinds.items(), key=lambda item: -sum(len(code.students) for code in item[1])))

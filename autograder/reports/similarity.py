"""Answers that are the same beyond what the task explains: a list for a talk, never a mark, and only if asked for.

Two students are on it if an answer of both is the same code, in an exercise that the class writes in many ways, and if
both have a comment or a name in it that hardly anybody else has. Neither proves anything: students learn together.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from autograder.assignment import Assignment
from autograder.reading.answers import Answer
from autograder.reports.answer_groups import read_notebooks
from autograder.reports.results import use_results
from autograder.result import Record
from autograder.stored_results import ResultsFolder
from autograder.text import one_line

RARE = 3
"""Students who have a comment or a name, at most, so that it is odd to have it in common."""
COMMON = 0.1
"""The share of all pairs of students with the same code beyond which an exercise says nothing."""
MOST_PAIRS, MOST_WORDS = 50, 6
COMMENT = re.compile(r"#(.*)")
NAME = re.compile(r"\b[^\W\d]\w*")


@dataclass(frozen=True)
class Written:
    """What a student handed in: the hash of the notebook, and the id of the code of each exercise with code."""

    student: str
    sha256: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class SameAnswer:
    """An exercise in which two students have the same code. alike: how many have this code, of those who have any.

    share: of all pairs of students who have the same code here. words: comments and names of both that few others have.
    """

    exercise: str
    alike: int
    written: int
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Coincidence:
    """Two students and the answers that they have in common."""

    students: tuple[str, str]
    answers: tuple[SameAnswer, ...]


def find_similar(results: ResultsFolder, assignment: Assignment, place: Path) -> list[Coincidence]:
    """The pairs of a class, those with most in common first. place: what was graded. Raises CollectionError."""

    def look(student: str, record: Record) -> Written:
        codes = {one.name: one.groups.code for one in record.exercises if one.groups and one.groups.code}
        return Written(student, record.sha256, codes)

    everybody = list(use_results(results, look, {}))
    answers = read_notebooks({one.sha256 for one in everybody}, place, assignment)
    return compare_class(everybody, answers)


def compare_class(everybody: Sequence[Written], answers: Mapping[str, Mapping[str, Answer]]) -> list[Coincidence]:
    """The same for answers that are read. answers: by the hash of the notebook, and by exercise."""
    pairs: dict[tuple[str, str], list[SameAnswer]] = defaultdict(list)
    for exercise in dict.fromkeys(name for one in everybody for name in one.codes):
        own = [one for one in everybody if exercise in one.codes]
        counts = Counter(one.codes[exercise] for one in own)
        share = sum(count * (count - 1) for count in counts.values()) / max(len(own) * (len(own) - 1), 1)
        if share > COMMON:
            continue
        words = {one.student: _words(answers.get(one.sha256, {}).get(exercise)) for one in own}
        spread = Counter(word for found in words.values() for word in found)
        for one, other in combinations(own, 2):
            if one.codes[exercise] != other.codes[exercise]:
                continue
            both = words[one.student] & words[other.student]
            odd = sorted((word for word in both if spread[word] <= RARE), key=lambda word: (spread[word], word))
            if odd:
                shown = tuple(map(one_line, odd[:MOST_WORDS]))
                same = SameAnswer(exercise, counts[one.codes[exercise]], len(own), share, shown)
                pairs[one.student, other.student].append(same)
    found = [Coincidence(students, tuple(same)) for students, same in pairs.items()]
    found.sort(key=lambda one: (-len(one.answers), -sum(len(same.words) for same in one.answers), one.students))
    return found[:MOST_PAIRS]


def _words(answer: Answer | None) -> set[str]:
    """The comments of an answer, with their mark, and its names."""
    source = answer.source if answer else ""
    comments = {f"# {text}" for found in COMMENT.findall(source) if (text := " ".join(found.split()))}
    return comments | set(NAME.findall(COMMENT.sub("", source)))

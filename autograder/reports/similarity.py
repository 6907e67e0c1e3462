"""Answers that have more in common than the task explains: a list for a talk, never a mark, and only if asked for.

Two students are on it if answers of both are the same code, in exercises that the class writes in many ways, and if
both chose the same uncommon names for the same variables, or wrote the same uncommon comments. One such word says
nothing: in a class of three hundred many pairs have one by chance. `benchmarks/copied_answers.py` measures how many
make a difference. None of it proves anything: students learn together.
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

UNCOMMON = 0.1
"""The share of the class that has a comment or a name, at most, so that it counts."""
LEAST = 7
"""What two students have in common, at least: a name counts 1, a comment half the number of its words."""
COMMON = 0.1
"""The share of all pairs of students with the same code beyond which an exercise says nothing."""
MOST_PAIRS = 50
COMMENT = re.compile(r"#(.*)")


@dataclass(frozen=True)
class Written:
    """What a student handed in: the hash of the notebook, and the id of the code of each exercise with code."""

    student: str
    sha256: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class SameAnswer:
    """An exercise in which two students have the same code. alike: how many have this code, of those who have any.

    share: of all pairs of students who have the same code here. words: uncommon comments and names of both, the rarest
    first. weight: of all of them.
    """

    exercise: str
    alike: int
    written: int
    share: float
    words: tuple[str, ...]
    weight: int


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
        read = {one.student: answer for one in own if (answer := answers.get(one.sha256, {}).get(exercise))}
        names = {student: answer.names for student, answer in read.items()}
        comments = {student: _comments(answer) for student, answer in read.items()}
        spread = Counter(word for student in read for word in {*names[student], *comments[student]})
        uncommon = {word for word, count in spread.items() if count <= max(2, UNCOMMON * len(own))}
        for one, other in combinations((one for one in own if one.student in read), 2):
            if one.codes[exercise] != other.codes[exercise]:
                continue
            both = {name for name, same in zip(names[one.student], names[other.student], strict=False) if name == same}
            both = (both | comments[one.student] & comments[other.student]) & uncommon
            if both:
                words = tuple(map(one_line, sorted(both, key=lambda word: (spread[word], word))))
                weight = sum(map(_weigh, both))
                same_answer = SameAnswer(exercise, counts[one.codes[exercise]], len(own), share, words, weight)
                pairs[one.student, other.student].append(same_answer)
    weights = {students: sum(answer.weight for answer in same) for students, same in pairs.items()}
    listed = sorted((-weight, students) for students, weight in weights.items() if weight >= LEAST)
    return [Coincidence(students, tuple(pairs[students])) for _, students in listed[:MOST_PAIRS]]


def _comments(answer: Answer) -> set[str]:
    """The comments of an answer, with their mark."""
    return {f"# {text}" for found in COMMENT.findall(answer.source) if (text := " ".join(found.split()))}


def _weigh(word: str) -> int:
    """What a name or a comment counts: a long comment is hardly ever the same by chance."""
    return max(1, (len(word.split()) - 1) // 2)

"""Records for new known mistakes, made of what several students of a class did alike and nobody recognised."""

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from autograder.assignment import Assignment
from autograder.authoring.definition import Edit
from autograder.authoring.places import Places
from autograder.reading.answers import Answer
from autograder.reading.reader import ReaderError, read_answers
from autograder.reports.answer_groups import ClassGroups
from autograder.reports.patterns import describe_pattern

SENTENCE = "SENTENCE: describe what the student believes; never give the line to write."


def propose_mistakes(
    found: ClassGroups, assignment: Assignment, answers: Mapping[str, Mapping[str, Answer]]
) -> Iterator[str]:
    """For each unrecognised group of several students the record to paste into the mistakes of its exercise.

    Yields the lines of each. Raises OSError where the answer key of the assignment is not installed.
    """
    key = read_answers(Places(assignment.name).answers.read_bytes(), assignment.outline)
    for group in found.candidates(assignment):
        exercise, behaviour = group.key
        pattern = describe_pattern(group.example.checks) or group.example.message
        yield f"# {exercise}, group {behaviour}: {len(group.students)} students. {pattern}"
        codes = [answers.get(code.sha256, {}).get(exercise) for code in group.commonest()]
        edits = [made for code in codes if code and (made := find_edits(key[exercise], code, assignment, exercise))]
        if not edits:
            yield "# Found no edits of the answer key that produce an answer of this group."
            continue
        yield '"NAME": ('
        yield f"    {json.dumps(SENTENCE)},"
        shortest = min(edits, key=lambda made: sum(len(old) + len(new) for old, new in made))
        for texts in shortest:
            old, new = (json.dumps(text) for text in texts)
            yield f"    ({old}, {new}),"
        yield "),"


def find_edits(key: Answer, answer: Answer, assignment: Assignment, exercise: str) -> tuple[Edit, ...]:
    """The edits that make an answer of the answer key, none where these cannot be found.

    Lines that differ are replaced one by one; where that does not give the answer, for instance because its variables
    have other names, everything is.
    """
    if len(key.lines) < 2 or len(answer.lines) < 2:
        return ()
    wanted = [line.text for line in answer.lines[1:]]
    last = len(key.lines), len(answer.lines)
    matcher = SequenceMatcher(None, [line.text for line in key.lines], [line.text for line in answer.lines], False)
    changed = [places for kind, *places in matcher.get_opcodes() if kind != "equal" and places != [0, 1, 0, 1]]
    for places in (changed, [[1, last[0], 1, last[1]]]):
        edits = tuple(_edit(key, answer, *place) for place in places)
        made = key.source
        for old, new in edits:
            if made.count(old) != 1:
                break
            made = made.replace(old, new)
        else:
            if edits and [line.text for line in _read(made, assignment, exercise)[1:]] == wanted:
                return edits
    return ()


def _edit(key: Answer, answer: Answer, start: int, end: int, other_start: int, other_end: int) -> Edit:
    """The source of some statements of both; where there is none, the statement before goes with them."""
    if start == end or other_start == other_end:
        start, other_start = max(1, start - 1), max(1, other_start - 1)
    return _source(key, start, end), _source(answer, other_start, other_end)


def _source(answer: Answer, start: int, end: int) -> str:
    lines = answer.source.split("\n")
    return "\n".join(lines[answer.lines[start].first - 1 : max(line.last for line in answer.lines[start:end])])


def _read(source: str, assignment: Assignment, exercise: str) -> tuple:
    """The lines of a function by its source, read as part of a notebook: it may be a student's."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
    content = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    try:
        found = read_answers(content, assignment.outline).get(exercise)
    except ReaderError:
        return ()
    return found.lines if found else ()

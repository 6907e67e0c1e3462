"""The notebook that formgrader shows: the released one, with a student's answers and the grader's messages in it.

It is built from scratch and not from the student's file: whatever happened to that one, here each cell is one that the
gradebook knows. What the student wrote elsewhere follows at the end, to be read and not to be run.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from autograder.gradebook.messages import tell_checks
from autograder.gradebook.released import Released, grade_id, test_cell
from autograder.gradebook.submitted import LONGEST_SHOWN, Submitted, cut
from autograder.reading.notebook import Cell
from autograder.result import Record
from autograder.text import answer_for_markdown, code_for_markdown, for_cell, for_markdown

MOST_OTHERS = 100
MOST_CHARACTERS = 4 * LONGEST_SHOWN
"""Cells that are shown at the end, and characters in them."""
NO_ANSWER = "The submitted notebook has no such cell."
EXPLAINED = (
    "The grader's report on each function is below its test cell. This is the released notebook with the functions "
    "that were handed in, found by name. Other cells that were changed or added are at the end."
)
OTHERS = (
    "## Other cells of the submission\n\nThese cells are not in the released notebook, or were changed. "
    "They are shown without outputs."
)


@dataclass
class Rebuilt:
    """The notebook as JSON text. unanswered: answers in words that were left as they were released, by grade_id."""

    text: str = ""
    unanswered: set[str] = field(default_factory=set)


def rebuild(released: Released, submitted: Submitted, record: Record) -> Rebuilt:
    """The notebook of one student."""
    rebuilt = Rebuilt()
    said = {test_cell(exercise.name): tell_checks(exercise) for exercise in record.exercises}
    answers = {exercise.name for exercise in record.exercises}
    shown: set[int] = set()
    cells = [_markdown("grader-says", "\n".join(_summary(record)))]
    for cell in released.content["cells"]:
        key = grade_id(cell)
        if key in answers:
            source, number = submitted.answer(key)
            shown.add(number)
            cell = cell | {"source": for_cell(source)}
        elif key in released.answers:
            released_source = cell["source"]
            source, number = _written_answer(cell, submitted.written(key))
            shown.add(number)
            cell = cell | {"source": source}
            if source in (NO_ANSWER, released_source):
                rebuilt.unanswered.add(key)
        if key in said:
            cell = cell | {"outputs": [{"name": "stdout", "output_type": "stream", "text": said[key]}]}
        cells.append(cell)
    cells += _others(submitted.others(shown, released.texts))
    rebuilt.text = _write(released.content, cells)
    return rebuilt


def _write(content: dict, cells: list[dict]) -> str:
    """A notebook as JSON with one cell in a line, which takes a fifth of the time of indented JSON."""
    rest = json.dumps({key: value for key, value in content.items() if key != "cells"}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in cells)
    return f'{{"cells": [\n{lines}\n], {rest[1:]}\n'


def _summary(record: Record) -> Iterator[str]:
    """The first cell: the notes of the result, except those that are for the teacher only."""
    yield f"**From the grader.** {EXPLAINED}\n"
    for note in record.student_notes:
        yield f"- {for_markdown(note)}"


def _written_answer(cell: dict, found: Cell | None) -> tuple[str, int]:
    if found is None:
        return NO_ANSWER, 0
    source = for_cell(found.source) if cell["cell_type"] == "code" else answer_for_markdown(found.source)
    return source, found.number


def _others(cells: list[Cell]) -> Iterator[dict]:
    if not cells:
        return
    yield _markdown("other-cells", OTHERS)
    characters, count = 0, 0
    for cell in cells[:MOST_OTHERS]:
        source = cut(cell.source)
        characters += len(source)
        if characters > MOST_CHARACTERS:
            break
        count += 1
        kind = {"code": "code", "markdown": "text"}.get(cell.kind, "other")
        block = code_for_markdown(source, "python" if kind == "code" else "")
        yield _markdown(f"other-cell-{cell.number}", f"Cell {cell.number} ({kind})\n\n{block}")
    if count < len(cells):
        left = f"{len(cells) - count} more are left out; they are in the file that was handed in."
        yield _markdown("other-cells-left-out", left)


def _markdown(name: str, source: str) -> dict:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}

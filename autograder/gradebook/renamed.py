"""Notebooks that students gave another name, when nbgrader autogrades.

nbgrader finds a notebook by its name alone. If no file has that name, it writes zeros before our code runs.
So the earlier scores are read first, and put back.
"""

from collections.abc import Mapping

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook

Scores = Mapping[str, tuple[float | None, bool]]
"""The grader's score of each cell, and whether it waits for a score by hand."""
NONE = (None, False)


def read_scores(gradebook: Gradebook, assignment: str, student: str) -> Scores:
    """The scores that a student has; empty when nothing was recorded yet."""
    try:
        notebook = _find(gradebook, assignment, student)
    except MissingEntry:
        return {}
    return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}


def restore_scores(gradebook: Gradebook, assignment: str, student: str, scores: Scores) -> None:
    """Put back what `read_scores` has read; if there was none, there is none again."""
    for grade in _find(gradebook, assignment, student).grades:
        grade.auto_score, grade.needs_manual_grade = scores.get(grade.name, NONE)
    gradebook.db.commit()


def _find(gradebook: Gradebook, assignment: str, student: str) -> SubmittedNotebook:
    return gradebook.find_submission_notebook(assignment, assignment, student)

"""Code that could be meant for the grader is a note for the teacher, and nothing that a student reads."""

import pytest

from autograder.grading.grader import Grader
from autograder.reading.notebook import Cell
from autograder.reading.tampering import find_tampering
from autograder.reports.feedback import render_feedback
from tests.example_class import read_example
from tests.first_assignment import ASSIGNMENT


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("import numpy as np\nnp.allclose = np.isclose = lambda *a, **k: True", "sets `np.allclose`"),
        ("    public_tests.judge=always", "sets `public_tests.judge`"),
        ("frame = sys._getframe(1)", "uses `_getframe`"),
        ("object.__subclasses__()", "uses `__subclasses__`"),
    ],
)
def test_code_for_the_grader_is_named(code: str, what: str) -> None:
    """The sentence names the cell and what it has."""
    (sentence,) = find_tampering([Cell(3, code), Cell(4, "x = 1")])
    assert sentence.startswith(f"Cell 3 {what}, which ")


@pytest.mark.parametrize(
    "code",
    [
        "same = np.allclose(a, b)", "if np.allclose == check: pass", "np.random.seed = 1", "plt.rcParams['a'] = 1",
        "my_exit = 1", "A.shape = (3, 3)", "print(np.isclose(a, b), 'np.x = 1')",
    ],
)  # fmt: skip
def test_what_students_write_is_not_suspected(code: str) -> None:
    """Comparing, and mistakes with numpy, are no reason to look."""
    assert list(find_tampering([Cell(1, code)])) == []


def test_only_the_teacher_reads_it(grader: Grader) -> None:
    """The note is in the result, for the teacher; the student's page does not have it."""
    record = grader.grade("ada", read_example("comparison_patched_0"))
    (note,) = set(record.all_notes) - set(record.student_notes)
    assert note.startswith("Cell 1 sets `np.allclose`")
    assert "allclose" not in render_feedback(record, [], ASSIGNMENT)

"""Questions to answer before running something: right, wrong for a known reason, wrong, and not answered."""

import re

import pytest
from conftest import read_line

from tests.installed import each_lesson


@pytest.fixture
def ask(beside, capsys):
    """A function that gives an answer and returns what is printed, on one line."""

    def run(question, answer=None):
        beside.lesson.predict(question, answer)
        return read_line(capsys) + "\n"

    return run


def test_every_question_stands_in_the_notebook_once_and_unanswered(beside, source_notebook):
    """The notebook asks each question once, answers none, and the text before it says what is asked."""
    cells = source_notebook.cells
    asked = []
    for number, cell in enumerate(cells):
        if cell.cell_type == "code" and "predict(" in cell.source:
            asked.append(re.fullmatch(r'predict\("([\w ]+)", answer=None\)', cell.source)[1])
            assert re.search(r"\*\*Predict\.\*\*[^*]+\?[^*]*\Z", cells[number - 1].source)
    assert sorted(asked) == sorted(beside.lesson.QUESTIONS)


def test_right_answer_is_explained(beside, ask):
    """A right number, also as text or with a decimal point, is confirmed with the reason."""
    for question, (right, reason, _) in beside.lesson.QUESTIONS.items():
        for answer in (right, float(right), str(right)):
            assert ask(question, answer) == f"Yes, {right}: {reason}.\n"


@each_lesson
def test_common_wrong_answers_get_their_reason(beside, ask):
    """Each of at least three common wrong numbers has a reason of its own, and none gives the right number away."""
    for question, (right, _, common) in beside.lesson.QUESTIONS.items():
        assert right not in common
        assert len(set(common.values())) == len(common) >= 4
        for wrong, reason in common.items():
            assert ask(question, wrong) == f"Not {wrong:g}: {reason}. Try again.\n"


def test_other_answers_are_not_called_right(beside, ask):
    """A number without a known reason is refused; what is no number is asked for again; no answer is no fault."""
    for question in beside.lesson.QUESTIONS:
        assert ask(question, 11.125).startswith("Not 11.125. Work it out")
        assert ask(question, "ten") == "Please give one number here, such as 5.\n"
        assert ask(question, (10, 10)) == "Please give one number here, such as 5.\n"
        assert ask(question).startswith("Your prediction?")

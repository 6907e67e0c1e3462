"""Questions to answer before running something: right, wrong for a known reason, wrong, and not answered."""

import re

import pytest


@pytest.fixture
def ask(beside, capsys):
    """A function that gives an answer and returns what is printed."""

    def run(question, answer=None):
        beside.lesson.predict(question, answer)
        return capsys.readouterr().out

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


def test_right_answers_follow_from_the_formulas(beside):
    """The stored answers are what the formulas of the assignment give."""
    f, pad, stride, rows, channels, filters = 3, 1, 2, 6, 2, 2
    places = (rows - f + 2 * pad) // stride + 1
    assert {question: right for question, (right, _, _) in beside.lesson.QUESTIONS.items()} == {
        "rows after padding": rows + 2 * 2,
        "sum of ones": f * f * channels + 1,
        "start of a window": 2 * stride,
        "rows of the output": places,
        "multiplications": places**2 * f * f * channels * filters,
        "rows after pooling": (rows - f) // stride + 1,
        "windows at a pixel": f * f,
        "gradient of the second largest": 0,
    }


def test_right_answer_is_explained(beside, ask):
    """A right number, also as text or with a decimal point, is confirmed with the reason."""
    for question, (right, reason, _) in beside.lesson.QUESTIONS.items():
        for answer in (right, float(right), str(right)):
            assert ask(question, answer) == f"Yes, {right}: {reason}.\n"


def test_common_wrong_answers_get_their_reason(beside, ask):
    """Each of at least three common wrong numbers has a reason of its own, and none gives the right number away."""
    for question, (right, _, common) in beside.lesson.QUESTIONS.items():
        assert right not in common
        assert len(set(common.values())) == len(common) >= 4
        for wrong, reason in common.items():
            assert ask(question, wrong) == f"Not {wrong:g}: {reason}. Try again.\n"


def test_other_answers_are_not_called_right(ask):
    """A number without a known reason is refused; what is no number is asked for again; no answer is no fault."""
    assert ask("rows after padding", 11).startswith("Not 11. Work it out")
    assert ask("rows after padding", "ten") == "Please give one number here, such as 5.\n"
    assert ask("rows after padding", (10, 10)) == "Please give one number here, such as 5.\n"
    assert ask("rows after padding").startswith("Your prediction?")


def unwritten():
    """A function without an answer, as in the starter."""
    return X_pad  # noqa: F821


def misspelt():
    """A function with a misspelt name in its last line."""
    return nump.zeros(3)  # noqa: F821


def used_too_early():
    """A function that gives its result a value only sometimes."""
    if False:
        Z = 1
    return Z


def test_helper_goes_on_where_nothing_is_written(beside, capsys):
    """An unwritten function ends the block with one sentence that names it."""
    with beside.lesson.unwritten_is_fine():
        unwritten()
    assert capsys.readouterr().out == "unwritten is not written yet: nothing gives its result `X_pad` a value.\n"


@pytest.mark.parametrize(
    ("function", "error"),
    [(misspelt, NameError), (used_too_early, UnboundLocalError), (lambda: 1 / 0, ZeroDivisionError)],
)
def test_helper_shows_every_other_error(beside, function, error):
    """Mistakes of the student's are never hidden."""
    with pytest.raises(error), beside.lesson.unwritten_is_fine():
        function()

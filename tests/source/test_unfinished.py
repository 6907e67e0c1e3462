"""Blocks that use functions of the student's, while these are not written yet, or wrong, or right."""

import pytest
from conftest import read_line

import public_tests
from tests.installed import each_lesson


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
    assert capsys.readouterr().out == "unwritten is not written yet: `X_pad` has no value.\n"


@pytest.mark.parametrize(
    ("function", "error"),
    [(misspelt, NameError), (used_too_early, UnboundLocalError), (lambda: 1 / 0, ZeroDivisionError)],
)
def test_helper_shows_every_other_error(beside, function, error):
    """Mistakes of the student's are never hidden."""
    with pytest.raises(error), beside.lesson.unwritten_is_fine():
        function()


@pytest.fixture
def name(installed, monkeypatch):
    """The name of an exercise whose public test can be called."""
    monkeypatch.setattr(public_tests, "DATA", installed.public_data)
    return next(iter(installed.definition.exercises))


@pytest.fixture
def starter_function(starter, name):
    """The function as the starter gives it."""
    namespace = {}
    exec(next(cell.source for cell in starter.cells if cell.id == name), namespace)
    return namespace[name]


@pytest.fixture
def wrong_function(name):
    """A function of the same name that returns nothing of use."""

    def function(*arguments):
        print("a print of the student's")
        return 0

    function.__name__ = name
    return function


@each_lesson
def test_block_names_what_is_not_written(beside, starter_function, answers, name, capsys):
    """It ends with one sentence that names the functions that are not written, and no other."""
    other = next(function for key, function in answers.items() if key.endswith("_forward") and key != name)
    with beside.lesson.needs(starter_function, other):
        starter_function(*[None] * starter_function.__code__.co_argcount)
    assert read_line(capsys) == f"This part needs functions that are not written yet: {name}."


def test_block_that_a_wrong_function_stops_names_both(beside, wrong_function, name, capsys):
    """The error may have come from a right function, so the sentence names the one to look at."""
    with beside.lesson.needs(wrong_function):
        raise IndexError("index 7 is out of bounds")
    assert read_line(capsys) == (
        "This block stopped with IndexError: index 7 is out of bounds. "
        f"Look first at the functions that do not pass their public tests yet: {name}."
    )


def test_block_warns_of_results_of_a_wrong_function(beside, wrong_function, name, capsys):
    """A wrong function may stop nothing; then a sentence below the results says what they are worth."""
    with beside.lesson.needs(wrong_function):
        print("a result")
    assert read_line(capsys) == (
        f"a result Do not rely on these results yet. These functions do not pass their public tests: {name}."
    )


def test_block_of_right_functions_hides_no_error(beside, answers, name, capsys):
    """When all functions pass, an error is one of the block, and is shown as usual; without one nothing is said."""
    with pytest.raises(ZeroDivisionError), beside.lesson.needs(answers[name]):
        raise ZeroDivisionError
    with beside.lesson.needs(answers[name], lambda: 0):
        pass
    assert capsys.readouterr().out == ""

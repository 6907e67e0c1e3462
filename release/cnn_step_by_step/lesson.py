"""The notebook's questions, and blocks that let it run to its end while functions are not written yet.

`predict` checks the number that you predict; if it is wrong, it names the likely mistake. Nothing of it is graded or
stored. `unwritten_is_fine` and `needs` are for examples that use your functions.
"""

import re
import textwrap
import traceback
import warnings
from contextlib import contextmanager

from IPython.utils.capture import capture_output
from questions import QUESTIONS

import public_tests


def predict(question, answer=None):
    """Check a prediction and print a sentence on it.

    question: a key of QUESTIONS. answer: one number, or None for no answer yet.
    """
    right, reason, common = QUESTIONS[question]
    if answer is None:
        _say("Your prediction? Replace None by a number and run this cell again.")
        return
    try:
        number = float(answer)
    except (TypeError, ValueError):
        _say("Please give one number here, such as 5.")
        return
    if number == right:
        _say(f"Yes, {right}: {reason}.")
    elif number in common:
        _say(f"Not {number:g}: {common[number]}. Try again.")
    else:
        _say(f"Not {number:g}. Work it out on paper, or look at the figure once more.")


@contextmanager
def unwritten_is_fine():
    """Go on when a function has no answer yet, and name that function.

    A function that is not written ends in `return A, cache` although nothing has given A a value. Only this case
    ends the block with a sentence. Any other error is shown as usual.
    """
    try:
        yield
    except NameError as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        names = re.fullmatch(r"return\s+\(?(\w+(?:\s*,\s*\w+)*)\)?\s*(?:#.*)?", (place.line or "").strip())
        if type(error) is not NameError or not names or error.name not in re.split(r"\s*,\s*", names[1]):
            raise
        _say(f"{place.name} is not written yet: `{error.name}` has no value.")


@contextmanager
def needs(*functions):
    """Run a block that needs several of your functions, and name those that do not pass their tests yet.

    Such a block may stop in a right function because a wrong one gave it wrong numbers. So a sentence names the
    functions to go back to. Once all of them pass, every error is shown as usual.
    """
    stopped = ""
    try:
        yield
    except Exception as error:
        if not any(_list_open(functions)):
            raise
        stopped = f"This block stopped with {type(error).__name__}: {str(error).strip()}. "
    unwritten, wrong = (", ".join(names) for names in _list_open(functions))
    if unwritten:
        _say(f"This part needs functions that are not written yet: {unwritten}.")
    elif wrong and stopped:
        _say(f"{stopped}Look first at the functions that do not pass their public tests yet: {wrong}.")
    elif wrong:
        _say(f"Do not rely on these results yet. These functions do not pass their public tests: {wrong}.")


def _list_open(functions):
    """The names of the functions that are not written yet, and of those that fail their public test."""
    unwritten, wrong = [], []
    for function in functions:
        name = getattr(function, "__name__", "")
        test = getattr(public_tests, f"{name}_test", None)
        try:
            with capture_output(), warnings.catch_warnings(action="ignore"):
                if test:
                    test(function)
        except public_tests.NotWrittenError:
            unwritten.append(name)
        except AssertionError:
            wrong.append(name)
    return unwritten, wrong


def _say(text):
    """Print a sentence in lines that end between words: notebooks break longer ones anywhere."""
    print(textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False))

"""What accompanies you through the notebook: questions to answer before you run something, and a way to go on.

`predict` tells you whether your number is right and, if not, what it would be the right answer to. Nothing of it is
graded or stored. `unwritten_is_fine` lets the notebook run to its end while functions are not written yet.
"""

import re
import traceback
from contextlib import contextmanager

from questions import QUESTIONS


def predict(question, answer=None):
    """Check a prediction and print a sentence on it.

    question: a key of QUESTIONS. answer: one number, or None while you have not made up your mind.
    """
    right, reason, common = QUESTIONS[question]
    if answer is None:
        print("Your prediction? Put a number in the place of None and run this cell again.")
        return
    try:
        number = float(answer)
    except (TypeError, ValueError):
        print("Please give one number here, such as 5.")
        return
    if number == right:
        print(f"Yes, {right}: {reason}.")
    elif number in common:
        print(f"Not {number:g}: {common[number]}. Try again.")
    else:
        print(f"Not {number:g}. Work it out on paper, or look at the figure once more.")


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
        print(f"{place.name} is not written yet: nothing gives its result `{error.name}` a value.")

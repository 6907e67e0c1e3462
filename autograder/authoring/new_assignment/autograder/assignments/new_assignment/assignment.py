"""All data of the assignment: its exercises, the cases they are graded on, known mistakes.

The text of the notebook is in `source/new_assignment.py`. What each field means is in the docstrings of
`autograder/authoring/definition.py` and `autograder/authoring/exercise.py`; `docs/authors.md` is the guide.
"""

import numpy as np

from autograder.authoring.definition import Assignment, CaseDefinition, Mistake
from autograder.authoring.exercise import Check, Exercise

# One entry for each function that students write, in the order of the notebook. The points of an exercise are those of
# its cases together; with 0 points it is optional.
EXERCISES = (
    Exercise(
        "rescale",
        points=60,
        parameters=("x", "top"),
        returns=("y",),
        # Parameters that have a default in the signature. A case without a value for one is a call without it.
        defaults=("top",),
        # What a student reads of each case: `{kind}` becomes the kind of the case.
        checks=(Check("values", "y is right: {kind}."),),
        # What a student reads when the shape is wrong: the rule in words, then the numbers of the case.
        shape_rule="the shape of x",
        shape_numbers=lambda values: f"Here x has {len(values['x'])} numbers.",
    ),
)

# What the functions are called on. Public cases come first: students see them and run them in their notebook. Of the
# hidden ones students read the kind only, so it names the difficulty and no number.
CASES = (
    # Numbers that can be worked out by hand; the same as in the text.
    CaseDefinition(
        "rescale",
        "by_hand",
        kind="whole numbers to check by hand, top not given",
        points=5,
        values={"x": np.array([2.0, 4.0, 10.0])},
        hidden=False,
    ),
    # Numbers drawn by np.random: `shapes` says how many, `seed` is public.
    CaseDefinition(
        "rescale",
        "seeded",
        kind="five numbers, top 10",
        points=5,
        shapes={"x": (5,)},
        values={"top": 10.0},
        hidden=False,
        seed=1,
    ),
    # Hidden cases have no seed of their own: it is derived from the key of the assignment, or from your secret.
    CaseDefinition("rescale", "default", kind="top not given", points=10, shapes={"x": (6,)}),
    # `offset` is added to each drawn number: here all of them are below zero.
    CaseDefinition(
        "rescale",
        "negative",
        kind="all numbers below zero",
        points=20,
        shapes={"x": (7,)},
        values={"top": 2.0},
        offset=-9.0,
    ),
    CaseDefinition(
        "rescale", "many", kind="many numbers, a large top", points=20, shapes={"x": (40,)}, values={"top": 255.0}
    ),
)

# Mistakes that the grader recognises: an edit of the answer in the text, and a sentence that says what is misunderstood
# without giving the line to write. A text that is not in the answer stops the build.
MISTAKES = (
    Mistake(
        name="lowest_kept",
        exercise="rescale",
        edits=(("(x - lowest)", "x"),),
        sentence="This is what you get when the smallest number is not taken off first; it should become 0.",
    ),
    Mistake(
        name="divided_by_largest",
        exercise="rescale",
        edits=(("np.max(x) - lowest", "np.max(x)"),),
        sentence="This is what you get when you divide by the largest number; the range is what should become `top`.",
    ),
)

ASSIGNMENT = Assignment(
    name="new_assignment",
    title="Rescaling Numbers",
    # Hidden cases are drawn from it. Any bytes will do; other bytes give other numbers.
    key=b"new_assignment",
    exercises={exercise.name: exercise for exercise in EXERCISES},
    cases=CASES,
    mistakes=MISTAKES,
    # Released with the notebook: `lesson.py` comes from shared/, `questions.py` is in source/new_assignment/.
    files=("lesson.py", "questions.py"),
)

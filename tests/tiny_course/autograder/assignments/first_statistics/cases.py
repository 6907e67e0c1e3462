"""The cases of the three functions."""

import numpy as np

from autograder.authoring.definition import CaseDefinition

_RAIN = np.array([3.0, 5.0, 4.0, 12.0])

DIFFERENCES = (
    CaseDefinition("differences", "by_hand", "whole numbers, step not given", 5, values={"x": _RAIN}, hidden=False),
    CaseDefinition("differences", "two_apart", "step 2", 5, {"x": (6,)}, {"step": 2}, hidden=False, seed=1),
    CaseDefinition("differences", "default", "step not given", 10, {"x": (8,)}),
    CaseDefinition("differences", "far_apart", "a large step", 10, {"x": (9,)}, {"step": 5}),
    CaseDefinition("differences", "one_pair", "a step that leaves one pair", 10, {"x": (4,)}, {"step": 3}),
)
SPREAD = (
    CaseDefinition("spread", "by_hand", "whole numbers", 5, values={"x": _RAIN}, hidden=False),
    CaseDefinition("spread", "seeded", "five numbers", 5, {"x": (5,)}, hidden=False, seed=2),
    CaseDefinition("spread", "negative", "all numbers below zero", 10, {"x": (7,)}, offset=-9.0),
    CaseDefinition("spread", "many", "many numbers", 10, {"x": (50,)}, offset=3.0),
)
CENTRE_COLUMNS = (
    CaseDefinition(
        "centre_columns",
        "by_hand",
        "two columns of whole numbers",
        5,
        values={"columns": {"rain": _RAIN, "wind": np.array([10.0, 20.0])}},
        hidden=False,
    ),
    CaseDefinition(
        "centre_columns", "seeded", "two columns", 5, {"columns": {"a": (3,), "b": (4,)}}, hidden=False, seed=3
    ),
    CaseDefinition("centre_columns", "one_column", "one column", 10, {"columns": {"only": (6,)}}, offset=2.0),
    CaseDefinition(
        "centre_columns",
        "many",
        "many columns",
        10,
        {"columns": {"p": (2,), "q": (5,), "r": (3,), "s": (4,)}},
        offset=1.0,
    ),
)

CASES = (*DIFFERENCES, *SPREAD, *CENTRE_COLUMNS)

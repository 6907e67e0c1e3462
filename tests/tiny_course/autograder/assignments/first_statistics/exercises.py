"""The functions that students write: one returns a vector, one a number, one a dictionary."""

from autograder.authoring.exercise import Check, Exercise

EXERCISES = (
    Exercise(
        "differences",
        points=40,
        parameters=("x", "step"),
        returns=("d",),
        defaults=("step",),
        checks=(Check("values", "d is right: {kind}."),),
        shape_rule="(n - step,): a number for each pair",
        shape_numbers=lambda values: f"Here n = {len(values['x'])} and step = {values.get('step', 1)}.",
    ),
    Exercise(
        "spread",
        points=30,
        parameters=("x",),
        returns=("s",),
        checks=(Check("values", "s is right: {kind}."),),
        scalar_tip="take the mean over all numbers, with no axis left",
    ),
    Exercise(
        "centre_columns",
        points=30,
        parameters=("columns",),
        returns=("centred",),
        checks=(Check("values", "The columns are right: {kind}."),),
        shape_rule="the shape of the column of this name",
        keys_tip="its names are those of `columns`",
    ),
)

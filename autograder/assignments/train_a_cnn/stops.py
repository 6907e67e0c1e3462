"""Exceptions that have a meaning of their own in this assignment; they are looked up before the rules for numpy."""

from public_tests import Stop

_STEPS = ("sgd_step", "momentum_step")
_BROADCAST = "could not be broadcast|could not broadcast|non-broadcastable"

STOPS = (
    # Without an id: where the sizes show which product it was, the mistake of that product is named.
    Stop(
        "ValueError",
        "not aligned|mismatch in its core dimension",
        "{culprit} asks for a matrix product whose shapes do not match. In `a @ b` the last axis of `a` and the first "
        "axis of `b` must have the same size: write the shapes down, and turn an array on its side where they ask for "
        "it.",
    ),
    Stop(
        "ValueError",
        _BROADCAST,
        "{culprit} combines arrays whose shapes do not match. A gradient and a velocity have the shape of their "
        "parameter: are all of them looked up by the same name?",
        exercises=_STEPS,
    ),
    Stop(
        "ValueError",
        _BROADCAST,
        "{culprit} combines arrays whose shapes do not match. Numpy compares the axes from the last one on: is a sum "
        "or a maximum taken over the wrong axis, or without `keepdims=True`?",
    ),
    Stop(
        "ValueError",
        "truth value of an array",
        "{culprit} asks whether a whole array is true. `if` and Python's own `max` compare one number with another; an "
        "array is compared number by number.",
    ),
    Stop(
        "KeyError",
        "",
        "{culprit} asks a dictionary for a name that is not in it. The names may be any: visit those that `parameters` "
        "has.",
        "missing_key",
        exercises=_STEPS,
    ),
    Stop(
        "TypeError",
        "'dict'",
        "{culprit} calculates with a whole dictionary. A step is made array by array: look each one up by its name.",
        "whole_dictionaries",
        exercises=_STEPS,
    ),
    Stop(
        "RuntimeError",
        "dictionary (changed size|keys changed)",
        "{culprit} puts names into a dictionary, or takes some out, while it goes through it: start with a new, empty "
        "one.",
        exercises=_STEPS,
    ),
    Stop(
        "IndexError",
        "out of bounds",
        "{culprit} reaches beyond an array. The classes count from 0 to n - 1, the examples from 0 to m - 1.",
        exercises=("softmax_cross_entropy",),
    ),
)

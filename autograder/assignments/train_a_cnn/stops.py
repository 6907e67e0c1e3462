"""Exceptions that have a meaning of their own in this assignment; they are looked up before the rules for numpy."""

from public_tests import Stop

_STEPS = ("sgd_step", "momentum_step")
_BROADCAST = "could not be broadcast|could not broadcast|non-broadcastable"

STOPS = (
    # Without an id: where the sizes show which product it was, the mistake of that product is named.
    Stop(
        "ValueError",
        "not aligned|mismatch in its core dimension",
        "{culprit} computes a matrix product of arrays whose shapes do not match. In `a @ b` the last axis of `a` and "
        "the first axis of `b` must have the same size: write the shapes down, and transpose an array where that is "
        "needed.",
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
        "{culprit} combines arrays whose shapes do not match. Numpy compares the axes from the last one backwards: is "
        "a sum or a maximum taken over the wrong axis, or without `keepdims=True`?",
    ),
    Stop(
        "ValueError",
        "truth value of an array",
        "{culprit} uses a whole array as a condition. `if` and Python's own `max` need a single True or False, but "
        "comparing an array gives one for each number.",
    ),
    Stop(
        "KeyError",
        "",
        "{culprit} looks up a name that the dictionary does not have. The parameters can have any names: use the "
        "names in `parameters`.",
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
        "{culprit} adds names to a dictionary, or removes some, while it loops over it: start with a new, empty one.",
        exercises=_STEPS,
    ),
    Stop(
        "IndexError",
        "out of bounds",
        "{culprit} uses an index beyond the end of an array. The classes are numbered from 0 to n - 1, the examples "
        "from 0 to m - 1.",
        exercises=("softmax_cross_entropy",),
    ),
)

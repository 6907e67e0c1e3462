"""The exercises of `train_a_cnn`: names, points, signatures, checks, and what the public tests say of a shape.

Each entry has the fields of an exercise of the catalogue.
"""

from collections.abc import Mapping
from typing import Any

NAME = "train_a_cnn"
TITLE = "A Convolutional Network That Learns"
HELPERS = ("figures", "layers", "lesson", "questions", "sheet")
FILES = ("shapes.h5",)
GRADIENTS = ("dZ", "dA_prev", "dW", "db")

AXES = {
    "dense_forward Z": ("examples", "outputs"),
    "dA_prev": ("examples", "inputs"),
    "dW": ("inputs", "outputs"),
    "db": ("one", "outputs"),
    "softmax_cross_entropy dZ": ("examples", "classes"),
}
"""What the axes of a returned array count, by its name, with its exercise where the name is in several."""


def _dense_numbers(values: Mapping[str, Any]) -> str:
    (m, n_prev), n = values["A_prev"].shape, values["W"].shape[1]
    return f"Here m = {m}, n_prev = {n_prev} and n = {n}."


EXERCISES: tuple[dict[str, Any], ...] = (
    {
        "name": "relu_forward",
        "points": 10,
        "parameters": ("Z",),
        "returns": ("A", "cache"),
        "checks": (
            {"rule": "values", "line": "A is right: {kind}."},
            {"rule": "cache", "line": "The cache is Z as it was given.", "on_case": "four_axes", "points": 2},
        ),
        "keeps": {"cache": "Z"},
        "shape_rule": "the shape of Z",
    },
    {
        "name": "dense_forward",
        "points": 20,
        "parameters": ("A_prev", "W", "b"),
        "returns": ("Z", "cache"),
        "checks": (
            {"rule": "values", "line": "Z is right: {kind}."},
            {
                "rule": "cache",
                "line": "The cache holds A_prev, W and b as they were given.",
                "on_case": "large_batch",
                "points": 4,
            },
        ),
        "keeps": {"cache": ("A_prev", "W", "b")},
        "shape_rule": "(m, n): a row for each example and a column for each output",
        "shape_numbers": _dense_numbers,
    },
    {
        "name": "softmax_cross_entropy",
        "points": 30,
        "parameters": ("Z", "y"),
        "returns": ("loss", "dZ"),
        "checks": ({"rule": "values", "line": "loss and dZ are right: {kind}."},),
        "shape_rule": "the shape of Z",
        "scalar_tip": "take the mean over all examples, with no axis left",
    },
    {
        "name": "dense_backward",
        "points": 20,
        "parameters": ("dZ", "cache"),
        "returns": ("dA_prev", "dW", "db"),
        "checks": ({"rule": "values", "line": "dA_prev, dW and db are right: {kind}."},),
        "packed": {"cache": ("A_prev", "W", "b")},
        "shape_rule": "the shape of the array whose gradient it is",
        "shape_numbers": _dense_numbers,
    },
    {
        "name": "sgd_step",
        "points": 20,
        "parameters": ("parameters", "gradients", "learning_rate"),
        "returns": ("new_parameters",),
        "checks": ({"rule": "values", "line": "The new parameters are right: {kind}."},),
        "shape_rule": "the shape of the parameter of this name",
        "keys_tip": "its names are those of `parameters`",
    },
    {
        "name": "relu_backward",
        "points": 0,
        "parameters": ("dA", "cache"),
        "returns": ("dZ",),
        "checks": ({"rule": "values", "line": "dZ is right: {kind}."},),
        "packed": {"cache": "Z"},
        "shape_rule": "the shape of Z",
    },
    {
        "name": "momentum_step",
        "points": 0,
        "parameters": ("parameters", "gradients", "velocities", "learning_rate", "beta"),
        "returns": ("new_parameters", "new_velocities"),
        "checks": ({"rule": "values", "line": "The new parameters and velocities are right: {kind}."},),
        "defaults": ("beta",),
        "shape_rule": "the shape of the parameter of this name",
        "keys_tip": "its names are those of `parameters`",
    },
)
"""The exercises, in the order of the notebook. None calls another one, so that none has prerequisites."""

STOPS: tuple[dict[str, Any], ...] = (
    {
        "error": "ValueError",
        "pattern": "not aligned|mismatch in its core dimension",
        "sentence": (
            "{culprit} asks for a matrix product whose shapes do not match. In `a @ b` the last axis of `a` and the "
            "first one of `b` must have the same size: write the shapes down, and turn an array on its side where "
            "they ask for it."
        ),
        "mistake": "product_does_not_fit",
    },
    {
        "error": "ValueError",
        "pattern": "could not be broadcast|could not broadcast",
        "sentence": (
            "{culprit} combines arrays whose shapes do not match. Numpy compares the axes from the last one on: is a "
            "sum or a maximum taken over the wrong axis, or without `keepdims=True`?"
        ),
        "mistake": "",
    },
    {
        "error": "KeyError",
        "pattern": "",
        "sentence": (
            "{culprit} asks a dictionary for a name that is not in it. The names may be any: visit those that "
            "`parameters` has."
        ),
        "mistake": "missing_key",
    },
    {
        "error": "IndexError",
        "pattern": "out of bounds",
        "sentence": "{culprit} reaches beyond an array. The classes count from 0 to n - 1, the examples to m - 1.",
        "mistake": "",
    },
)
"""Exceptions that have a meaning of their own here, tried before the general rules."""

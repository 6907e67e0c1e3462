"""The catalogue of exercises: the one place that knows their names, points, signatures and prerequisites.

The exercise name is the only key in the whole package: cell header, nbgrader's grade_id, pytest marker,
group in `expected.h5`, result and feedback all use it.
"""

from dataclasses import dataclass

ASSIGNMENT = "cnn_step_by_step"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"


@dataclass(frozen=True)
class Exercise:
    """One function that the student writes.

    parameters: the names in the signature, in order.
    returns: what the function returns, by name; two names mean a tuple of two.
    prerequisites: exercises whose functions this one calls; follow-through replaces them by right ones.
    """

    name: str
    points: int
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether the exercise is worth no points."""
        return self.points == 0


EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for exercise in (
        Exercise("zero_pad", 10, ("X", "pad"), ("X_pad",)),
        Exercise("conv_single_step", 20, ("a_slice_prev", "W", "b"), ("Z",)),
        Exercise(
            "conv_forward",
            40,
            ("A_prev", "W", "b", "hparameters"),
            ("Z", "cache"),
            ("zero_pad", "conv_single_step"),
        ),
        Exercise("pool_forward", 30, ("A_prev", "hparameters", "mode"), ("A", "cache")),
        Exercise("conv_backward", 0, ("dZ", "cache"), ("dA_prev", "dW", "db"), ("zero_pad",)),
        Exercise("create_mask_from_window", 0, ("x",), ("mask",)),
        Exercise("distribute_value", 0, ("dz", "shape"), ("a",)),
        Exercise(
            "pool_backward",
            0,
            ("dA", "cache", "mode"),
            ("dA_prev",),
            ("create_mask_from_window", "distribute_value"),
        ),
    )
}

MAX_SCORE = sum(exercise.points for exercise in EXERCISES.values())

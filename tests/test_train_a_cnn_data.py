"""The data of the second assignment: what its contract fixes, cases of all kinds, and right values that are right."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from public_tests import Case, right_value
from tests.installed import ASSIGNMENTS, look

INSTALLED = ASSIGNMENTS["train_a_cnn"]
EXERCISES = INSTALLED.definition.exercises
SUITE = INSTALLED.key.suite
CONTRACT = {
    "relu_forward": (10, "Z", "A cache"),
    "dense_forward": (20, "A_prev W b", "Z cache"),
    "softmax_cross_entropy": (30, "Z y", "loss dZ"),
    "dense_backward": (20, "dZ cache", "dA_prev dW db"),
    "sgd_step": (20, "parameters gradients learning_rate", "new_parameters"),
    "relu_backward": (0, "dA cache", "dZ"),
    "momentum_step": (0, "parameters gradients velocities learning_rate beta", "new_parameters new_velocities"),
}


def hidden_cases(exercise: str) -> list[Case]:
    """The hidden cases of an exercise, as the grader has them."""
    return [case for case in SUITE.cases[exercise] if case.hidden]


def arrays(value: object) -> Iterator[np.ndarray]:
    """The arrays in arguments, in tuples and dictionaries too."""
    if isinstance(value, np.ndarray):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    for part in parts:
        yield from arrays(part)


def test_exercises_are_those_of_the_contract() -> None:
    """Names, points, parameters and what is returned are fixed."""
    made = {
        name: (exercise.points, " ".join(exercise.parameters), " ".join(exercise.returns))
        for name, exercise in EXERCISES.items()
    }
    assert made == CONTRACT
    assert (EXERCISES["relu_forward"].keeps, EXERCISES["relu_backward"].packed) == ({"cache": "Z"}, {"cache": "Z"})
    assert EXERCISES["dense_forward"].keeps == EXERCISES["dense_backward"].packed == {"cache": ("A_prev", "W", "b")}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_six_hidden_cases_of_different_kinds(exercise: str) -> None:
    """Besides two public ones, of which one can be worked out by hand."""
    kinds = SUITE.hidden_kinds[exercise]
    assert len(set(kinds)) == len(kinds) >= 6
    assert [case.name for case in SUITE.cases[exercise] if not case.hidden][:2] == ["by_hand", "seeded"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hidden_cases_have_arrays_in_column_order(exercise: str) -> None:
    """A function must not rely on the order of its arrays in memory."""
    orders = [array.flags.c_contiguous for case in hidden_cases(exercise) for array in arrays(case.arguments)]
    assert {True, False} == set(orders)


@pytest.mark.parametrize("exercise", ["dense_forward", "softmax_cross_entropy", "dense_backward"])
def test_hidden_cases_have_batches_of_every_size(exercise: str) -> None:
    """One example, a few, and many; one output or class, and as many as examples."""
    shapes = {
        case.expected[name].shape for case in hidden_cases(exercise) for name in ("Z", "dZ") if name in case.expected
    }
    shapes |= {case.arguments[0].shape for case in hidden_cases(exercise)}
    assert {1} < {m for m, _ in shapes}
    assert max(m for m, _ in shapes) >= 16
    assert 1 in {n for _, n in shapes}
    assert any(m == n for m, n in shapes)


def test_hidden_scores_are_large_and_low_and_far_apart() -> None:
    """Scores of 1000 and of -1000, alone and beside small ones in the same batch."""
    scores = [case.arguments[0] for case in hidden_cases("softmax_cross_entropy")]
    assert any(Z.min() > 900 for Z in scores)
    assert any(Z.max() < -900 for Z in scores)
    assert any(np.ptp(Z) > 900 and np.abs(Z).max(axis=1).min() < 1 for Z in scores)


@pytest.mark.parametrize("mistake", ["no_shift", "log_of_share", "one_shift_for_all"])
def test_overflow_is_stored_and_recognised(mistake: str) -> None:
    """What gives inf or nan for large scores is a known mistake with such outputs on a public and a hidden case."""
    known = next(one for one in INSTALLED.definition.mistakes if one.name == mistake)
    function = INSTALLED.load(known.exercise, known.apply)
    found = [(case, look(SUITE, case, function)) for case in SUITE.cases[known.exercise]]
    overflowing = [case.hidden for case, finding in found if finding.rung == "finite" and mistake in finding.causes]
    assert set(overflowing) == {True, False}


@pytest.mark.parametrize("exercise", EXERCISES)
def test_zeros_earn_next_to_nothing(exercise: str) -> None:
    """A function that returns zeros of the right shapes gets at most one point."""
    earned = 0
    for case in INSTALLED.key.cases(exercise):
        zeros = {name: np.zeros(array.shape) for name, array in case.expected.items()}
        same = all(case.agrees(name, array).all() for name, array in zeros.items())
        earned += case.points * same
    assert earned <= 1


STEP = 1e-6


def slope(value_of: Callable[[np.ndarray], float], at: np.ndarray, direction: np.ndarray) -> float:
    """How fast a value changes in a direction, by central differences."""
    return float(value_of(at + STEP * direction) - value_of(at - STEP * direction)) / (2 * STEP)


def drawn_cases(exercise: str) -> list[Case]:
    """The cases of an exercise with numbers for which differences are exact enough."""
    cases = SUITE.cases[exercise]
    return [case for case in cases if max(np.abs(array).max() for array in arrays(case.arguments)) < 100]


@pytest.mark.parametrize("case", drawn_cases("softmax_cross_entropy"), ids=lambda case: case.name)
def test_gradient_of_the_scores_is_the_slope_of_the_loss(case: Case) -> None:
    """The expected dZ agrees with differences of a loss that is written in another way."""
    Z, y = case.arguments
    direction = np.random.default_rng(1).normal(size=Z.shape)

    def loss_of(scores: np.ndarray) -> float:
        return -np.mean([np.log(np.exp(row[right]) / np.exp(row).sum()) for row, right in zip(scores, y, strict=True)])

    assert case.expected["loss"] == pytest.approx(loss_of(Z))
    assert np.sum(case.expected["dZ"] * direction) == pytest.approx(slope(loss_of, Z, direction), abs=1e-7)


@pytest.mark.parametrize("case", drawn_cases("dense_backward"), ids=lambda case: case.name)
def test_gradients_of_a_layer_are_the_slopes_of_its_outputs(case: Case) -> None:
    """The expected gradients agree with differences of the weighted sum of all outputs."""
    dZ, cache = case.arguments
    for place, name in enumerate(("dA_prev", "dW", "db")):
        direction = np.random.default_rng(2).normal(size=cache[place].shape)

        def value_of(array: np.ndarray, place: int = place) -> float:
            A_prev, W, b = (*cache[:place], array, *cache[place + 1 :])
            return np.sum(dZ * (np.einsum("ik,kj->ij", A_prev, W) + b))

        right = np.sum(case.expected[name] * direction)
        assert right == pytest.approx(slope(value_of, cache[place], direction), rel=1e-6, abs=1e-6)


def test_momentum_without_a_past_is_a_plain_step() -> None:
    """With beta 0 and velocities of 0 the two kinds of steps are one."""
    step, roll = INSTALLED.load("sgd_step"), INSTALLED.load("momentum_step")
    for case in SUITE.cases["sgd_step"]:
        parameters, gradients, rate = case.arguments
        still = {name: np.zeros(array.shape) for name, array in parameters.items()}
        moved, velocities = roll(parameters, gradients, still, rate, 0)
        expected = right_value(case, ("new_parameters",))
        for name in parameters:
            assert np.array_equal(moved[name], step(parameters, gradients, rate)[name])
            assert np.array_equal(velocities[name], gradients[name])
            assert moved[name] == pytest.approx(expected[name])

"""The stored expected outputs against an oracle that shares no line with the answer key: scipy and differences."""

import itertools

import numpy as np
import pytest

from autograder.expected import read_key
from public_tests import Case
from tests.first_assignment import EXERCISES, EXPECTED
from tests.oracle import convolve, gradient, pad_with_zeros, pool

SUITE = read_key(EXPECTED).suite


def cases(*exercises: str) -> list:
    """The stored cases of some exercises, hidden and public, as parameters."""
    return [pytest.param(case, id=f"{name}-{case.name}") for name in exercises for case in SUITE.cases[name]]


def agree(case: Case, name: str, oracle: np.ndarray, atol: float = 1e-10) -> None:
    """The stored output is the oracle's, far closer than the tolerance of the grading."""
    np.testing.assert_allclose(case.expected[name], oracle, rtol=0, atol=atol)


@pytest.mark.parametrize("case", cases("zero_pad"))
def test_zero_pad(case: Case) -> None:
    """Padding is the image in the middle of zeros."""
    agree(case, "X_pad", pad_with_zeros(*case.arguments), atol=0)


@pytest.mark.parametrize("case", cases("conv_single_step"))
def test_conv_single_step(case: Case) -> None:
    """A single step is a dot product plus the bias."""
    window, weights, bias = case.arguments
    agree(case, "Z", np.dot(window.ravel(), weights.ravel()) + bias[0, 0, 0])


@pytest.mark.parametrize("case", cases("conv_forward"))
def test_conv_forward(case: Case) -> None:
    """The convolution is scipy's correlation."""
    agree(case, "Z", convolve(*case.arguments))


@pytest.mark.parametrize("case", cases("pool_forward"))
def test_pool_forward(case: Case) -> None:
    """Pooling is scipy's maximum and uniform filters."""
    agree(case, "A", pool(*case.arguments))


@pytest.mark.parametrize("case", cases("conv_backward"))
def test_conv_backward(case: Case) -> None:
    """The three gradients are those of scipy's correlation, by finite differences or, for db, by the sum."""
    dZ, (A_prev, W, b, hparameters) = case.arguments
    agree(case, "dA_prev", gradient(lambda A: convolve(A, W, b, hparameters), A_prev, dZ), atol=1e-6)
    agree(case, "dW", gradient(lambda weights: convolve(A_prev, weights, b, hparameters), W, dZ), atol=1e-6)
    agree(case, "db", dZ.sum(axis=(0, 1, 2), keepdims=True))


@pytest.mark.parametrize("case", cases("pool_backward"))
def test_pool_backward(case: Case) -> None:
    """The gradient of pooling is that of scipy's filters."""
    dA, (A_prev, hparameters), *mode = case.arguments
    agree(case, "dA_prev", gradient(lambda A: pool(A, hparameters, *mode), A_prev, dA), atol=1e-8)


@pytest.mark.parametrize("case", cases("create_mask_from_window"))
def test_create_mask_from_window(case: Case) -> None:
    """The mask is True at the place of the largest entry, found by comparing all pairs, and nowhere else."""
    (x,) = case.arguments
    places = list(itertools.product(*map(range, x.shape)))
    largest = [place for place in places if all(x[place] >= x[other] for other in places)]
    assert np.argwhere(case.expected["mask"]).tolist() == [list(place) for place in largest]
    assert case.expected["mask"].dtype == bool


@pytest.mark.parametrize("case", cases("distribute_value"))
def test_distribute_value(case: Case) -> None:
    """All entries are equal and add up to the value."""
    dz, shape = case.arguments
    spread = case.expected["a"]
    assert spread.shape == shape
    assert np.ptp(spread) == 0
    np.testing.assert_allclose(spread.sum(), dz, rtol=1e-14)


def test_every_exercise_has_an_oracle() -> None:
    """No exercise is left without a test in this file."""
    assert {f"test_{name}" for name in EXERCISES} <= set(globals())

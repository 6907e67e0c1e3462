"""The fast layers of the second assignment: they do what the first assignment's answer key does, and learn from it."""

import importlib.util
from types import ModuleType

import numpy as np
import pytest

from autograder.authoring.answer_key import load_function, read_answers
from autograder.authoring.places import ROOT
from autograder.reading.submission import Submission
from tests.first_assignment import DEFINITION, SOURCE

SIZES = [
    # m, rows, columns, channels, f, filters, stride, pad
    (2, 5, 7, 3, 3, 4, 1, 0),
    (1, 6, 4, 2, 2, 3, 1, 1),
    (3, 7, 6, 1, 3, 2, 2, 1),
    (2, 8, 5, 2, 3, 1, 3, 2),
    (1, 7, 6, 3, 1, 2, 2, 0),
    (4, 5, 5, 2, 5, 3, 1, 0),
]


@pytest.fixture(scope="module")
def key() -> Submission:
    """The answer key of the first assignment."""
    return read_answers(DEFINITION, SOURCE)


@pytest.fixture(scope="module")
def layers() -> ModuleType:
    """The module that is released beside the notebook."""
    spec = importlib.util.spec_from_file_location("layers", ROOT / "source" / "train_a_cnn" / "layers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def draw(sizes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, int]]:
    """Input, filters, biases and hyperparameters of a convolution."""
    m, rows, columns, channels, f, filters, stride, pad = sizes
    generator = np.random.default_rng(3)
    A_prev = generator.normal(size=(m, rows, columns, channels))
    W, b = generator.normal(size=(f, f, channels, filters)), generator.normal(size=(1, 1, 1, filters))
    return A_prev, W, b, {"stride": stride, "pad": pad}


@pytest.mark.parametrize("sizes", SIZES)
def test_convolution_is_the_answer_key_s(key: Submission, layers: ModuleType, sizes: tuple[int, ...]) -> None:
    """Outputs and gradients are those of the loops, for strides, paddings and sizes that do not divide."""
    given = draw(sizes)
    wanted, key_cache = load_function(key, "conv_forward")(*given)
    got, cache = layers.conv_forward(*given)
    assert got == pytest.approx(wanted, abs=1e-12)
    dZ = np.random.default_rng(4).normal(size=got.shape)
    gradients = layers.conv_backward(dZ, cache)
    for gradient, right in zip(gradients, load_function(key, "conv_backward")(dZ, key_cache), strict=True):
        assert gradient.shape == right.shape
        assert gradient == pytest.approx(right, abs=1e-12)


@pytest.mark.parametrize(("shape", "f"), [((2, 4, 6, 3), 2), ((1, 7, 5, 2), 2), ((3, 6, 9, 1), 3), ((2, 3, 4, 2), 1)])
def test_pooling_is_the_answer_key_s_with_the_relu_below(
    key: Submission, layers: ModuleType, shape: tuple[int, ...], f: int
) -> None:
    """Outputs are those of the loops; gradients too, where the input is above zero, and 0 elsewhere."""
    A_prev, hparameters = np.random.default_rng(5).normal(size=shape), {"f": f, "stride": f}
    wanted, key_cache = load_function(key, "pool_forward")(A_prev, hparameters)
    A, cache = layers.pool_forward(A_prev, hparameters)
    assert np.array_equal(A, wanted)
    dA = np.random.default_rng(6).normal(size=A.shape)
    right = load_function(key, "pool_backward")(dA, key_cache)
    assert np.array_equal(layers.pool_backward(dA, cache), np.where(A_prev > 0, right, 0))


def test_pooling_with_windows_that_overlap_is_refused(layers: ModuleType) -> None:
    """The pooling layer says what it cannot do."""
    with pytest.raises(ValueError, match="must be equal"):
        layers.pool_forward(np.zeros((1, 4, 4, 1)), {"f": 2, "stride": 1})


@pytest.mark.parametrize("sizes", SIZES[:4])
def test_gradients_are_the_slopes_of_the_whole_chain(layers: ModuleType, sizes: tuple[int, ...]) -> None:
    """Convolution, ReLU and pooling, backward without a step for the ReLU, agree with finite differences."""
    *arrays, hparameters = draw(sizes)

    side_by_side = {"f": 2, "stride": 2}

    def cost(*shifted: np.ndarray) -> float:
        Z, _ = layers.conv_forward(*shifted, hparameters)
        return np.sum(dA * layers.pool_forward(Z.clip(0), side_by_side)[0])

    Z, conv_cache = layers.conv_forward(*arrays, hparameters)
    A, pool_cache = layers.pool_forward(Z.clip(0), side_by_side)
    generator = np.random.default_rng(7)
    dA = generator.normal(size=A.shape)
    gradients = layers.conv_backward(layers.pool_backward(dA, pool_cache), conv_cache)
    step = 1e-6
    for place, gradient in enumerate(gradients):
        direction = generator.normal(size=gradient.shape)
        ahead, behind = (
            [array + sign * step * direction if at == place else array for at, array in enumerate(arrays)]
            for sign in (1, -1)
        )
        slope = (cost(*ahead) - cost(*behind)) / (2 * step)
        assert np.sum(gradient * direction) == pytest.approx(slope, rel=1e-6)

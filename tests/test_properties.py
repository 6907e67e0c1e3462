"""The answer key for any shape, stride, pad and dtype: it agrees with the oracle and has the properties it should."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.authoring.answer_key import load_function, read_answers
from tests.first_assignment import DEFINITION, EXERCISES, SOURCE
from tests.oracle import convolve, gradient, pad_with_zeros, pool

DTYPES = (np.float64, np.float32, np.int64)
# numpy adds float32 up in float32, the oracle in the order of its own: both are right to some digits only.
TOLERANCE = {np.float64: 1e-9, np.float32: 1e-4, np.int64: 1e-9}
MODES = st.sampled_from(("max", "average"))
Layer = tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, int]]

settings.register_profile("same_every_time", derandomize=True, deadline=None, max_examples=40, database=None)
settings.load_profile("same_every_time")
gradients = settings(max_examples=20)

ANSWERS = read_answers(DEFINITION, SOURCE)
KEY: dict[str, Callable] = {name: load_function(ANSWERS, name) for name in EXERCISES}


@st.composite
def arrays(draw: st.DrawFn, *shape: int, dtype: type | None = None) -> np.ndarray:
    """An array of a shape, of one of the dtypes; Hypothesis draws a seed, so that shapes shrink and numbers stay."""
    kind = dtype or draw(st.sampled_from(DTYPES))
    stream = np.random.default_rng(draw(st.integers(0, 2**16)))
    return (stream.integers(-9, 10, shape) if kind is np.int64 else stream.normal(size=shape)).astype(kind)


@st.composite
def layers(draw: st.DrawFn, dtype: type | None = None, largest: int = 7) -> Layer:
    """A_prev, W, b and hparameters of a convolution whose filter fits into the padded image."""
    kind = dtype or draw(st.sampled_from(DTYPES))
    f, stride, pad = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(0, 3))
    smallest = max(1, f - 2 * pad)
    height, width = (draw(st.integers(smallest, max(smallest, largest))) for _ in range(2))
    m, channels, filters = (draw(st.integers(1, 3)) for _ in range(3))
    A_prev = draw(arrays(m, height, width, channels, dtype=kind))
    W = draw(arrays(f, f, channels, filters, dtype=kind))
    return A_prev, W, draw(arrays(1, 1, 1, filters, dtype=kind)), {"stride": stride, "pad": pad}


@st.composite
def pools(draw: st.DrawFn, dtype: type | None = None, apart: bool = False) -> tuple[np.ndarray, dict[str, int]]:
    """A_prev and hparameters of a pooling layer whose window fits; apart: windows do not overlap."""
    f = draw(st.integers(1, 4))
    stride = draw(st.integers(f if apart else 1, 5))
    height, width = (draw(st.integers(f, 7)) for _ in range(2))
    shape = draw(st.integers(1, 3)), height, width, draw(st.integers(1, 3))
    return draw(arrays(*shape, dtype=dtype)), {"f": f, "stride": stride}


def close(got: np.ndarray, wanted: np.ndarray, tolerance: float = 1e-9) -> None:
    """Equal shapes, and values within an absolute and relative tolerance."""
    assert np.shape(got) == np.shape(wanted)
    np.testing.assert_allclose(got, wanted, rtol=tolerance, atol=tolerance)


@given(arrays(2, 3, 4, 2), st.integers(0, 4))
def test_padding_agrees_with_the_oracle_and_crops_away(X: np.ndarray, pad: int) -> None:
    """Padding is the oracle's; cropping the border gives the input back; nothing is added or lost."""
    padded = KEY["zero_pad"](X, pad)
    close(padded, pad_with_zeros(X, pad), 0)
    assert np.array_equal(padded[:, pad : pad + 3, pad : pad + 4], X)
    assert np.abs(padded).sum(dtype=np.float64) == pytest.approx(np.abs(X).sum(dtype=np.float64))


@given(st.integers(1, 5).flatmap(lambda f: st.tuples(arrays(f, f, 3), arrays(f, f, 3))), arrays(1, 1, 1))
def test_single_step_is_a_dot_product(pair: tuple[np.ndarray, np.ndarray], b: np.ndarray) -> None:
    """One number: the dot product plus the bias; the order of window and filter does not matter."""
    window, weights = pair
    got = KEY["conv_single_step"](window, weights, b)
    assert np.ndim(got) == 0
    close(got, np.dot(window.ravel().astype(float), weights.ravel().astype(float)) + b.item(), 1e-4)
    close(KEY["conv_single_step"](weights, window, b), got, 1e-4)


@given(layers())
def test_convolution_agrees_with_the_oracle(layer: Layer) -> None:
    """The convolution is scipy's correlation, for any sizes, stride, pad and dtype; the cache is as given."""
    Z, cache = KEY["conv_forward"](*layer)
    close(Z, convolve(*layer), TOLERANCE[layer[0].dtype.type])
    assert all(one is other for one, other in zip(cache, layer, strict=True))


@given(layers(), st.data())
def test_delta_filter_crops(layer: Layer, data: st.DataObject) -> None:
    """A filter that is one at one place and zero elsewhere copies that channel of the padded image."""
    A_prev, W, _, hparameters = layer
    f, stride = len(W), hparameters["stride"]
    row, column = (data.draw(st.integers(0, f - 1)) for _ in range(2))
    channel = data.draw(st.integers(0, A_prev.shape[3] - 1))
    delta = np.zeros((f, f, A_prev.shape[3], 1))
    delta[row, column, channel] = 1
    Z, _ = KEY["conv_forward"](A_prev, delta, np.zeros((1, 1, 1, 1)), hparameters)
    padded = pad_with_zeros(A_prev, hparameters["pad"])
    height, width = (size - f + 1 for size in padded.shape[1:3])
    cropped = padded[:, row : row + height : stride, column : column + width : stride, channel]
    close(Z[..., 0], cropped, 0)


@given(layers())
def test_zero_filter_gives_the_bias(layer: Layer) -> None:
    """Where all weights are zero, each output channel is its bias everywhere."""
    A_prev, W, b, hparameters = layer
    Z, _ = KEY["conv_forward"](A_prev, np.zeros_like(W), b, hparameters)
    close(Z, np.broadcast_to(b, Z.shape), 0)


@given(layers(dtype=np.float64), st.floats(-3, 3), st.data())
def test_convolution_is_linear(layer: Layer, factor: float, data: st.DataObject) -> None:
    """Without a bias, the output of a sum is the sum of outputs: in the input, and in the filters."""
    A_prev, W, b, hparameters = layer

    def forward(image: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return KEY["conv_forward"](image, weights, np.zeros_like(b), hparameters)[0]

    image, weights = data.draw(arrays(*A_prev.shape, dtype=np.float64)), data.draw(arrays(*W.shape, dtype=np.float64))
    close(forward(A_prev + factor * image, W), forward(A_prev, W) + factor * forward(image, W), 1e-8)
    close(forward(A_prev, W + factor * weights), forward(A_prev, W) + factor * forward(A_prev, weights), 1e-8)


@given(pools(), MODES)
def test_pooling_agrees_with_the_oracle(layer: tuple[np.ndarray, dict[str, int]], mode: str) -> None:
    """Pooling is scipy's filters, for any sizes, stride and dtype."""
    A_prev, hparameters = layer
    A, cache = KEY["pool_forward"](A_prev, hparameters, mode)
    # scipy's average of whole numbers is a whole number.
    close(A, pool(A_prev.astype(np.float64), hparameters, mode), TOLERANCE[A_prev.dtype.type])
    assert cache[0] is A_prev
    assert cache[1] is hparameters


@given(pools(dtype=np.float64), MODES, st.floats(-100, 100))
def test_pooling_commutes_with_a_constant(layer: tuple[np.ndarray, dict[str, int]], mode: str, constant: float) -> None:
    """Adding a constant before pooling is adding it afterwards: nothing is padded in, nothing weighed."""
    A_prev, hparameters = layer
    before, _ = KEY["pool_forward"](A_prev + constant, hparameters, mode)
    close(before, KEY["pool_forward"](A_prev, hparameters, mode)[0] + constant)


@given(layers(dtype=np.float64, largest=4), st.data())
@gradients
def test_gradients_of_convolution(layer: Layer, data: st.DataObject) -> None:
    """dA_prev, dW and db are what finite differences of the oracle's convolution give."""
    A_prev, W, b, hparameters = layer
    dZ = data.draw(arrays(*convolve(*layer).shape, dtype=np.float64))
    dA_prev, dW, db = KEY["conv_backward"](dZ, layer)
    close(dA_prev, gradient(lambda image: convolve(image, W, b, hparameters), A_prev, dZ), 1e-5)
    close(dW, gradient(lambda weights: convolve(A_prev, weights, b, hparameters), W, dZ), 1e-5)
    close(db, gradient(lambda bias: convolve(A_prev, W, bias, hparameters), b, dZ), 1e-5)


@given(pools(dtype=np.float64), MODES, st.data())
@gradients
def test_gradient_of_pooling(layer: tuple[np.ndarray, dict[str, int]], mode: str, data: st.DataObject) -> None:
    """dA_prev is what finite differences of the oracle's pooling give, windows overlapping or not."""
    A_prev, hparameters = layer
    dA = data.draw(arrays(*pool(A_prev, hparameters, mode).shape, dtype=np.float64))
    wanted = gradient(lambda image: pool(image, hparameters, mode), A_prev, dA)
    close(KEY["pool_backward"](dA, layer, mode), wanted, 1e-6)


@given(pools(dtype=np.float64, apart=True), MODES, st.data())
def test_pooling_passes_all_of_the_gradient_on(
    layer: tuple[np.ndarray, dict[str, int]], mode: str, data: st.DataObject
) -> None:
    """Where windows do not overlap, each gives away what it got: the sums of dA_prev and dA are the same."""
    dA = data.draw(arrays(*pool(*layer, mode).shape, dtype=np.float64))
    assert KEY["pool_backward"](dA, layer, mode).sum() == pytest.approx(dA.sum(), abs=1e-9)


@given(st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(lambda shape: arrays(*shape)))
def test_mask_has_one_true_where_there_is_no_tie(x: np.ndarray) -> None:
    """The mask is boolean, of the shape of x, and True at the maximum alone."""
    assume(np.sum(x == x.max()) == 1)
    mask = KEY["create_mask_from_window"](x)
    assert (mask.dtype, mask.shape, mask.sum()) == (bool, x.shape, 1)
    assert x[mask][0] == x.max()


@given(st.floats(-1e6, 1e6), st.integers(1, 9), st.integers(1, 9))
def test_shares_add_up(dz: float, n_H: int, n_W: int) -> None:
    """The shares are equal and their sum is what was shared out."""
    shares = KEY["distribute_value"](dz, (n_H, n_W))
    assert shares.shape == (n_H, n_W)
    assert np.ptp(shares) == 0
    assert shares.sum() == pytest.approx(dz, rel=1e-12, abs=1e-12)

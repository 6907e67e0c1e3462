"""The published facts of the assignment: every number of them, on the answer key and on what is stored."""

from collections.abc import Callable

import numpy as np
import pytest

from autograder.authoring.answer_key import load_function, read_answers
from public_tests import Case, read_suite
from tests.first_assignment import DEFINITION, EXERCISES, SOURCE

ANSWERS = read_answers(DEFINITION, SOURCE)
KEY: dict[str, Callable] = {name: load_function(ANSWERS, name) for name in EXERCISES}


def draw(seed: int, *shapes: tuple[int, ...]) -> list[np.ndarray]:
    """Arrays of the legacy stream, in the order of their shapes, as every notebook of the assignment draws them."""
    np.random.seed(seed)
    return [np.random.randn(*shape) for shape in shapes]


def same(got: object, published: object) -> None:
    """The published numbers have eight decimals where they are arrays; no tolerance beyond that."""
    np.testing.assert_allclose(got, published, rtol=0, atol=5.1e-9)


def exactly(got: object, published: float) -> None:
    """The published means and sums have all digits; the order of a sum may change the last ones."""
    np.testing.assert_allclose(got, published, rtol=1e-13, atol=0)


@pytest.mark.parametrize(("pad", "shape"), [(3, (4, 9, 9, 2)), (2, (4, 7, 7, 2))])
def test_zero_pad(pad: int, shape: tuple[int, ...]) -> None:
    """Seed 1: the shapes, the drawn numbers, and zeros where the padding is."""
    (x,) = draw(1, (4, 3, 3, 2))
    x_pad = KEY["zero_pad"](x, pad)
    same(x[1, 1], [[0.90085595, -0.68372786], [-0.12289023, -0.93576943], [-0.26788808, 0.53035547]])
    assert x_pad.shape == shape
    assert not x_pad[1, 1].any()


@pytest.mark.parametrize(("seed", "f", "z"), [(1, 4, -6.999089450680221), (3, 5, -3.5443670581382474)])
def test_conv_single_step(seed: int, f: int, z: float) -> None:
    """Seeds 1 and 3: the value, a scalar."""
    got = KEY["conv_single_step"](*draw(seed, (f, f, 3), (f, f, 3), (1, 1, 1)))
    exactly(got, z)
    assert np.ndim(got) == 0


def test_bias_before_the_sum() -> None:
    """Seed 1: the number of the commonest mistake is the one that is recognised."""
    case = stored("conv_single_step", "published_seed_1")
    (output,) = [output for output in case.known if "bias_before_sum" in output.mistakes]
    exactly(output.arrays["Z"], -23.16021220252078)


def test_conv_forward() -> None:
    """Seed 1, pad 1, stride 2: the mean, a row of Z, and a row of the cache."""
    A_prev, W, b = draw(1, (2, 5, 7, 4), (3, 3, 4, 8), (1, 1, 1, 8))
    Z, cache = KEY["conv_forward"](A_prev, W, b, {"pad": 1, "stride": 2})
    exactly(Z.mean(), 0.5511276474566768)
    row = [-2.17796037, 8.07171329, -0.5772704, 3.36286738, 4.48113645, -2.89198428, 10.99288867, 3.03171932]
    same(Z[0, 2, 1], row)
    same(cache[0][1][2][3], [-1.1191154, 1.9560789, -0.3264995, -1.34267579])


@pytest.mark.parametrize(("stride", "mean"), [(1, 0.002812946286486304), (2, 0.04899520352885581)])
def test_conv_forward_pad_2(stride: int, mean: float) -> None:
    """Seed 1, pad 2: the means for both strides, and a row of the cache."""
    A_prev, W, b = draw(1, (10, 4, 4, 3), (2, 2, 3, 8), (1, 1, 1, 8))
    Z, cache = KEY["conv_forward"](A_prev, W, b, {"pad": 2, "stride": stride})
    exactly(Z.mean(), mean)
    same(cache[0][1][2][3], [-0.20075807, 0.18656139, 0.41005165])


@pytest.mark.parametrize(
    ("mode", "values"),
    [
        (
            "max",
            [
                [1.96710175, 0.84616065, 1.27375593],
                [1.96710175, 0.84616065, 1.23616403],
                [1.62765075, 1.12141771, 1.2245077],
            ],
        ),
        (
            "average",
            [
                [0.44497696, -0.00261695, -0.31040307],
                [0.50811474, -0.23493734, -0.23961183],
                [0.11872677, 0.17255229, -0.22112197],
            ],
        ),
    ],
)
def test_pool_forward_stride_1(mode: str, values: list) -> None:
    """Seed 1, f 3, stride 1: a row of A in both modes."""
    (A_prev,) = draw(1, (2, 5, 5, 3))
    same(KEY["pool_forward"](A_prev, {"f": 3, "stride": 1}, mode)[0][1, 1], values)


def test_pool_forward_stride_2() -> None:
    """Seed 1, f 3, stride 2: an example of A in both modes."""
    (A_prev,) = draw(1, (2, 5, 5, 3))
    maximum, _ = KEY["pool_forward"](A_prev, {"f": 3, "stride": 2})
    average, _ = KEY["pool_forward"](A_prev, {"f": 3, "stride": 2}, mode="average")
    same(
        maximum[0],
        [
            [[1.74481176, 0.90159072, 1.65980218], [1.74481176, 1.6924546, 1.65980218]],
            [[1.13162939, 1.51981682, 2.18557541], [1.13162939, 1.6924546, 2.18557541]],
        ],
    )
    same(
        average[1],
        [
            [[-0.17313416, 0.32377198, -0.34317572], [0.02030094, 0.14141479, -0.01231585]],
            [[0.42944926, 0.08446996, -0.27290905], [0.15077452, 0.28911175, 0.00123239]],
        ],
    )


def test_pool_forward_whole_input() -> None:
    """Seed 1, f 4, stride 1: one window an example."""
    (A_prev,) = draw(1, (2, 4, 4, 3))
    maximum, _ = KEY["pool_forward"](A_prev, {"f": 4, "stride": 1}, "max")
    average, _ = KEY["pool_forward"](A_prev, {"f": 4, "stride": 1}, "average")
    same(maximum.reshape(2, 3), [[1.74481176, 1.6924546, 2.10025514], [1.19891788, 1.51981682, 2.18557541]])
    same(average.reshape(2, 3), [[-0.09498456, 0.11180064, -0.14263511], [-0.09525108, 0.28325018, 0.33035185]])


def test_conv_backward() -> None:
    """Seed 1, pad 2, stride 2, the gradient being Z: the means of all three gradients."""
    A_prev, W, b = draw(1, (10, 4, 4, 3), (2, 2, 3, 8), (1, 1, 1, 8))
    Z, cache = KEY["conv_forward"](A_prev, W, b, {"pad": 2, "stride": 2})
    dA, dW, db = KEY["conv_backward"](Z, cache)
    exactly(dA.mean(), 1.4524377775388075)
    exactly(dW.mean(), 1.7269914583139097)
    exactly(db.mean(), 7.839232564616838)


def test_create_mask_from_window() -> None:
    """Seed 1, and the window of whole numbers: where the mask is True."""
    (x,) = draw(1, (2, 3))
    assert np.argwhere(KEY["create_mask_from_window"](x)).tolist() == [[0, 0]]
    window = np.array([[-1, 2, 3], [2, -3, 2], [1, 5, -2]])
    assert np.argwhere(KEY["create_mask_from_window"](window)).tolist() == [[2, 1]]


def test_distribute_value() -> None:
    """2 over 2 by 2 gives halves; 100 over 10 by 10 adds up to 100."""
    assert (KEY["distribute_value"](2, (2, 2)) == 0.5).all()
    assert KEY["distribute_value"](100, (10, 10)).sum() == 100


def test_pool_backward() -> None:
    """Seed 1, f 2, stride 1: the mean of the drawn gradient, and an entry of the result in both modes."""
    np.random.seed(1)
    A_prev = np.random.randn(5, 5, 3, 2)
    _, cache = KEY["pool_forward"](A_prev, {"stride": 1, "f": 2})
    dA = np.random.randn(5, 4, 2, 2)
    exactly(dA.mean(), 0.14571390272918056)
    same(KEY["pool_backward"](dA, cache, "max")[1, 1], [[0, 0], [5.05844394, -1.68282702], [0, 0]])
    average = [[0.08485462, 0.2787552], [1.26461098, -0.25749373], [1.17975636, -0.53624893]]
    same(KEY["pool_backward"](dA, cache, "average")[1, 1], average)


def stored(exercise: str, name: str) -> Case:
    """A case of the public file."""
    return next(case for case in read_suite().cases[exercise] if case.name == name)


@pytest.mark.parametrize(
    ("exercise", "name", "returned", "mean"),
    [
        ("conv_forward", "published_stride_2", "Z", 0.5511276474566768),
        ("conv_forward", "published_pad_2_stride_1", "Z", 0.002812946286486304),
        ("conv_forward", "published_pad_2_stride_2", "Z", 0.04899520352885581),
        ("conv_single_step", "published_seed_1", "Z", -6.999089450680221),
        ("conv_single_step", "published_seed_3", "Z", -3.5443670581382474),
        ("conv_backward", "published_stride_2", "dA_prev", 1.4524377775388075),
        ("conv_backward", "published_stride_2", "dW", 1.7269914583139097),
        ("conv_backward", "published_stride_2", "db", 7.839232564616838),
    ],
)
def test_stored_outputs_are_the_published_ones(exercise: str, name: str, returned: str, mean: float) -> None:
    """What the public tests compare with has the published means."""
    exactly(stored(exercise, name).expected[returned].mean(), mean)


@pytest.mark.parametrize("mode", ["max", "average"])
def test_stored_pooling_is_the_published_one(mode: str) -> None:
    """The stored pooling outputs are those of the answer key that met the published numbers."""
    (A_prev,) = draw(1, (2, 5, 5, 3))
    for stride in (1, 2):
        published, _ = KEY["pool_forward"](A_prev, {"f": 3, "stride": stride}, mode)
        case = stored("pool_forward", f"published_stride_{stride}_{mode}")
        assert (case.expected["A"] == published).all()
        assert (case.arguments[0] == A_prev).all()

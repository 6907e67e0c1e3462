"""What holds for the first lesson alone: the published numbers, its gradients, and what it teaches and credits."""

import numpy as np
import pytest
from conftest import printed

from tests.first_assignment import NAME
from tests.installed import only

pytestmark = only(NAME)


def test_measured_times_are_not_kept(committed_key):
    """Where a cell measures times, the answer key has dots, and the two ways agree."""
    cell = next(cell for cell in committed_key.cells if "timed" in cell.metadata.get("tags", []))
    lines = printed(cell).splitlines()
    assert lines[0] == "the same numbers: True"
    assert [line.split(": ")[1] for line in lines[1:]] == ["... ms", "... ms", "... times"]


def test_bias_is_taught_with_item(source_notebook):
    """The notebook teaches b.item(), and no code of it uses float(b)."""
    assert any("`b.item()`" in cell.source for cell in source_notebook.cells if cell.cell_type == "markdown")
    assert not any("float(b)" in cell.source for cell in source_notebook.cells if cell.cell_type == "code")


def test_published_single_step(answers):
    """conv_single_step gives the published numbers of seeds 1 and 3."""
    for seed, f, value in ((1, 4, -6.999089450680221), (3, 5, -3.5443670581382474)):
        np.random.seed(seed)
        given = np.random.randn(f, f, 3), np.random.randn(f, f, 3), np.random.randn(1, 1, 1)
        result = answers["conv_single_step"](*given)
        assert np.ndim(result) == 0
        assert result == pytest.approx(value, rel=1e-12)


def test_published_zero_pad(answers):
    """zero_pad gives the published shapes and zeros."""
    np.random.seed(1)
    x = np.random.randn(4, 3, 3, 2)
    assert answers["zero_pad"](x, 3).shape == (4, 9, 9, 2)
    padded = answers["zero_pad"](x, 2)
    assert padded.shape == (4, 7, 7, 2)
    assert not padded[1, 1].any()
    assert np.array_equal(padded[:, 2:5, 2:5], x)


@pytest.mark.parametrize(("stride", "mean"), [(1, 0.002812946286486304), (2, 0.04899520352885581)])
def test_published_conv_forward(answers, stride, mean):
    """conv_forward gives the published means at pad 2."""
    np.random.seed(1)
    A_prev, W, b = np.random.randn(10, 4, 4, 3), np.random.randn(2, 2, 3, 8), np.random.randn(1, 1, 1, 8)
    Z, cache = answers["conv_forward"](A_prev, W, b, {"pad": 2, "stride": stride})
    assert np.mean(Z) == pytest.approx(mean, rel=1e-10)
    assert cache[0][1][2][3] == pytest.approx([-0.20075807, 0.18656139, 0.41005165], abs=1e-8)


def test_published_conv_forward_with_eight_filters(answers):
    """conv_forward gives the published numbers at pad 1 and stride 2 on a wide input."""
    np.random.seed(1)
    A_prev, W, b = np.random.randn(2, 5, 7, 4), np.random.randn(3, 3, 4, 8), np.random.randn(1, 1, 1, 8)
    Z, _ = answers["conv_forward"](A_prev, W, b, {"pad": 1, "stride": 2})
    row = [-2.17796037, 8.07171329, -0.5772704, 3.36286738, 4.48113645, -2.89198428, 10.99288867, 3.03171932]
    assert np.mean(Z) == pytest.approx(0.5511276474566768, rel=1e-10)
    assert Z[0, 2, 1] == pytest.approx(row, abs=1e-8)


def test_published_pool_forward(answers):
    """pool_forward gives the published numbers with strides 1 and 2, and with a window as large as the input."""
    pool_forward = answers["pool_forward"]
    np.random.seed(1)
    A_prev = np.random.randn(2, 5, 5, 3)
    largest, _ = pool_forward(A_prev, {"f": 3, "stride": 1})
    assert largest[1, 1, 0] == pytest.approx([1.96710175, 0.84616065, 1.27375593], abs=1e-8)
    mean, _ = pool_forward(A_prev, {"f": 3, "stride": 2}, mode="average")
    assert mean[1, 1, 1] == pytest.approx([0.15077452, 0.28911175, 0.00123239], abs=1e-8)
    np.random.seed(1)
    whole, _ = pool_forward(np.random.randn(2, 4, 4, 3), {"f": 4, "stride": 1}, mode="average")
    assert whole[1, 0, 0] == pytest.approx([-0.09525108, 0.28325018, 0.33035185], abs=1e-8)


def test_published_backward_passes(answers):
    """conv_backward and pool_backward give the published numbers."""
    np.random.seed(1)
    A_prev, W, b = np.random.randn(10, 4, 4, 3), np.random.randn(2, 2, 3, 8), np.random.randn(1, 1, 1, 8)
    Z, cache = answers["conv_forward"](A_prev, W, b, {"pad": 2, "stride": 2})
    means = [np.mean(gradient) for gradient in answers["conv_backward"](Z, cache)]
    assert means == pytest.approx([1.4524377775388075, 1.7269914583139097, 7.839232564616838], rel=1e-10)
    np.random.seed(1)
    _, cache = answers["pool_forward"](np.random.randn(5, 5, 3, 2), {"f": 2, "stride": 1})
    dA = np.random.randn(5, 4, 2, 2)
    assert np.mean(dA) == pytest.approx(0.14571390272918056, rel=1e-12)
    largest, mean = (answers["pool_backward"](dA, cache, mode)[1, 1] for mode in ("max", "average"))
    assert largest == pytest.approx(np.array([[0, 0], [5.05844394, -1.68282702], [0, 0]]), abs=1e-8)
    assert mean[1] == pytest.approx([1.26461098, -0.25749373], abs=1e-8)


@pytest.mark.parametrize("pad", [0, 1])
@pytest.mark.parametrize("stride", [1, 2])
def test_conv_backward_agrees_with_finite_differences(answers, pad, stride):
    """The gradient of the convolution is right at pad 0 and with a stride, on an input that is not square."""
    generator = np.random.default_rng(7)
    A_prev, W = generator.normal(size=(2, 5, 4, 2)), generator.normal(size=(2, 2, 2, 3))
    b, hparameters = generator.normal(size=(1, 1, 1, 3)), {"stride": stride, "pad": pad}
    Z, cache = answers["conv_forward"](A_prev, W, b, hparameters)
    dZ = generator.normal(size=Z.shape)
    gradients = answers["conv_backward"](dZ, cache)
    for array, gradient in zip((A_prev, W, b), gradients, strict=True):
        direction = generator.normal(size=array.shape)
        step = 1e-4

        def cost(shift, array=array, direction=direction):
            arrays = [part + shift * direction if part is array else part for part in (A_prev, W, b)]
            return np.sum(answers["conv_forward"](*arrays, hparameters)[0] * dZ)

        slope = (cost(step) - cost(-step)) / (2 * step)
        assert gradient.shape == array.shape
        assert np.sum(gradient * direction) == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("mode", ["max", "average"])
def test_pool_backward_respects_the_stride(answers, mode):
    """The gradient of pooling agrees with finite differences at stride 2."""
    generator = np.random.default_rng(8)
    A_prev, hparameters = generator.normal(size=(2, 6, 5, 2)), {"f": 2, "stride": 2}
    A, cache = answers["pool_forward"](A_prev, hparameters, mode)
    dA, direction, step = generator.normal(size=A.shape), generator.normal(size=A_prev.shape), 1e-6
    shifted = [answers["pool_forward"](A_prev + s * direction, hparameters, mode)[0] for s in (step, -step)]
    slope = np.sum((shifted[0] - shifted[1]) * dA) / (2 * step)
    assert np.sum(answers["pool_backward"](dA, cache, mode) * direction) == pytest.approx(slope, rel=1e-6)


def test_photograph_is_credited(text):
    """The notebook names the photographer and the licence."""
    prose = " ".join(text.replace("\n# ", " ").split())
    assert "Photograph: Rachel Michetti" in prose
    assert "CC0 1.0" in prose


def test_right_answers_follow_from_the_formulas(beside):
    """The stored answers are what the formulas of the assignment give."""
    f, pad, stride, rows, channels, filters = 3, 1, 2, 6, 2, 2
    places = (rows - f + 2 * pad) // stride + 1
    assert {question: right for question, (right, _, _) in beside.lesson.QUESTIONS.items()} == {
        "rows after padding": rows + 2 * 2,
        "sum of ones": f * f * channels + 1,
        "start of a window": 2 * stride,
        "rows of the output": places,
        "multiplications": places**2 * f * f * channels * filters,
        "receptive field": f + 2 * (f - 1),
        "rows after pooling": (rows - f) // stride + 1,
        "windows at a pixel": f * f,
        "gradient of the second largest": 0,
    }

"""The figures draw what they say, and the helper hides nothing but an unwritten function."""

import importlib.util
import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from source import build

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)
FILTER = np.array([[1.0, 0.0], [0.0, 2.0]])
BATCH = np.linspace(0, 1, 4 * 8 * 8 * 3).reshape(4, 8, 8, 3)


@pytest.fixture(scope="module")
def figures():
    """The module that lies beside the notebook, with a backend that needs no screen."""
    before = matplotlib.get_backend()
    matplotlib.use("Agg")
    spec = importlib.util.spec_from_file_location("figures", build.SOURCE / "figures.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        # No cache beside the notebook: it would look like a part of the assignment.
        patch.setattr(sys, "dont_write_bytecode", True)
        spec.loader.exec_module(module)
    yield module
    matplotlib.use(before)


@pytest.fixture
def drawn(figures, monkeypatch):
    """A function that draws one figure and returns it."""
    monkeypatch.setattr(plt, "show", lambda: None)

    def draw(name, *arguments, **options):
        getattr(figures, name)(*arguments, **options)
        figure = plt.gcf()
        figure.canvas.draw()
        return figure

    yield draw
    plt.close("all")


def words(figure):
    """All the texts in a figure, in the order in which they were written."""
    return [text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()]


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("show_zero_padding", (IMAGE, 1), ["padded by 1, 5 by 5", "9"]),
        ("show_zero_padding", (IMAGE[:2], 2), ["input, 2 by 3", "padded by 2, 6 by 7"]),
        ("show_single_step", (IMAGE[:2, :2], FILTER, 1.0), ["window", "filter", "output", "12"]),
        ("show_film_strip", (IMAGE, FILTER, 1.0), ["row 1, column 1", "12", "15", "21", "24"]),
        ("show_pooling", (np.arange(16.0).reshape(4, 4),), ["maximum", "15", "average", "12.5"]),
        ("show_conv_gradients", (IMAGE[:2, :2], FILTER, 3.0), ["added to dA", "added to dW", "15", "added to db"]),
        ("show_max_gradient", (IMAGE, 4.0), ["mask", "True", "False", "gradient", "4"]),
        ("show_average_gradient", (2.0, (2, 2)), ["4 equal shares", "0.5"]),
    ],
)
def test_figure_shows_its_numbers(drawn, name, arguments, expected):
    """Each figure writes its titles and the results of its arithmetic."""
    found = words(drawn(name, *arguments))
    assert set(expected) <= set(found)


def test_strides_mark_every_window(drawn):
    """The picture of the strides names each output entry once."""
    found = words(drawn("show_strides", size=6, f=3, strides=(1, 2)))
    assert found.count("0,0") == 2
    assert found.count("3,3") == 1
    assert found.count("1,1") == 2
    assert "2,2" in found


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("show_zero_padding", (IMAGE, 1)),
        ("show_single_step", (IMAGE[:2, :2], FILTER, 1.0)),
        ("show_film_strip", (IMAGE, FILTER, 1.0)),
        ("show_strides", (6, 3, (1, 2, 3))),
        ("show_pooling", (np.arange(16.0).reshape(4, 4),)),
        ("show_conv_gradients", (IMAGE[:2, :2], FILTER, 3.0)),
        ("show_max_gradient", (IMAGE - 5, 4.0)),
        ("show_average_gradient", (2.0, (2, 2))),
    ],
)
def test_no_text_is_clipped_or_covers_another(drawn, name, arguments):
    """All texts of a figure lie within it, and no two of them overlap."""
    figure = drawn(name, *arguments)
    boxes = [text.get_window_extent() for axes in figure.axes for text in axes.texts if text.get_text()]
    frame = figure.bbox
    for box in boxes:
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1
    overlaps = [(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlaps(other)]
    assert not overlaps


def test_batch_shows_every_image(drawn):
    """The batch has one titled picture for each image."""
    figure = drawn("show_batch", BATCH, ["a", "b", "c", "d"])
    assert [axes.get_title() for axes in figure.axes] == ["a", "b", "c", "d"]


def test_layers_show_before_and_after(drawn):
    """Each image has a row: itself, each channel of the convolution, each channel after pooling."""
    figure = drawn("show_layers", BATCH, BATCH, BATCH[:, ::2, ::2], ["x", "y", "z"])
    assert len(figure.axes) == 4 * 7
    assert all(len(axes.images) == 1 for axes in figure.axes)
    assert figure.axes[4].get_title().startswith("pooled")


def unwritten():
    """A function without an answer, as in the starter."""
    return X_pad  # noqa: F821


def misspelt():
    """A function with a misspelt name in its last line."""
    return nump.zeros(3)  # noqa: F821


def used_too_early():
    """A function that gives its result a value only sometimes."""
    if False:
        Z = 1
    return Z


def test_helper_goes_on_where_nothing_is_written(figures, capsys):
    """An unwritten function ends the block with one sentence that names it."""
    with figures.unwritten_is_fine():
        unwritten()
    assert capsys.readouterr().out == "unwritten is not written yet: nothing gives its result `X_pad` a value.\n"


@pytest.mark.parametrize(
    ("function", "error"),
    [(misspelt, NameError), (used_too_early, UnboundLocalError), (lambda: 1 / 0, ZeroDivisionError)],
)
def test_helper_shows_every_other_error(figures, function, error):
    """Mistakes of the student's are never hidden."""
    with pytest.raises(error), figures.unwritten_is_fine():
        function()

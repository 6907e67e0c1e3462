"""The figures draw what they say, say what they draw, and nothing in them is clipped or covered."""

import base64
import io
import re

import numpy as np
import pytest
from matplotlib.image import imread

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)
FILTER = np.array([[1.0, 0.0], [0.0, 2.0]])
CHANNELS = np.stack([IMAGE, -IMAGE], axis=-1)
FILTERS = np.stack([FILTER, FILTER.T], axis=-1)
SQUARE = np.arange(16.0).reshape(4, 4)
BATCH = np.linspace(0, 1, 4 * 8 * 8 * 3).reshape(4, 8, 8, 3)


@pytest.fixture
def drawn(beside, monkeypatch):
    """A function that draws one figure and returns it with its description."""
    shown = []
    for module in (beside.sheet, beside.figures):
        monkeypatch.setattr(
            module, "show", lambda figure, description, colours=None: shown.append((figure, description))
        )

    def draw(name, *arguments, **options):
        module = beside.animation if name == "show_film_strip" else beside.figures
        getattr(module, name)(*arguments, **options)
        (figure, description) = shown.pop()
        figure.canvas.draw()
        return figure, description

    return draw


def words(figure):
    """All the texts in a figure, in the order in which they were written."""
    return [text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()]


EXAMPLES = [
    ("show_image", (IMAGE,), ["on a screen", "input, 3 by 3 numbers", "9"], "larger numbers brighter"),
    ("show_zero_padding", (IMAGE, 1), ["padded by 1, 5 by 5", "9", "0"], "frame of zeros 1 wide: 5 by 5"),
    ("show_zero_padding", (IMAGE[:2], 2), ["input, 2 by 3", "padded by 2, 6 by 7"], "2 by 3 numbers"),
    ("show_visits", (3, 2, 1), ["pad = 0", "pad = 1", "4"], "[[1, 2, 1], [2, 4, 2], [1, 2, 1]]"),
    ("show_single_step", (IMAGE[:2, :2], FILTER, 1.0), ["window", "1 + 0 + 0 + 10 = 11"], "the output is 12"),
    ("show_single_step", (CHANNELS[:2, :2], FILTERS, 1.0), ["filter, channel 1"], "the output is 1."),
    ("show_strides", (6, 3, (1, 2, 3)), ["stride 2", "3,3"], "stride 1: 4 by 4; stride 2: 2 by 2; stride 3: 2 by 2"),
    ("show_filters", (IMAGE, [FILTER, FILTER.T], ["a", "b"], 1.0), ["a", "b", "output channel 1", "12"], "[[12, 15]"),
    ("show_pooling", (SQUARE,), ["maximum", "15", "average", "12.5"], "[[5, 7], [13, 15]]"),
    (
        "show_conv_gradients",
        (IMAGE[:2, :2], FILTER, 3.0),
        ["added to dA", "added to dW", "15", "added to db"],
        "3 to db",
    ),
    ("show_max_gradient", (IMAGE, 4.0), ["mask", "True", "False", "gradient", "4"], "[0, 0, 4]"),
    ("show_average_gradient", (2.0, (2, 2)), ["4 equal shares", "0.5"], "4 equal shares of 0.5"),
    ("show_film_strip", (CHANNELS, FILTERS, 1.0, 1, 0), ["row 1, column 1"], "output row 1, column 1 is 1"),
]
NAMES = [f"{name} {number}" for number, (name, *_) in enumerate(EXAMPLES)]


@pytest.mark.parametrize(("name", "arguments", "expected", "told"), EXAMPLES, ids=NAMES)
def test_figure_shows_its_numbers(drawn, name, arguments, expected, told):
    """Each figure writes its titles and the results of its arithmetic, and its description tells them."""
    figure, description = drawn(name, *arguments)
    assert set(expected) <= set(words(figure))
    assert told in description
    assert description.endswith(".")


@pytest.mark.parametrize(("name", "arguments", "expected", "told"), EXAMPLES, ids=NAMES)
def test_no_text_is_clipped_or_covers_another(drawn, name, arguments, expected, told):
    """All texts of a figure lie within it, and no two of them overlap."""
    figure, _ = drawn(name, *arguments)
    boxes = [text.get_window_extent() for axes in figure.axes for text in axes.texts if text.get_text()]
    frame = figure.bbox
    for box in boxes:
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1
    overlaps = [(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlaps(other)]
    assert not overlaps


def test_strides_mark_every_window(drawn):
    """The picture of the strides names each output entry once."""
    found = words(drawn("show_strides", size=6, f=3, strides=(1, 2))[0])
    assert found.count("0,0") == 2
    assert found.count("3,3") == 1
    assert found.count("1,1") == 2


def test_zeros_of_the_padding_are_hatched(drawn):
    """The padding is told from the image by hatching, not only by its colour."""
    figure, _ = drawn("show_zero_padding", IMAGE, 1)
    assert sum(bool(patch.get_hatch()) for patch in figure.axes[0].patches) == 1


def test_pictures_have_titles_and_one_scale(drawn):
    """Pictures stand in rows with their titles; grey ones share a scale when its end is given."""
    figure, description = drawn("show_pictures", [*BATCH[:2], BATCH[0, :, :, 0]], ["a", "b", "c"], "Told.", columns=2)
    assert [axes.get_title() for axes in figure.axes] == ["a", "b", "c", ""]
    assert description == "Told."
    figure, _ = drawn("show_pictures", [SQUARE, SQUARE / 2, SQUARE - 8], ["a", "b", "c"], "Told.", brightest=20)
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 20), (0, 20), (-20, 20)]


def test_minus_is_a_minus_and_zero_has_no_sign(beside):
    """Numbers are written as people write them."""
    assert beside.sheet.text_of(-0.0) == "0"
    assert beside.sheet.add_up([-1.0, -2.5, 3]) == "\N{MINUS SIGN}1 \N{MINUS SIGN} 2.5 + 3"


@pytest.mark.parametrize("colours", [None, 8])
def test_picture_carries_its_description(beside, monkeypatch, colours):
    """What the notebook gets is a picture with alternative text, quotes and all, at its size on the screen."""
    bundles = []
    monkeypatch.setattr(beside.sheet, "display", lambda bundle, raw: bundles.append(bundle))
    beside.sheet.show(beside.sheet.Sheet(4, 3).figure, 'An "empty" sheet & no more.', colours)
    element = bundles[0]["text/html"]
    assert 'alt="An &quot;empty&quot; sheet &amp; no more."' in element
    assert bundles[0]["text/plain"] == 'An "empty" sheet & no more.'
    picture = base64.b64decode(re.search('base64,([^"]+)"', element)[1])
    assert imread(io.BytesIO(picture)).shape[1] == 2 * int(re.search('width="([0-9]+)"', element)[1])


def contrast(one, other):
    """The contrast of two colours by the rule of the Web Content Accessibility Guidelines: from 1 to 21."""

    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("role", ["INPUT", "FILTER", "OUTPUT", "GRADIENT", "PLAIN"])
def test_numbers_can_be_read_on_every_colour(beside, role):
    """Ink on a cell has the contrast that is asked of small text, even on the full colour or nearly so."""
    colour = getattr(beside.sheet, role)
    shade = "#" + "".join(f"{round(255 - 0.4 * (255 - int(colour[n : n + 2], 16))):02x}" for n in (1, 3, 5))
    assert contrast(shade, beside.sheet.INK) >= 7

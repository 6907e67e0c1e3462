"""The figures draw what they say, say what they draw, and nothing in them is clipped or covered."""

import base64
import io
import re
from functools import partial

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.image import imread

from tests.installed import ASSIGNMENTS, each_lesson, only

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)
FILTER = np.array([[1.0, 0.0], [0.0, 2.0]])
CHANNELS = np.stack([IMAGE, -IMAGE], axis=-1)
FILTERS = np.stack([FILTER, FILTER.T], axis=-1)
SQUARE = np.arange(16.0).reshape(4, 4)
BATCH = np.linspace(0, 1, 4 * 8 * 8 * 3).reshape(4, 8, 8, 3)
TABLE = np.array([[2.0, -1.0], [0.0, 4.0]])
RUN = {"loss": [1.5, 0.5, 0.25], "train": [0.5, 0.75, 1.0], "test": [0.4, 0.7, 0.875]}


def draw(beside, name, *arguments, **options):
    """Draw one figure; the figure and its description."""
    shown = []
    with pytest.MonkeyPatch.context() as patch:
        for module in (beside.sheet, beside.figures):
            patch.setattr(module, "show", lambda figure, description, colours=None: shown.append((figure, description)))
        getattr(beside.animation if name == "show_film_strip" else beside.figures, name)(*arguments, **options)
    figure, description = shown.pop()
    FigureCanvasAgg(figure).draw()
    return figure, description


@pytest.fixture
def drawn(beside):
    """A function that draws one figure and returns it with its description."""
    return partial(draw, beside)


@pytest.fixture(scope="module")
def example(beside, request):
    """A figure, its description, the texts in it, and a part of its description: drawn once for all that look at it."""
    name, arguments, expected, told = request.param
    return *draw(beside, name, *arguments), expected, told


def words(figure):
    """All the texts in a figure, in the order in which they were written."""
    return [text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()]


FIRST_LESSON = [
    ("show_image", (IMAGE,), ["on a screen", "input, 3 by 3 numbers", "9"], "larger numbers brighter"),
    ("show_zero_padding", (IMAGE, 1), ["padded by 1, 5 by 5", "9", "0"], "border of zeros 1 wide: 5 by 5"),
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
    ("show_film_strip", (CHANNELS, FILTERS, 1.0, 1, 0), ["row 1, column 1"], "which is output row 1, column 1."),
    ("show_learning", ([2.5, 0.125], FILTER / 3, FILTER), ["learned", "0.33", "wanted", "cost"], "from 2.50 to 0.1250"),
]
SECOND_LESSON = [
    (
        "show_chain",
        ([2, 1.25, 0.5], [3, 0.75, 1], ["input", "layer", "loss"]),
        ["forward \N{RIGHTWARDS ARROW}", "1.25", "0.75", "layer"],
        "layer is 1.25, its gradient 0.75; loss is 0.5",
    ),
    ("show_relu", (TABLE, [[2, 0], [0, 4]]), ["Z", "A", "2", "4"], "makes [[2, 0], [0, 4]] of [[2, \N{MINUS SIGN}1]"),
    (
        "show_relu_gradient",
        (TABLE, [[5, 6], [7, 8]], [[5, 0], [0, 8]]),
        ["gate", "open", "shut", "dA", "dZ"],
        "the gradient [[5, 6], [7, 8]] passes: [[5, 0], [0, 8]].",
    ),
    (
        "show_dense",
        (TABLE, TABLE, [[1, 2]], [[5, -4], [1, 18]]),
        ["A_prev", "W", "b", "Z", "18"],
        "plus [[1, 2]] for each example, is [[5,",
    ),
    (
        "show_softmax",
        ({"score": [0, 1.5], "share": [0.25, 0.75]}, 1, {"share": "sum 1"}),
        ["score", "share", "sum 1", "1.5", "0.75"],
        "of which 1 is right: score 0, 1.5; share 0.25, 0.75.",
    ),
    (
        "show_dense_gradients",
        (TABLE, TABLE, TABLE, ([[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10]])),
        ["W transposed", "A_prev transposed", "dA_prev", "dW", "db", "10"],
        "added up over the examples db = [[9, 10]].",
    ),
    ("show_descent", ((0.1, 2.1),), ["learning rate 0.1", "learning rate 2.1"], "with 0.1 it goes from 4 to 2.13"),
    (
        "show_network",
        ([("picture", (12, 12, 1)), ("dense", (5,))],),
        ["picture", "12 by 12 by 1", "dense", "5"],
        "picture, 12 by 12 by 1; dense, 5.",
    ),
    (
        "show_maps",
        (BATCH[:2, :, :, 0], BATCH[:2, :4, :4], ["circle", "plus"]),
        ["circle", "plus", "0: 0.11", "2: 0.36"],
        "circle 0.11, 0.11, 0.11; plus 0.36, 0.36, 0.36.",
    ),
    (
        "show_learning",
        ({"rate 1": RUN},),
        ["loss in the training", "share of right answers", "epoch", "rate 1, test", "rate 1, training"],
        "After 3 epochs, rate 1: loss 0.25, 87.5% of the test pictures right.",
    ),
    (
        "show_learning",
        ({"a": RUN, "b": RUN, "c": RUN, "d": RUN},),
        ["share of right answers in the test", "a", "d"],
        "; d: loss 0.25",
    ),
    (
        "show_confusion",
        (np.array([[3, 1], [0, 4]]), ["circle", "triangle"], "after 2 epochs"),
        ["answer after 2 epochs", "drawn:", "circle", "triangle", "3"],
        "circle: 3 as circle, 1 as triangle; triangle: 4 as triangle.",
    ),
]
EXAMPLES = [
    *(("cnn_step_by_step", *example) for example in FIRST_LESSON),
    *(("train_a_cnn", *example) for example in SECOND_LESSON),
]
each_example = pytest.mark.parametrize(
    ("installed", "example"),
    [(ASSIGNMENTS[lesson], example) for lesson, *example in EXAMPLES],
    indirect=True,
    ids=[f"{lesson}-{name}-{number}" for number, (lesson, name, *_) in enumerate(EXAMPLES)],
)
of_the_first_lesson, _ = only("cnn_step_by_step")


def frames(figure):
    """The texts of a figure, numbers at axes left out, each as itself and with the box that it covers."""
    found = [text for legend in figure.legends for text in legend.get_texts()]
    for axes in figure.axes:
        found += [axes.title, *axes.texts, *([axes.xaxis.label, axes.yaxis.label] if axes.axison else [])]
    return [(text.get_text(), text.get_window_extent()) for text in found if text.get_text().strip()]


@each_example
def test_figure_shows_its_numbers(example):
    """Each figure writes its titles and the results of its arithmetic, and its description tells them."""
    figure, description, expected, told = example
    assert set(expected) <= {text for text, _ in frames(figure)}
    assert told in description
    assert description.endswith(".")


@each_example
def test_no_text_is_clipped_or_covers_another(example):
    """All texts of a figure lie within it, and no two of them overlap."""
    figure, *_ = example
    boxes = [box for _, box in frames(figure)]
    frame = figure.bbox
    for box in boxes:
        assert frame.x0 <= box.x0 <= box.x1 <= frame.x1
        assert frame.y0 <= box.y0 <= box.y1 <= frame.y1
    overlaps = [(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlaps(other)]
    assert not overlaps


@of_the_first_lesson
def test_strides_mark_every_window(drawn):
    """The picture of the strides names each output entry once."""
    found = words(drawn("show_strides", size=6, f=3, strides=(1, 2))[0])
    assert found.count("0,0") == 2
    assert found.count("3,3") == 1
    assert found.count("1,1") == 2


@of_the_first_lesson
def test_zeros_of_the_padding_are_hatched(drawn):
    """The padding is told from the image by hatching, not only by its colour."""
    figure, _ = drawn("show_zero_padding", IMAGE, 1)
    hatched = [patch.get_bbox() for patch in figure.axes[0].patches if patch.get_hatch()]
    assert sum(box.width * box.height for box in hatched) == 5 * 5 - 3 * 3


@of_the_first_lesson
def test_pictures_have_titles_and_one_scale(drawn):
    """Pictures stand in rows with their titles; grey ones share a scale when its end is given."""
    figure, description = drawn("show_pictures", [*BATCH[:2], BATCH[0, :, :, 0]], ["a", "b", "c"], "Told.", columns=2)
    assert [axes.get_title() for axes in figure.axes] == ["a", "b", "c", ""]
    assert description == "Told."
    figure, _ = drawn("show_pictures", [SQUARE, SQUARE / 2, SQUARE - 8], ["a", "b", "c"], "Told.", brightest=20)
    assert [axes.images[0].get_clim() for axes in figure.axes] == [(0, 20), (0, 20), (-20, 20)]


@each_lesson
def test_minus_is_a_minus_and_zero_has_no_sign(beside):
    """Numbers are written as people write them."""
    assert beside.sheet.text_of(-0.0) == "0"
    assert beside.sheet.add_up([-1.0, -2.5, 3]) == "\N{MINUS SIGN}1 \N{MINUS SIGN} 2.5 + 3"


@each_lesson
@pytest.mark.parametrize("colours", [256, 8])
def test_picture_carries_its_description(beside, monkeypatch, colours):
    """The notebook gets a drawing with a name, quotes and all, and for paper a picture twice as sharp as the screen."""
    bundles = []
    monkeypatch.setattr(beside.sheet, "display", lambda bundle, **options: bundles.append((bundle, options)))
    beside.sheet.show(beside.sheet.Sheet(4, 3).figure, 'An "empty" sheet & no more.', colours)
    ((bundle, options),) = bundles
    assert 'role="img" aria-label="An &quot;empty&quot; sheet &amp; no more."' in bundle["text/html"]
    assert bundle["text/plain"] == 'An "empty" sheet & no more.'
    size = {"width": 160, "height": 120}
    assert options["metadata"] == {"image/png": size}
    assert imread(io.BytesIO(base64.b64decode(bundle["image/png"]))).shape[:2] == (240, 320)
    assert '<svg class="drawing" width="160" ' in bundle["text/html"]


@each_lesson
def test_picture_takes_the_place_of_a_drawing_that_is_removed(beside, monkeypatch):
    """What is left of the output without its style and its drawing is a picture with the description, and no text."""
    bundles = []
    monkeypatch.setattr(beside.sheet, "display", lambda bundle, **_: bundles.append(bundle))
    sheet = beside.sheet.Sheet(4, 3)
    sheet.write(2, 1, "some text")
    sheet.show("A sheet.")
    element = bundles[0]["text/html"]
    assert ".drawing + img { display: none }" in re.search("<style>(.*?)</style>", element)[1]
    assert re.search('<svg class="drawing".*</svg><img ', element, re.DOTALL)
    left = re.sub("<style>.*?</style>|<(?!img)[^>]*>", "", element).strip()
    shown = re.fullmatch('<img alt="A sheet." src="data:image/png;base64,([^"]*)">', left)
    assert imread(io.BytesIO(base64.b64decode(shown[1]))).shape[:2] == (120, 160)


@each_example
def test_ink_of_a_drawing_follows_the_theme(beside, example, monkeypatch):
    """Texts and lines take the colour of the text around them, and the drawing has no style for the whole page."""
    figure, description, *_ = example
    bundles = []
    monkeypatch.setattr(beside.sheet, "display", lambda bundle, **_: bundles.append(bundle))
    beside.sheet.show(figure, description)
    element = "<svg " + bundles[0]["text/html"].lower().partition("<svg ")[2]
    assert 'fill="currentcolor"' in element
    assert not re.search(r"#000000|#222222|<style", element)


def contrast(one, other):
    """The contrast of two colours by the rule of the Web Content Accessibility Guidelines: from 1 to 21."""

    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


LIGHT, DARK = ("#ffffff", "#222222"), ("#111111", "#dedede")
"""The paper and the ink of JupyterLab's themes, nearly so: the ink of the pictures, and 87 % of white on black."""
each_theme = pytest.mark.parametrize(("paper", "ink"), [LIGHT, DARK], ids=["light", "dark"])


def behind(axes, text, paper):
    """The colour of the areas on which a text of a drawing is, as it comes out on the paper."""
    centre, colour = axes.transData.transform(text.get_position()), np.array(to_rgb(paper))
    for patch in axes.patches:
        if patch.get_fill() and patch.contains_point(centre):
            *filled, strength = patch.get_facecolor()
            colour = strength * np.array(filled) + (1 - strength) * colour
    return to_hex(colour)


@each_theme
@each_example
def test_texts_stand_out_from_what_is_behind_them(example, paper, ink):
    """In either theme the contrast is at least that of small text: 4.5, and 7 on white paper."""
    figure, *_ = example
    written = [(axes, text) for axes in figure.axes if axes.patches for text in axes.texts]
    assert {to_hex(text.get_color()) for _, text in written} <= {LIGHT[1]}
    least = 7 if paper == LIGHT[0] else 4.5
    assert [text.get_text() for axes, text in written if contrast(behind(axes, text, paper), ink) < least] == []


@each_lesson
def test_lines_stand_out_from_the_paper(beside):
    """The curves of a plot can be told from the paper, light or dark, and from each other without their colours."""
    lines = getattr(beside.figures, "LINES", ())
    papers = (LIGHT[0], DARK[0])
    assert all(contrast(colour, paper) >= 3 for colour in lines for paper in papers if colour != LIGHT[1])
    assert len(set(getattr(beside.figures, "MARKERS", ()))) == len(lines)

"""Every number that a caption or a text states about a picture is worked out here from what the picture shows."""

import re

import h5py
import numpy as np
import pytest

from tests.first_assignment import NAME, PLACES
from tests.installed import only

of_the_first_lesson, _ = only(NAME)
WINDOW = 3
EDGES = np.array([[-1.0, 0.0, 1.0]] * WINDOW)


@pytest.fixture(scope="module")
def prose():
    """The text of the lesson on one line, without comment signs."""
    lines = PLACES.text.read_text(encoding="utf-8").splitlines()
    return " ".join(line.removeprefix("#").strip() for line in lines)


@pytest.fixture(scope="module")
def shown():
    """The arrays of the lesson that its pictures show, by name."""
    names: dict[str, object] = {"np": np}
    for cell in PLACES.text.read_text(encoding="utf-8").split("# %%"):
        code = cell.partition("\n")[2]
        if "small_image = " in code or "edge_filter = " in code or "small_dots = " in code or "both_filters = " in code:
            made = "\n".join(line for line in code.splitlines() if not line.startswith(("figures.", "#")))
            exec(made, names)
    return names


@pytest.fixture(scope="module")
def photograph():
    """The photograph as numbers from 0 to 1, with a border of zeros one pixel wide, in grey."""
    with h5py.File(PLACES.source / "images.h5") as file:
        return np.pad(file["photograph"][:].mean(axis=-1) / 255.0, 1)


def windows_of(image):
    """All 3 by 3 windows of an image."""
    return np.lib.stride_tricks.sliding_window_view(image, (WINDOW, WINDOW))


def visits(size, pad):
    """How many windows hold each pixel of a square image."""
    counts = np.zeros((size + 2 * pad, size + 2 * pad), int)
    for window in np.ndindex(size + 2 * pad - WINDOW + 1, size + 2 * pad - WINDOW + 1):
        counts[window[0] : window[0] + WINDOW, window[1] : window[1] + WINDOW] += 1
    return counts[pad : pad + size, pad : pad + size]


def test_caption_of_the_small_image_names_where_the_large_numbers_are(prose, shown):
    """The bright patch is in rows 2 to 5 and columns 2 to 5."""
    image = shown["small_image"]
    assert (np.argwhere(image >= 5).min(axis=0) == 2).all()
    assert image[2:, 2:].min() == 5
    assert image.max() == 9
    assert image[:2].max() < 5
    assert image[:, :2].max() < 5
    assert "rows 2 to 5 and columns 2 to 5 hold the large ones, 5 to 9." in prose


def test_caption_of_the_visits_counts_them(prose):
    """The counts of corners, edges and inner pixels are those of the picture, with and without padding."""
    bare, padded = visits(6, 0), visits(6, 1)
    corners, inner = np.ix_([0, -1], [0, -1]), (slice(2, 4), slice(2, 4))
    assert (bare[corners] == 1).all()
    assert (bare[inner] == 9).all()
    assert (bare == 9).sum() == 4
    assert "Without padding: 1 in the corners, 9 in the inner 2 by 2 pixels." in prose
    edges = np.concatenate([padded[0, 1:-1], padded[-1, 1:-1], padded[1:-1, 0], padded[1:-1, -1]])
    assert (padded[corners] == 4).all()
    assert (edges == 6).all()
    assert (padded[1:-1, 1:-1] == 9).all()
    assert "4 in the corners, 6 along the edges, 9 in the inner 4 by 4 pixels." in prose


def test_captions_of_a_single_step_give_its_sums(prose, shown):
    """The sums by channel and the output with its bias are right."""
    window, dots = shown["small_image"][1:4, 1:4], shown["small_dots"][1:4, 1:4]
    first, second = (window * shown["edge_filter"]).sum(), (dots * shown["dot_filter"]).sum()
    assert f"their sum {first:g} plus the bias 1 is {first + 1:g}." in prose
    assert f"add up to {first:g}, those of channel 1 to {second:g}; {first:g} plus {second:g} plus the bias" in prose
    assert f"plus the bias 1 is {first + second + 1:g}." in prose


def test_caption_of_the_filters_names_their_largest_numbers(prose, shown):
    """All numbers from 9 on are at the side that the filter looks for, and 22 is the largest."""
    image = shown["small_image"]
    across = (windows_of(image) * shown["edge_filter"]).sum(axis=(-1, -2)) + 1
    down = (windows_of(image) * shown["edge_filter"].T).sum(axis=(-1, -2)) + 1
    for answer in (across, down.T):
        largest = answer[answer >= 9]
        assert (largest.min(), largest.max()) == (9, 22)
        assert answer[:, :2].max() == 22
        assert answer[:, 2:].max() < 9
    assert "The first gives its largest numbers, 9 to 22, along the left side of the bright patch" in prose


def test_caption_of_the_pooling_lists_both_results(prose, shown):
    """Maxima and averages of the nine windows are right."""
    blocks = shown["small_image"].reshape(3, 2, 3, 2)

    def listed(array):
        return "[" + ", ".join("[" + ", ".join(f"{value:g}" for value in row) + "]" for row in array) + "]"

    assert f"max pooling gives {listed(blocks.max(axis=(1, 3)))}," in prose
    assert f"average pooling {listed(blocks.mean(axis=(1, 3)))}." in prose


@pytest.mark.parametrize(("edges", "sides"), [(EDGES, "left and the right"), (EDGES.T, "upper and the lower")])
def test_padding_draws_a_bright_line_on_both_borders_of_the_photograph(prose, photograph, edges, sides):
    """Each filter is bright at the two borders that cross its direction, and only there."""
    answer = np.abs((windows_of(photograph) * edges).sum(axis=(-1, -2)))
    answer = answer if sides.startswith("left") else answer.T
    typical = np.median(answer)
    assert min(np.median(answer[:, 0]), np.median(answer[:, -1])) > 5 * typical
    assert max(np.median(answer[0]), np.median(answer[-1])) < typical
    assert f"along the {sides} border in the" in prose


def test_sizes_of_the_photograph_and_of_the_pooled_edges_are_true(prose, photograph):
    """The sizes that the text gives are those of the file."""
    height, width = (side - 2 for side in photograph.shape)
    assert f"{height} by {width} pixels. Photograph:" in prose
    assert f"at {height // 4} by {width // 4} pixels, all on one scale of grey." in prose
    assert f"${height - WINDOW + 1} \\cdot {width - WINDOW + 1}$ windows of {WINDOW * WINDOW} multiplications" in prose


def test_ranges_of_rows_and_columns_include_their_last_number(prose):
    """As in mathematics: a window of f rows ends in row h s + f - 1."""
    assert "rows $h s$ to $h s + f - 1$ and columns $w s$ to $w s + f - 1$" in prose
    assert "$h s + f$" not in prose
    assert "$w s + f$" not in prose


def test_texts_on_what_convolutions_can_do_count_rightly(prose):
    """Layers without padding, the receptive field, and the parameters of a dense layer beside a convolution's."""
    assert 64 - 30 * (WINDOW - 1) == 4
    assert "30 layers of 3 by 3 filters turn an image of 64 by 64 pixels into 4 by 4" in prose
    assert WINDOW + WINDOW - 1 == 5
    assert "depends on 3 by 3 numbers of the first, and so on 5 by 5 pixels" in prose
    both, single = 2 * WINDOW**2, (2 * WINDOW - 1) ** 2
    assert f"takes ${WINDOW**2} + {WINDOW**2} = {both}$ weights, a single 5 by 5 filter {single}." in prose
    with h5py.File(PLACES.source / "images.h5") as file:
        given = file["photograph"].size
    made = given // 3 * 8
    assert 8 * (WINDOW * WINDOW * 3 + 1) == 224
    assert (made, given) == (98_304, 36_864)
    assert 3.6e9 < given * made + made < 3.7e9
    assert (
        "A dense layer from the same 36,864 numbers to as many outputs, 98,304, would have more than 3.6 billion"
        in prose
    )


@of_the_first_lesson
def test_caption_of_the_filter_that_learns_has_its_costs_and_its_distance(prose, committed_key):
    """What the cell shows in the answer key: the first and the last cost, and how near the weights are."""
    cell = next(cell for cell in committed_key.cells if "show_learning" in cell.source)
    told = next(output.data["text/plain"] for output in cell.outputs if "learned filter" in output.data["text/plain"])
    first, last = (float(number) for number in re.findall(r"\d\.\d+", told)[:2])
    assert f"falls from {first:.2f} to {last:.3f}" in prose
    learned, wanted = (
        np.array([float(number) for number in re.findall(r"-?[\d.]+", table)])
        for table in re.findall(r"\[\[(.*?)\]\]", told.replace("\N{MINUS SIGN}", "-"))
    )
    assert f"by at most {np.abs(learned - wanted).max():.2f}" in prose

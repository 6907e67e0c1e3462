"""The picture of a difference: what it shows of arrays of any shape, and how."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from public_tests import LONGEST_SIDE, Case, Difference, draw_difference, find_difference

SVG = "{http://www.w3.org/2000/svg}"
CaseOf = Callable[[str, str], Case]


def parse(text: str) -> ElementTree.Element:
    """The figure as XML, which is stricter than a browser."""
    return ElementTree.fromstring(text)


def panels(figure: ElementTree.Element) -> dict[str, list[str]]:
    """The texts of each panel by its name, without the numbers of rows and columns."""
    found = {}
    for svg in figure.iter(f"{SVG}svg"):
        name = next(svg.iter(f"{SVG}text")).text or ""
        texts = [text for group in svg.findall(f"{SVG}g/{SVG}g") for text in group if text.get("display") != "none"]
        found[name] = [text.text or "" for text in texts]
    return found


def test_wrong_values_are_shown_beside_the_expected_ones(case_of: CaseOf) -> None:
    """The three panels hold what was expected, what came, and the difference where there is one."""
    case = case_of("pool_forward", "published_stride_2_max")
    got = case.expected["A"].copy()
    got[1, 0, 1, 2] += 3
    difference = find_difference(case, ("A", "cache"), (got, None))
    assert difference is not None
    assert difference.first == (0, 1)
    assert difference.wrong == ((0, 1),)
    assert "A[1, :, :, 2]" in difference.caption
    assert "A[1, 0, 1, 2]" in difference.caption
    shown = panels(parse(draw_difference(difference)))
    assert list(shown) == ["expected", "yours", "difference"]
    assert len(shown["expected"]) == len(shown["yours"]) == 4
    assert shown["difference"] == ["3.00"]


def test_difference_of_whole_numbers_is_whole(case_of: CaseOf) -> None:
    """Where all numbers shown are whole, so is the difference."""
    case = case_of("pool_forward", "leftover_by_hand")
    difference = find_difference(case, ("A", "cache"), (case.expected["A"] + 3, None))
    assert difference is not None
    assert set(panels(parse(draw_difference(difference)))["difference"]) == {"3"}


def test_right_arrays_give_no_picture(case_of: CaseOf) -> None:
    """Where all values are right, or only the type of a scalar is not, there is nothing to draw."""
    case = case_of("conv_single_step", "published_seed_1")
    number = case.expected["Z"]
    assert find_difference(case, ("Z",), number.item()) is None
    assert find_difference(case, ("Z",), number.reshape(1, 1, 1)) is None
    assert find_difference(case, ("Z",), number + 1) is not None


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        object(),
        [[1], [2]],
        (1,),
        {"a": 1},
        1j,
        np.array(["a"]),
        np.array([1j]),
        np.array([None]),
        10**400,
    ],
)
def test_what_is_no_array_of_numbers_gives_no_picture(case_of: CaseOf, value: object) -> None:
    """Whatever a function returns, looking for a difference never fails."""
    case = case_of("zero_pad", "published_pad_3")
    assert find_difference(case, ("X_pad",), value) is None
    pooling = case_of("pool_forward", "published_stride_1_max")
    assert find_difference(pooling, ("A", "cache"), value) is None
    assert find_difference(pooling, ("A", "cache"), (value, None)) is None


def test_only_the_first_wrong_one_of_several_arrays_is_drawn(case_of: CaseOf) -> None:
    """Of three gradients, the first that is wrong is drawn, with rows and columns of the filter for dW."""
    case = case_of("conv_backward", "small")
    wrong = case.expected["dW"] + 1
    difference = find_difference(case, ("dA_prev", "dW", "db"), (case.expected["dA_prev"], wrong, None))
    assert difference is not None
    assert difference.name == "dW"
    assert "dW[:, :, 0, 0]" in difference.caption


def test_missing_cells_are_dashed_and_superfluous_ones_marked(case_of: CaseOf) -> None:
    """With another shape both arrays are shown, without a difference that nobody can work out."""
    case = case_of("zero_pad", "published_pad_2")
    expected = case.expected["X_pad"]
    small = find_difference(case, ("X_pad",), expected[:, 1:, :, :])
    large = find_difference(case, ("X_pad",), np.pad(expected, ((0, 0), (0, 0), (0, 1), (0, 0))))
    assert small is not None
    assert large is not None
    assert "Dashed cells are missing." in small.caption
    assert large.caption.endswith("Outlined cells are extra.")
    assert len(large.wrong) == 7
    for difference, dashed in ((small, 1), (large, 0)):
        text = draw_difference(difference)
        assert list(panels(parse(text))) == ["expected", "yours"]
        assert text.count("stroke-dasharray") == dashed


@pytest.mark.parametrize("shape", [(), (3,), (9, 9), (4, 0, 9, 2), (1, 1, 1, 1, 1), (4, 9, 9, 2, 2), (0,)])
def test_any_shape_can_be_drawn(case_of: CaseOf, shape: tuple[int, ...]) -> None:
    """An array with another number of axes, or with nothing in it, is drawn too."""
    difference = find_difference(case_of("zero_pad", "published_pad_3"), ("X_pad",), np.ones(shape))
    assert difference is not None
    assert str(shape) in difference.caption
    parse(draw_difference(difference))


def test_a_large_array_is_cut_around_the_first_wrong_value(case_of: CaseOf) -> None:
    """Of an array larger than the picture the part with the first wrong value is shown, with its own numbers."""
    expected = np.zeros((2, 40, 30, 3))
    case = replace(case_of("zero_pad", "published_pad_3"), expected={"X_pad": expected})
    got = expected.copy()
    got[1, 25, 29, 2] = 7
    difference = find_difference(case, ("X_pad",), got)
    assert difference is not None
    assert difference.corner == (20, 20)
    assert difference.first == (5, 9)
    assert "X_pad[1, 20:30, 20:30, 2]" in difference.caption
    assert len(difference.got) == len(difference.got[0]) == LONGEST_SIDE
    text = draw_difference(difference)
    assert ">29</text>" in text
    assert panels(parse(text))["difference"] == ["7"]


def test_numbers_that_differ_never_look_alike(case_of: CaseOf) -> None:
    """Where three digits would show the same number twice, more are written."""
    case = case_of("conv_forward", "published_stride_2")
    got = case.expected["Z"].copy()
    got[0, 2, 1, 4] *= 1.0001
    difference = find_difference(case, ("Z", "cache"), (got, None))
    assert difference is not None
    shown = panels(parse(draw_difference(difference)))
    assert sorted(set(shown["yours"]) - set(shown["expected"])) == ["4.482"]


def test_nan_and_infinity_are_written_out(case_of: CaseOf) -> None:
    """What is no number is shown as what it is."""
    case = case_of("distribute_value", "published")
    difference = find_difference(case, ("a",), np.array([[np.nan, np.inf], [-np.inf, 0.5]]))
    assert difference is not None
    assert {"nan", "inf", "\N{MINUS SIGN}inf"} <= set(panels(parse(draw_difference(difference)))["yours"])


def test_a_wrong_mask_is_drawn_in_words(case_of: CaseOf) -> None:
    """True and False stay words, and their difference is a sign."""
    case = case_of("create_mask_from_window", "published")
    difference = find_difference(case, ("mask",), ~case.expected["mask"])
    assert difference is not None
    shown = panels(parse(draw_difference(difference)))
    assert set(shown["yours"]) == {"True", "False"}
    assert set(shown["difference"]) == {"≠"}


def test_wrong_cells_are_told_without_colour(case_of: CaseOf) -> None:
    """A wrong cell has a marked corner and bold digits, the first one a ring; each panel has a name and a text."""
    case = case_of("distribute_value", "published")
    difference = find_difference(case, ("a",), np.array([[0.5, 1.0], [0.5, 2.0]]))
    assert difference is not None
    figure = parse(draw_difference(difference))
    expected, yours, _ = figure.iter(f"{SVG}svg")
    corners = [path.get("d", "").count("h8l-8 8z") for path in yours.iter(f"{SVG}path")]
    assert sum(corners) == 2
    title, *bold = (text.text for text in yours.iter(f"{SVG}text") if text.get("font-weight") == "bold")
    assert (title, bold) == ("yours", ["1.00", "2.00"])
    for panel in (expected, yours):
        assert len(list(panel.iter(f"{SVG}rect"))) == 1
        assert panel.get("role") == "img"
        assert [child.tag for child in panel][:2] == [f"{SVG}title", f"{SVG}desc"]
    told = yours.find(f"{SVG}desc")
    assert told is not None
    assert told.text == "2 of 2 by 2 cells differ. In row 0, column 1, yours is 1.00 and 0.50 is expected."


def test_texts_of_a_removed_picture_are_the_same_tables(case_of: CaseOf) -> None:
    """Without its tags each panel is a table in plain text, in which a star marks what the picture outlines."""
    case = case_of("distribute_value", "published")
    difference = find_difference(case, ("a",), np.array([[0.5, 10.0], [0.5, -2.0]]))
    assert difference is not None
    expected, yours, subtracted = parse(draw_difference(difference)).iter(f"{SVG}svg")
    assert "".join(yours.itertext()).splitlines()[2:] == [
        "yours (* differs)",
        "        0      1 ",
        "  0  0.50  10.00*",
        "  1  0.50  \N{MINUS SIGN}2.00*",
    ]
    assert "*" not in "".join((*expected.itertext(), *subtracted.itertext()))
    difference = find_difference(case, ("a",), np.full((3, 2), 0.5))
    assert difference is not None
    _, yours = parse(draw_difference(difference)).iter(f"{SVG}svg")
    extra = "yours (* is extra)\n       0     1 \n  0 0.50  0.50 \n  1 0.50  0.50 \n  2 0.50* 0.50*"
    assert "".join(yours.itertext()).endswith(extra)


def test_a_picture_is_nothing_but_shapes_and_texts(case_of: CaseOf) -> None:
    """No style, script, id or address is in a picture, and a name of an array is escaped."""
    difference = Difference("<b>", True, ((1.0,),), ((2.0,),), (0, 0), ((0, 0),), (0, 0), "<script>")
    text = draw_difference(difference)
    assert "<b>" not in text
    assert "<script" not in text
    for element in parse(text).iter():
        assert not {"style", "id", "href", "class"} & set(element.attrib) or element.tag == "figure"


@settings(max_examples=60, deadline=None)
@given(
    got=arrays.arrays(
        st.sampled_from([np.float64, np.float32, np.float16, np.int64, np.uint64, np.bool_]),
        arrays.array_shapes(min_dims=0, max_dims=6, min_side=0, max_side=12),
    )
)
def test_every_array_of_numbers_gives_a_well_formed_picture(case_of: CaseOf, got: np.ndarray) -> None:
    """Whatever numbers and whatever shape: the picture is well-formed and has no more than a hundred cells."""
    difference = find_difference(case_of("distribute_value", "published"), ("a",), got)
    if difference is not None:
        shown = panels(parse(draw_difference(difference)))
        assert all(len(texts) <= LONGEST_SIDE**2 for texts in shown.values())

"""What students of the first assignment really get wrong: helpers, two mistakes at once, errors, false alarms."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

import public_tests
from autograder.authoring.answer_key import solve
from autograder.authoring.definition import Mistake
from autograder.grading.grader import Grader
from autograder.result import Record
from examples.build import read_answers as read_styles
from tests.conftest import result_of
from tests.first_assignment import DEFINITION, NAME, SOURCE
from tests.installed import ASSIGNMENTS, Edit, look_at_all, read_message
from tests.messages import PAGE, make_page

FIRST = ASSIGNMENTS[NAME]
MISTAKES, PAIRS, SENTENCES = DEFINITION.mistakes, DEFINITION.pairs, DEFINITION.all_sentences
Grade = Callable[[Mapping[str, str]], Record]


def test_right_answers_have_no_mistake(grader: Grader, grade: Grade) -> None:
    """Neither the answer key nor any right style is recognised as a mistake."""
    records = [grader.grade("key", SOURCE.read_bytes())]
    records += [grade(read_styles(NAME, style) | read_styles(NAME, "backward")) for style in ("loops", "vectorised")]
    assert {exercise.mistake for record in records for exercise in record.exercises} == {None}


def test_two_mistakes_are_told_together() -> None:
    """Two mistakes that meet in one function are told on every case, also where one of them alone would do."""
    known = {(mistake.exercise, mistake.name): mistake for mistake in MISTAKES}
    pair = known["pool_forward", "stride_ignored"].beside(known["pool_forward", "sum_for_average"])
    assert pair is not None
    function = FIRST.load("pool_forward", pair.apply)
    cases = FIRST.key.cases("pool_forward")
    found = look_at_all(FIRST.key.suite, cases, function)
    told = {finding.sentence for finding in found if finding.rung == "values"}
    names = ("stride_ignored", "sum_for_average")
    one, other = (SENTENCES[name].partition("what you get when ")[2] for name in names)
    assert told == {f"There are two mistakes at once. First: {one} Second: {other}"}


def test_two_mistakes_are_named_in_grading(grade: Grade) -> None:
    """The result of a function with two mistakes carries one of them."""
    right = FIRST.sources
    pair = next(pair for pair in PAIRS if pair.name == "stride_ignored+one_filter")
    result = result_of(grade(right | {"conv_forward": pair.apply(right["conv_forward"])}), "conv_forward")
    assert result.mistake in ("stride_ignored", "one_filter")


def test_edits_of_one_place_make_no_pair() -> None:
    """Two mistakes in the same place of a function cannot meet."""
    one, other = (Mistake(name, "zero_pad", (("np.pad(X", name),)) for name in ("a", "b"))
    assert one.beside(other) is None


@pytest.mark.parametrize(
    ("helper", "mistake", "caller"),
    [
        ("zero_pad", "pads_with_ones", "conv_forward"),
        ("zero_pad", "pads_one_side", "conv_backward"),
        ("conv_single_step", "bias_before_sum", "conv_forward"),
        ("create_mask_from_window", "minimum_for_maximum", "pool_backward"),
        ("distribute_value", "not_divided", "pool_backward"),
    ],
)
def test_mistake_in_a_helper_is_the_helper_s(grade: Grade, helper: str, mistake: str, caller: str) -> None:
    """The helper's result has the mistake; the function that calls it passes with a right helper, without one."""
    right = FIRST.sources
    wrong = next(known for known in MISTAKES if (known.exercise, known.name) == (helper, mistake))
    record = grade(right | {helper: wrong.apply(right[helper])})
    assert result_of(record, helper).mistake == mistake
    called = result_of(record, caller)
    assert (called.status, called.follow_through, called.mistake) == ("passed", True, None)


def test_mistake_of_the_caller_is_told_beside_one_of_the_helper(grade: Grade) -> None:
    """With a mistake in each, both are named where they are."""
    right = FIRST.sources
    known = {(mistake.exercise, mistake.name): mistake for mistake in MISTAKES}
    wrong = {name: known[name, of].apply(right[name]) for name, of in WRONG_IN_BOTH.items()}
    record = grade(right | wrong)
    assert {name: result_of(record, name).mistake for name in WRONG_IN_BOTH} == WRONG_IN_BOTH


WRONG_IN_BOTH = {"zero_pad": "pads_with_ones", "conv_forward": "one_filter"}


def message_of(exercise: str, edit: Edit) -> str:
    """What a student reads in the notebook when the right function is edited; empty when the public test passes."""
    return read_message(FIRST.public, exercise, FIRST.load(exercise, edit))


FOUND = {
    "zero_pad": {
        "pads channels too": "pads_channels",
        "pads the batch axis": "pads_batch",
        "pads one side only": "pads_one_side pads_after_only",
        "pads only height or only width": "pads_height_only pads_width_only",
        "pads with pad or another constant": "pads_with_pad pads_with_ones pads_with_minus_one",
        "edge, reflect or wrap mode": "pads_by_copying pads_by_mirroring pads_symmetrically pads_by_wrapping",
        "pad ignored": "pad_ignored",
        "pad fixed": "pad_fixed pad_always_two pad_always_three",
    },
    "conv_single_step": {
        "bias added to every element before the sum": "bias_before_sum",
        "bias left out": "bias_left_out",
        "bias added twice": "bias_twice",
        "mean for sum": "mean_for_sum",
        "matrix product for elementwise": "matrix_product",
        "sum over some axes only": "first_axis_only last_axis_only channels_not_summed",
        "right value but an array": "array_for_scalar",
        "W ignored": "weights_ignored",
    },
    "conv_forward": {
        "stride ignored in the window start": "stride_ignored stride_ignored_in_height stride_ignored_in_width",
        "window end forgets the stride or uses it for f": "window_end_without_stride stride_as_window",
        "h used for the horizontal corner": "row_for_column",
        "n_W computed from n_H_prev": "width_from_height",
        "n_H and n_W swapped": "sides_swapped sides_of_output_swapped",
        "no floor, or ceil": "size_not_rounded rounded_up",
        "output one too small or too large": "output_too_small output_too_large",
        "pad ignored, applied twice, window from the unpadded image": "pad_ignored pad_twice window_from_unpadded",
        "channels sliced wrongly": "one_channel channel_of_filter",
        "filter index fixed or on the wrong axis": "one_filter filter_of_wrong_axis filter_of_first_axis",
        "bias index fixed or missing": "one_bias bias_left_out several_numbers",
        "only the last or first example": "last_example_only first_example_only first_example_repeated",
        "kernel flipped": "filter_flipped",
        "cache": "cache_padded_input cache_order wrong_cache cache_incomplete cache_missing",
        "input changed in place": "inputs_changed",
    },
    "pool_forward": {
        "stride ignored": "stride_ignored",
        "no window at all": "no_window",
        "maximum over all channels": "over_all_channels",
        "modes swapped or ignored": "always_max always_average",
        "pads although it must not": "pooling_padded",
        "f fixed": "window_fixed window_always_three",
        "stride used as f": "stride_as_window",
        "h used for w": "row_for_column",
        "cache wrong": "wrong_cache cache_order",
    },
    "conv_backward": {
        "stride ignored": "stride_ignored",
        "[pad:-pad] at pad 0": "empty_slice_at_pad_zero",
        "= for +=": "input_not_added_up weights_not_added_up bias_not_added_up last_window_only",
        "db not summed over positions": "bias_over_examples_only",
        "dA not unpadded": "gradient_still_padded",
        "uses unpadded slices": "window_from_unpadded",
        "unpads at the wrong indent level": "unpadded_last_example_only",
    },
    "create_mask_from_window": {
        "returns the maximum, an index, or an integer mask": "maximum_for_mask index_for_mask integer_mask",
    },
    "distribute_value": {
        "divides by n_H + n_W, or not at all": "divided_by_sum_of_sides not_divided",
    },
    "pool_backward": {
        "stride ignored": "stride_ignored",
        "= for +=": "last_window_only",
        "average not divided": "average_not_divided",
        "mask multiplied by the input": "mask_times_input",
        "mode ignored": "always_max always_average",
        "dA indexed wrongly": "gradient_at_window_start",
    },
}
"""The mistakes found in notebooks of students, in the words of who found them, and the ids that stand for them."""


def test_every_mistake_that_students_make_is_known() -> None:
    """Each mistake found in real notebooks is a known one of its exercise, so that the test above makes it."""
    known = {(mistake.exercise, mistake.name) for mistake in MISTAKES}
    for exercise, found in FOUND.items():
        assert not [name for ids in found.values() for name in ids.split() if (exercise, name) not in known]


@pytest.mark.parametrize(
    ("exercise", "old", "new", "words"),
    [
        ("conv_forward", "b[:, :, :, c]", "b[:, :, c, :]", "several numbers where one number is needed"),
        ("conv_forward", "b[:, :, :, c]", "b[c]", "several numbers where one number is needed"),
        ("conv_forward", "A_prev_pad = zero_pad(A_prev, pad)", "A_prev_pad = A_padded", "before it has a value"),
        ("conv_single_step", "b.item()", "np.int(b)", "np.int, which numpy no longer has"),
        ("distribute_value", "a = np.full(shape, average)", "pass", "distribute_value is not written yet"),
    ],
)
def test_other_mistakes_of_students_are_named(exercise: str, old: str, new: str, words: str) -> None:
    """What is not told by its output is told by the error in which it ends."""
    assert words in message_of(exercise, lambda source: source.replace(old, new))


@pytest.mark.parametrize(
    ("exercise", "old", "new"),
    [
        ("conv_forward", "vert_start = h", "print(A_prev_pad[i, h])\n            vert_start = h"),
        ("zero_pad", "X_pad = np", "import numpy as np\n    X_pad = np"),
        ("zero_pad", "X_pad = np", "X_pad = None\n    X_pad = np"),
        ("conv_single_step", "products = a", "products = None\n    products = a"),
    ],
)
def test_what_only_looks_like_a_mistake_passes(exercise: str, old: str, new: str) -> None:
    """Prints in loops, imports inside, and placeholders beside finished code are right answers."""
    assert message_of(exercise, lambda source: source.replace(old, new)) == ""


def test_float_of_an_array_is_named_where_numpy_refuses_it() -> None:
    """With the words of newer versions of numpy, the message says how to take the number out."""

    def refuse(source: str) -> str:
        error = "TypeError('only 0-dimensional arrays can be converted to Python scalars')"
        return source.replace("products =", f"raise {error}\n    products =")

    message = message_of("conv_single_step", refuse)
    assert "turns an array into a number with float() or int(). This version of numpy refuses" in message
    assert "take the number out with `.item()`" in message


@pytest.mark.parametrize("name", sorted(public_tests.GONE_FROM_NUMPY))
def test_gone_names_are_gone(name: str) -> None:
    """What a message calls gone is not in numpy any more, or is back (bool, long) with the same meaning."""
    assert name in ("bool", "long") or name not in vars(np)


def test_mistakes_can_be_left_out() -> None:
    """Solving without mistakes gives the same expected outputs and nothing else."""
    chosen = replace(DEFINITION, cases=tuple(case for case in DEFINITION.cases if case.exercise == "distribute_value"))
    with_mistakes, without = solve(chosen, FIRST.load), solve(replace(chosen, mistakes=()), FIRST.load)
    assert [case.outputs.keys() for case in with_mistakes] == [case.outputs.keys() for case in without]
    assert not any(case.known or case.stops for case in without)
    assert any(case.known for case in with_mistakes)


def test_page_of_messages_is_fresh() -> None:
    """`docs/messages.md` is what the command writes now."""
    if np.__version__.split(".")[:2] != ["2", "3"]:
        pytest.skip("the page has the words of the course's numpy")
    assert PAGE.read_text(encoding="utf-8") == make_page()

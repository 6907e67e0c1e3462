"""What explains a function: one mistake that does all that it does, a cause that is called possible, or a pattern."""

from dataclasses import replace

import numpy as np
import pytest

from public_tests import (
    POSSIBLE,
    RIGHT,
    STOPS_ALIKE,
    SURE,
    Axes,
    Case,
    Finding,
    describe_pattern,
    diagnose,
    explain_all,
)
from public_tests import KnownOutput as Output

SENTENCES = {
    "scaled": "This is what you get when the scale is left out.",
    "shifted": "This is what you get when the shift is left out.",
    "halved": "Half of it is missing.",
}
ORDER = list(SENTENCES)
WRONG = Finding("values", "y has wrong values.", "y[0] is 1.", pattern="All your values are 1.")


def case(name: str, *outputs: str, stops: str = "", unknown: str = "") -> Case:
    """A case with wrong outputs, each given by the mistakes named in it; all others but the unknown do no harm."""
    known = tuple(Output(tuple(names.split()), {}) for names in outputs)
    stopping = {"ValueError: no": tuple(stops.split())} if stops else {}
    harmful = {*" ".join(outputs).split(), *stops.split(), *unknown.split()}
    everything = {*ORDER, "scaled+shifted"}
    return Case("f", name, name, False, 1, False, (), {}, known, stopping, frozenset(everything - harmful), 1e-5, 1e-6)


def alike(*mistakes: str, rung: str = "values") -> Finding:
    """A wrong answer that some mistakes give, too."""
    return replace(WRONG, rung=rung, causes=frozenset(mistakes))


ONE, TWO = case("one", "scaled", "shifted"), case("two", "scaled halved", "shifted")


def test_mistake_that_explains_everything_is_named_on_all_checks() -> None:
    """It is sure where no other mistake does the same, and every wrong answer has its sentence and its id."""
    judged = [(ONE, alike("scaled")), (TWO, alike("scaled", "halved"))]
    assert diagnose(judged, ORDER).certainty == SURE  # type: ignore[union-attr]
    told = {(finding.sentence, finding.mistake, finding.pattern) for finding in explain_all(judged, SENTENCES)}
    assert told == {(SENTENCES["scaled"], "scaled", "")}


def test_right_answer_rules_out_a_mistake_that_shows_there() -> None:
    """What breaks a case that passed is not the cause."""
    assert diagnose([(ONE, RIGHT), (TWO, alike("scaled", "halved"))], ORDER).name == "halved"  # type: ignore[union-attr]
    assert diagnose([(ONE, RIGHT), (TWO, alike("shifted"))], ORDER) is None


def test_two_that_do_the_same_are_both_possible() -> None:
    """Where nothing tells two mistakes apart, both are said to be possible, and the result names none."""
    (finding,) = explain_all([(TWO, alike("scaled", "halved"))], SENTENCES)
    assert (
        finding.sentence == "One possible cause: the scale is left out. Another possible cause: half of it is missing."
    )
    assert finding.mistake is None


def test_one_case_on_which_mistakes_coincide_never_decides_alone() -> None:
    """Though all other cases rule the other one out, a single wrong answer is too little to be sure."""
    judged = [(case("one", "halved"), RIGHT), (TWO, alike("scaled", "halved"))]
    diagnosis = diagnose(judged, ORDER)
    assert (diagnosis.name, diagnosis.certainty) == ("scaled", POSSIBLE)  # type: ignore[union-attr]


def test_mistake_that_explains_most_is_a_possible_cause_of_those() -> None:
    """The others keep what is true of them, and say that there is something else."""
    judged = [(ONE, alike("scaled")), (TWO, alike("scaled")), (case("three", "scaled"), WRONG)]
    first, _, third = explain_all(judged, SENTENCES)
    assert (first.sentence, first.mistake) == ("One possible cause: the scale is left out.", None)
    assert (third.sentence, third.mistake) == ("y has wrong values. Something else is wrong here as well.", None)
    assert third.pattern == WRONG.pattern


def test_less_than_half_explains_nothing() -> None:
    """A mistake that fits one case of three is not mentioned."""
    judged = [(ONE, alike("scaled")), (TWO, WRONG), (case("three", "scaled"), WRONG)]
    assert explain_all(judged, SENTENCES) == [finding for _, finding in judged]


def test_one_mistake_comes_before_two_at_once() -> None:
    """Two at once are told, with both sentences, where no single one explains everything."""
    pair = case("pair", "scaled+shifted", "scaled", "shifted")
    (finding,) = explain_all([(pair, alike("scaled+shifted"))], SENTENCES)
    assert finding.sentence == (
        "There are two mistakes at once. First: the scale is left out. Second: the shift is left out."
    )
    assert finding.mistake == "scaled"
    same = case("same", "scaled scaled+shifted")
    (finding,) = explain_all([(same, alike("scaled", "scaled+shifted"))], SENTENCES)
    assert finding.sentence == SENTENCES["scaled"]


def test_function_that_only_stops_is_told_that_it_stops_alike() -> None:
    """An error has other causes; where the answer key stops with another error than the function, that says nothing."""
    stop = Finding("raised", "f stops.", causes=frozenset({"scaled"}))
    first, second = case("one", stops="scaled"), case("two", stops="scaled")
    judged = [(first, stop), (second, replace(stop, causes=frozenset()))]
    assert diagnose(judged, ORDER).certainty == STOPS_ALIKE  # type: ignore[union-attr]
    assert explain_all(judged, SENTENCES)[0].sentence == "f stops. You get the same error if the scale is left out."


def test_what_is_not_known_speaks_neither_for_nor_against() -> None:
    """On a large case nothing may be known of a mistake: it may still be the cause; alone, the case names nothing."""
    large = case("large", unknown="scaled")
    judged = [(ONE, alike("scaled")), (large, WRONG)]
    assert diagnose(judged, ORDER).certainty == SURE  # type: ignore[union-attr]
    assert diagnose([(large, WRONG)], ORDER) is None


RIGHT_ARRAY = np.array([[[1.25, -2.5], [3.75, 4.5]], [[-5.25, 6.5], [7.125, 8.0]], [[9.5, 1.5], [2.25, -3.0]]])
AXES = {"3": Axes(("examples", "rows", "columns"))}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (RIGHT_ARRAY * 0, "All your values are 0."),
        (-RIGHT_ARRAY, "Every value has the wrong sign."),
        (RIGHT_ARRAY * 0.5, "Every value is 0.5 times the right one."),
        (RIGHT_ARRAY - 0.25, "Every value is too small by 0.25."),
        (np.maximum(RIGHT_ARRAY, 0), "Your value is 0 wherever the right value is negative."),
        (np.where(RIGHT_ARRAY > 5, 0, RIGHT_ARRAY), "Wherever your values are wrong, they are 0."),
        (np.abs(RIGHT_ARRAY), "Every value is right except for its sign: none of yours is negative."),
        (np.round(RIGHT_ARRAY, 1), "Your values are the right ones, rounded to one decimal."),
        (RIGHT_ARRAY.swapaxes(1, 2), "Your array is the right one with rows and columns swapped."),
        (RIGHT_ARRAY[:, ::-1], "Your array is the right one with the rows in reverse order."),
        (np.where(np.arange(3)[:, None, None] == 0, RIGHT_ARRAY, 7), "Of the examples, only number 0 is right."),
        (np.where(np.arange(3)[:, None, None] == 1, 7, RIGHT_ARRAY), "Of the examples, only number 1 is wrong."),
        (RIGHT_ARRAY + np.arange(12).reshape(3, 2, 2), ""),
    ],
)
def test_pattern_is_what_all_wrong_values_have_in_common(wrong: np.ndarray, sentence: str) -> None:
    """A factor, an offset, a sign, an order, or a place is said in a sentence; of anything else nothing is said."""
    agrees = np.isclose(wrong, RIGHT_ARRAY)
    assert describe_pattern(AXES, "y", wrong, RIGHT_ARRAY, agrees) == sentence

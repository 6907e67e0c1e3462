"""Known mistakes: each is recognised as itself, none as another, and no sentence gives an answer away."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest

import public_tests
from autograder.answer_key import SOURCE, load_function, read_answers, solve
from autograder.cases import DEFINITIONS
from autograder.exercises import EXERCISES
from autograder.expected import EXPECTED, Key, read_key
from autograder.grading import Grader
from autograder.mistakes import MISTAKES, PAIRS, RULES, SENTENCES, Mistake
from autograder.result import Record
from examples.build import Notebook
from examples.build import read_answers as read_styles
from public_tests import DATA, Case, Finding, explain_stop, judge, read_suite
from tests.conftest import result_of
from tests.confusion import Recognition, answer_key, grade_mistakes
from tests.messages import PAGE, make_page

ANSWERS = read_answers()
Grade = Callable[[Mapping[str, str]], Record]


@pytest.fixture(scope="module")
def key() -> Key:
    """The grader's own file, read."""
    return read_key()


@pytest.fixture(scope="module")
def confusion(grader: Grader, starter: Notebook) -> list[Recognition]:
    """Every known mistake, graded for real."""
    return list(grade_mistakes(grader, starter))


def test_known_mistakes_are_recognised_as_themselves(confusion: list[Recognition]) -> None:
    """At least 95 of 100 are told, and none is taken for another one."""
    assert len(confusion) == len(MISTAKES) + len(RULES)
    assert sum(recognition.right for recognition in confusion) >= 0.95 * len(confusion)
    assert not [recognition for recognition in confusion if recognition.recognised and not recognition.right]


def test_known_mistakes_lose_points(confusion: list[Recognition]) -> None:
    """None of them is a passed exercise, and where there are points none has all of them."""
    assert not [recognition for recognition in confusion if recognition.status == "passed"]
    assert not [r for r in confusion if r.score and r.score >= EXERCISES[r.mistake.exercise].points]


def test_right_answers_have_no_mistake(grader: Grader, grade: Grade) -> None:
    """Neither the answer key nor any right style is recognised as a mistake."""
    records = [grader.grade("key", SOURCE.read_bytes())]
    records += [grade(read_styles(style) | read_styles("backward")) for style in ("loops", "vectorised")]
    assert {exercise.mistake for record in records for exercise in record.exercises} == {None}


def look(case: Case, function: Callable) -> Finding:
    """What a function of ours gives on a case, judged as in grading, without the sandbox."""
    suite = read_suite(EXPECTED)
    try:
        with np.errstate(all="ignore"):
            value = function(*case.fresh_arguments())
    except Exception as error:
        return explain_stop(case, suite, type(error).__name__, str(error))
    return judge(case, suite.returns[case.exercise], value, suite.mistakes)


@pytest.mark.parametrize("exercise", sorted({pair.exercise for pair in PAIRS}))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_one_of_two_mistakes_is_named(key: Key, exercise: str) -> None:
    """Where two common mistakes meet in one function, at least one of them is named on some case."""
    for pair in PAIRS:
        if pair.exercise == exercise:
            function = load_function(ANSWERS, exercise, pair.apply)
            named = {look(case, function).mistake for case in key.cases(exercise)}
            assert named & set(pair.name.split("+")), pair.name


def test_one_mistake_alone_comes_before_two(key: Key) -> None:
    """Two mistakes of which one does not show on a case: the other one is named there, alone."""
    known = {(mistake.exercise, mistake.name): mistake for mistake in MISTAKES}
    pair = known["pool_forward", "stride_ignored"].beside(known["pool_forward", "sum_for_average"])
    assert pair is not None
    function = load_function(ANSWERS, "pool_forward", pair.apply)
    found = {case.name: look(case, function) for case in key.cases("pool_forward")}
    assert found["published_stride_1_average"].mistake == "sum_for_average"
    assert found["published_stride_2_max"].mistake == "stride_ignored"
    assert found["published_stride_2_average"].sentence.startswith("Two things at once. ")
    assert SENTENCES["stride_ignored"] in found["published_stride_2_average"].sentence
    assert SENTENCES["sum_for_average"] in found["published_stride_2_average"].sentence


def test_two_mistakes_are_named_in_grading(grade: Grade) -> None:
    """The result of a function with two mistakes carries one of them."""
    right = answer_key()
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
    right = answer_key()
    wrong = next(known for known in MISTAKES if (known.exercise, known.name) == (helper, mistake))
    record = grade(right | {helper: wrong.apply(right[helper])})
    assert result_of(record, helper).mistake == mistake
    called = result_of(record, caller)
    assert (called.status, called.follow_through, called.mistake) == ("passed", True, None)


def test_mistake_of_the_caller_is_told_beside_one_of_the_helper(grade: Grade) -> None:
    """With a mistake in each, both are named where they are."""
    right = answer_key()
    known = {(mistake.exercise, mistake.name): mistake for mistake in MISTAKES}
    wrong = {name: known[name, of].apply(right[name]) for name, of in WRONG_IN_BOTH.items()}
    record = grade(right | wrong)
    assert {name: result_of(record, name).mistake for name in WRONG_IN_BOTH} == WRONG_IN_BOTH


WRONG_IN_BOTH = {"zero_pad": "pads_with_ones", "conv_forward": "one_filter"}


def plain(code: str) -> str:
    """Code or prose without spaces, backticks, escapes and capitals."""
    return re.sub(r"[\s`\\]", "", code).lower()


def telling_lines() -> set[str]:
    """The lines of all answers and their right-hand sides; names alone and hyperparameters read tell nothing."""
    lines = set()
    for source in answer_key().values():
        solution = source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
        for line in map(plain, solution.splitlines()):
            lines |= {line, line.partition("=")[2]}
    return {line for line in lines if len(line) >= 8 and re.search(r"[=(*+/]", line) and "hparameters" not in line}


def test_no_sentence_holds_a_line_of_the_answer() -> None:
    """No sentence says the line to write, nor its right-hand side."""
    lines = telling_lines()
    assert plain("total + b.item()") in lines
    for name, sentence in SENTENCES.items():
        assert not [line for line in lines if line in plain(sentence)], name


def test_sentences_are_sentences() -> None:
    """Each begins with a capital or a name and ends with a stop or a question mark."""
    assert not [text for text in SENTENCES.values() if not re.fullmatch(r"(?s)(?:[A-Z]|d[AWbz]|float).*[.?]", text)]


def test_ids_are_unique_in_an_exercise() -> None:
    """An exercise has each id once, told by its output or by a rule."""
    names = [(mistake.exercise, mistake.name) for mistake in (*MISTAKES, *RULES)]
    assert len(names) == len(set(names))


def test_students_get_no_code_of_a_variant() -> None:
    """Neither public file holds a line of an answer or what a variant has in its place."""
    public = DATA.read_bytes().decode("latin-1")
    rules = plain(DATA.with_suffix(".py").read_text(encoding="utf-8"))
    replaced = {plain(new) for mistake in (*MISTAKES, *RULES, *PAIRS) for _, new in mistake.edits if len(new) > 20}
    for line in telling_lines() | {line for line in replaced if len(line) > 20}:
        assert line not in plain(public)
        assert line not in rules


@pytest.mark.parametrize("name", sorted(public_tests.GONE_FROM_NUMPY))
def test_gone_names_are_gone(name: str) -> None:
    """What a message calls gone is not in numpy any more, or is back (bool, long) with the same meaning."""
    assert name in ("bool", "long") or name not in vars(np)


def test_stored_outputs_are_few_enough(key: Key) -> None:
    """The grader's file stays small, so that grading starts at once."""
    assert EXPECTED.stat().st_size < 2_500_000
    assert DATA.stat().st_size < 1_500_000
    assert all(
        np.isfinite(array).all()
        for case in key.cases("conv_forward")
        for m in case.mistakes.values()
        for array in m.values()
    )


def test_mistakes_can_be_left_out() -> None:
    """Solving without mistakes gives the same expected outputs and nothing else."""
    chosen = tuple(definition for definition in DEFINITIONS if definition.exercise == "distribute_value")
    with_mistakes, without = solve(chosen), solve(chosen, mistakes=())
    assert [replace(case, mistakes={}, stops={}).outputs.keys() for case in with_mistakes] == [
        case.outputs.keys() for case in without
    ]
    assert not any(case.mistakes or case.stops for case in without)
    assert any(case.mistakes for case in with_mistakes)


def test_page_of_messages_is_fresh(grader: Grader, starter: Notebook) -> None:
    """`docs/messages.md` is what the command writes now."""
    if np.__version__.split(".")[:2] != ["2", "3"]:
        pytest.skip("the page has the words of the course's numpy")
    assert PAGE.read_text(encoding="utf-8") == make_page(grader, starter)

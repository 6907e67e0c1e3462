"""Known mistakes of every assignment: each is recognised as itself, and no sentence gives an answer away."""

import re

import pytest

from autograder.authoring.definition import Mistake
from autograder.authoring.rule_sentences import RULE_SENTENCES
from autograder.grading.grader import Grader
from tests.confusion import Recognition, grade_mistakes, names_told
from tests.installed import ASSIGNMENTS, Installed, each_exercise, look, plain, read_message, telling_lines


def mistakes_of(installed: Installed, exercise: str) -> list[Mistake]:
    """The known mistakes of an exercise."""
    return [mistake for mistake in installed.definition.mistakes if mistake.exercise == exercise]


@pytest.fixture(scope="module")
def confusion(installed: Installed, own_grader: Grader) -> list[Recognition]:
    """Every known mistake, graded for real."""
    return list(grade_mistakes(installed, own_grader))


def test_known_mistakes_are_recognised_as_themselves(installed: Installed, confusion: list[Recognition]) -> None:
    """At least 95 of 100 are told, and none is taken for another one."""
    assert len(confusion) == len(installed.definition.mistakes)
    assert sum(recognition.right for recognition in confusion) >= 0.95 * len(confusion)
    assert not [recognition for recognition in confusion if recognition.recognised and not recognition.right]


def test_known_mistakes_lose_points(installed: Installed, confusion: list[Recognition]) -> None:
    """None of them is a passed exercise, and where there are points none has all of them."""
    points = {name: exercise.points for name, exercise in installed.definition.exercises.items()}
    assert not [recognition for recognition in confusion if recognition.status == "passed"]
    assert not [one for one in confusion if one.score and one.score >= points[one.mistake.exercise]]


@each_exercise
def test_mistakes_show_on_some_case(installed: Installed, exercise: str) -> None:
    """Each known mistake shows on a case that is graded."""
    harmful = set().union(*(case.harmful for case in installed.key.cases(exercise)))
    assert {mistake.name for mistake in mistakes_of(installed, exercise) if not mistake.by_rule} <= harmful


@each_exercise
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_function_is_told_one_story(installed: Installed, exercise: str) -> None:
    """Every check that a known mistake fails names the same mistake, or none does, on all cases and on public ones."""
    suites = (installed.key.suite, installed.key.cases(exercise)), (installed.public, installed.public.cases[exercise])
    for mistake in mistakes_of(installed, exercise):
        function = installed.load(exercise, mistake.apply)
        for suite, cases in suites:
            assert len(names_told(suite, cases, function)) == 1, mistake.name


@each_exercise
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_two_mistakes_are_told_one_story(installed: Installed, exercise: str) -> None:
    """Where two common mistakes meet in one function, every check names one of them, the same, or none does."""
    same = {"mean_forgotten": "mean_forgotten_in_gradient", "divided_by_batch": "weights_divided_by_batch"}
    for pair in installed.definition.pairs:
        if pair.exercise == exercise:
            function = installed.load(exercise, pair.apply)
            named = names_told(installed.key.suite, installed.key.cases(exercise), function)
            assert len(named) == 1, pair.name
            assert {same.get(name or "", name) for name in named} <= {*pair.name.split("+"), None}, pair.name


def test_right_functions_have_no_mistake(installed: Installed) -> None:
    """Nothing is said of the answer key, on any case."""
    for name, cases in installed.key.suite.cases.items():
        function = installed.load(name)
        assert {look(installed.key.suite, case, function).sentence for case in cases} == {""}


KEPT = "cache should be .*"
OTHER_WORDS = {
    # Rules that have words of their own.
    "inputs_changed": "changes its input (arrays|dictionary); work on a copy",
    "gone_from_numpy": "uses np.\\w+, which numpy no longer has",
    "array_for_scalar": "The number is right, but \\w+ should (return|be) one plain number",
    "cache_padded_input": f"{KEPT} yours has the padded input in place of A_prev",
    "cache_order": f"{KEPT} in this order; yours has a different order",
    "cache_incomplete": f"{KEPT} Yours is a tuple of length",
    "cache_missing": f"{KEPT} yours is None",
    "wrong_cache": f"{KEPT} yours has something else for",
    "size_not_rounded": "that is not an integer: .* use `//`",
    "missing_key": "looks up a (key that does not exist: hparameters has|name that the dictionary does not have)",
    "whole_dictionaries": "calculates with a whole dictionary",
    "several_numbers": "an array of several numbers where one number is needed",
    "integer_mask": "should hold True and False. Yours holds int",
    "matrix_product": "computes a matrix product, which does not fit here",
    # Windows of a wrong size, or at a wrong place, that raise the same error as others.
    "window_always_three": "They differ on axes 0 and 1",
    "window_too_large": "They differ on axes 0 and 1",
    # The same output on the public cases, and the same thing to look at.
    "pad_not_in_size": "the size of the output includes the padding of one side only",
    "window_too_small": "size of the window|the window is always 2 by 2",
    "window_fixed": "size of the window",
    "last_row_missing": "does the function return, or a loop end, too early",
    "last_column_missing": "the loop over the columns counts up to the number of rows",
    "loops_swapped": "the loop over the rows counts up to the number of columns",
    "minimum_for_maximum": "the search for the maximum ignores",
}
"""What a student reads for a mistake in place of its sentence, where on the public cases others look the same."""


def names(message: str, mistake: Mistake) -> bool:
    """Whether a message says what was misunderstood: in the words of the mistake, or in those agreed on."""
    words = [mistake.sentence, mistake.sentence.partition("what you get when ")[2] or mistake.sentence]
    return bool(
        re.search("|".join([*map(re.escape, words), OTHER_WORDS.get(mistake.name, "(?!)")]), message, re.IGNORECASE)
    )


@each_exercise
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_message_in_the_notebook_names_the_misconception(installed: Installed, exercise: str) -> None:
    """Every known mistake is refused by the public test, by name, with no line of the answer in the message."""
    for mistake in mistakes_of(installed, exercise):
        message = read_message(installed.public, exercise, installed.load(exercise, mistake.apply))
        assert names(message, mistake), f"{mistake.name}: {message}"
        assert not [line for line in telling_lines(installed) if line in plain(message)], mistake.name


def test_no_sentence_holds_a_line_of_the_answer(installed: Installed) -> None:
    """No sentence says the line to write, nor its right-hand side."""
    for name, sentence in installed.definition.all_sentences.items():
        assert not [line for line in telling_lines(installed) if line in plain(sentence)], name


def test_sentences_are_sentences(installed: Installed) -> None:
    """Each begins with a capital or a name and ends with a stop or a question mark."""
    sentences = installed.definition.all_sentences.values()
    assert not [text for text in sentences if not re.fullmatch(r"(?s)(?:[A-Z]|d[AWbz]|float).*[.?]", text)]


def test_every_sentence_is_used(installed: Installed) -> None:
    """Each sentence belongs to a known mistake, to an exception of the assignment or to a rule of the public tests."""
    definition = installed.definition
    used = {mistake.name for mistake in definition.mistakes} | {stop.mistake for stop in definition.stops}
    assert set(definition.sentences) <= used


def test_every_rule_is_tried() -> None:
    """Each mistake that the rules recognise is made in some assignment, but for one that only newer numpy shows."""
    mistakes = [mistake for installed in ASSIGNMENTS.values() for mistake in installed.definition.mistakes]
    known = {mistake.name for mistake in mistakes if mistake.by_rule}
    assert RULE_SENTENCES.keys() - known == {"float_of_array"}


def test_a_mistake_has_one_sentence(installed: Installed) -> None:
    """An exercise has each id once; where several exercises have it, it says the same in all of them."""
    mistakes = installed.definition.mistakes
    assert len({(mistake.exercise, mistake.name) for mistake in mistakes}) == len(mistakes)
    assert len({(mistake.name, mistake.sentence) for mistake in mistakes}) == len(
        {mistake.name for mistake in mistakes}
    )


def test_students_get_no_code_of_a_variant(installed: Installed) -> None:
    """Neither public file holds a line of an answer or what a variant has in its place."""
    definition = installed.definition
    public = plain(installed.public_data.read_bytes().decode("latin-1"))
    rules = plain(installed.public_data.with_suffix(".py").read_text(encoding="utf-8"))
    replaced = {plain(new) for one in (*definition.mistakes, *definition.pairs) for _, new in one.edits}
    for line in telling_lines(installed) | {line for line in replaced if len(line) > 20}:
        assert line not in public
        assert line not in rules


def test_files_are_small(installed: Installed) -> None:
    """Grading starts at once, and students download little."""
    assert installed.expected.stat().st_size < 3_500_000
    assert installed.public_data.stat().st_size < 1_500_000


@each_exercise
def test_edits_fit_the_answer_key(installed: Installed, exercise: str) -> None:
    """Each edit changes the function, to something that Python can read."""
    source = installed.sources[exercise]
    for mistake in mistakes_of(installed, exercise):
        changed = mistake.apply(source)
        assert changed != source, mistake.name
        compile(changed, mistake.name, "exec")

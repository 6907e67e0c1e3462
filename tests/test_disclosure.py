"""What a function sends of a hidden input, or of a right helper, through what is said of it: one of a few sentences."""

import builtins
import json
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest

from autograder.authoring.rule_sentences import RULE_SENTENCES
from autograder.differences import write_comparisons
from autograder.grading.disclosure import FIXED, fixed_sentences
from autograder.grading.grader import Grader
from autograder.result import Record
from autograder.sandbox import Opaque, Raised, Reply
from examples.build import code_cell
from public_tests import Case
from tests.conftest import result_of, to_bytes
from tests.first_assignment import DEFINITION, EXERCISES
from tests.replies import with_replies

VALUES = range(1000)
EXCEPTIONS = sorted(name for name, kind in vars(builtins).items() if isinstance(kind, type) and name.endswith("Error"))
DTYPES = "?bBhHiIqQefdFD"
Send = Callable[[Case, Reply, int], Reply]


def told(record: Record) -> str:
    """All that a student can see of a result, and of the file beside it; the notebook's own hash left out.

    The ids of groups are left out: they depend on all that a function does, so no student may see them. That none does
    is tested with the pages and the files for platforms.
    """
    assert not record.faulty, record.notes
    content = json.loads(record.to_json())
    for exercise in content["exercises"]:
        del exercise["groups"]
    for name in ("run", "submission"):
        del content[name]
    return json.dumps(content) + write_comparisons(record.comparisons, "")


def stop(right: Reply, kind: str, text: str = "", line: int = 1, name: str | None = None) -> Reply:
    """A reply of a function that raised."""
    return replace(right, status="raised", value=None, raised=Raised(kind, text, "cell 17", line, "", name))


def mistaken(case: Case, right: Reply, value: int) -> Reply:
    """The output of the known mistake of this number."""
    return replace(right, value=whole(case, right, case.known[value % len(case.known)].arrays))


def whole(case: Case, right: Reply, arrays: dict[str, np.ndarray]) -> object:
    """What a function returns that gives other arrays than the right ones."""
    if len(case.expected) == 1 and not isinstance(right.value, tuple):
        return next(iter(arrays.values()))
    return (*arrays.values(), *((right.value[-1],) if case.rules.keeps else ()))


def in_place(case: Case, right: Reply, array: object) -> Reply:
    """A reply with something in place of the first array."""
    others = right.value[1:] if isinstance(right.value, tuple) else ()
    return replace(right, value=(array, *others) if others else array)


def in_cache(case: Case, right: Reply, value: int) -> Reply:
    """One of the forms of a wrong cache."""
    if not case.rules.keeps:
        return right
    cache = right.value[1]
    forms = [None, cache[: value % 4], cache[::-1], (*cache, value), (np.pad(cache[0], 1), *cache[1:]), f"{value}"]
    forms += [(*cache[:at], value, *cache[at + 1 :]) for at in range(len(cache))]
    return replace(right, value=(right.value[0], forms[value % len(forms)]))


CHANNELS: dict[str, Send] = {
    "class of an exception": lambda _, right, value: stop(right, f"E{value}"),
    "exception of Python's own": lambda _, right, value: stop(right, EXCEPTIONS[value % len(EXCEPTIONS)]),
    "text of an exception": lambda _, right, value: stop(right, "ValueError", f"{value}"),
    "texts that are explained": lambda _, right, value: stop(right, *EXPLAINED[value % len(EXPLAINED)]),
    "line": lambda _, right, value: stop(right, "ValueError", line=value),
    "name without a value": lambda _, right, value: stop(right, "NameError", f"name 'a{value}' is not defined"),
    "shape": lambda case, right, value: in_place(case, right, np.zeros((value, 2))),
    "number of axes": lambda case, right, value: in_place(case, right, np.zeros((1,) * (value % 32))),
    "dtype": lambda case, right, value: in_place(
        case, right, np.ones(next(iter(case.expected.values())).shape, DTYPES[value % len(DTYPES)])
    ),
    "numbers": lambda case, right, value: in_place(case, right, next(iter(case.expected.values())) + value + 0.5),
    "type": lambda case, right, value: in_place(case, right, Opaque(f"E{value}")),
    "length": lambda _, right, value: replace(right, value=[1.0] * value),
    "known mistakes": mistaken,
    "known mistakes by case": lambda case, right, value: mistaken(case, right, value * (len(case.name) + case.points)),
    "caches": in_cache,
    "arguments": lambda _, right, value: replace(right, arguments=(*right.arguments[: value % 3], value)),
    "endings": lambda _, right, value: Reply(("timed_out", "out_of_memory", "crashed")[value % 3], detail=f"{value}"),
}
EXPLAINED = [
    ("NameError", "name 'np' is not defined"),
    ("NameError", "name 'zero_pad' is not defined"),
    ("NameError", "name 'X_pad' is not defined"),
    ("UnboundLocalError", ""),
    ("TypeError", "'NoneType' object is not subscriptable"),
    ("TypeError", "only 0-dimensional arrays can be converted"),
    ("TypeError", "only length-1 arrays can be converted"),
    ("ValueError", "zero-size array to reduction"),
    ("AttributeError", "module 'numpy' has no attribute 'float'"),
    ("AttributeError", "module 'numpy' has no attribute 'product'"),
    ("AttributeError", "module 'numpy' has no attribute 'x'"),
    ("TypeError", "'float' object cannot be interpreted as an integer"),
    ("IndexError", "index 3 is out of bounds"),
    ("IndexError", "too many indices"),
    ("ValueError", "shapes not aligned"),
    ("ValueError", "operands could not be broadcast"),
    ("ValueError", "too many values to unpack"),
    ("TypeError", "zero_pad() takes 1 positional argument"),
    ("TypeError", "conv_single_step() missing 1"),
    ("KeyError", "'f'"),
    ("ModuleNotFoundError", ""),
    ("RecursionError", ""),
]


def notebook(*cells: str) -> bytes:
    """A notebook of these cells."""
    return to_bytes({"cells": [code_cell(cell) for cell in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def when_hidden(send: Send, value: int) -> Callable[[Case, Reply], Reply]:
    """Right on public cases; on hidden ones the value is sent."""
    return lambda case, right: send(case, right, value) if case.hidden else right


def fixed_messages(exercise: str) -> set[str]:
    """What a check says that names no known mistake, by its rung."""
    return {" ".join(fixed_sentences(EXERCISES[exercise], rung)).strip() for rung in FIXED}


OF_MISTAKES = {
    "known mistakes",
    "known mistakes by case",
    "texts that are explained",
    "exception of Python's own",
    "caches",
}
"""Channels that a known mistake goes through: one of the catalogue comes out, the same on all hidden checks."""
OF_RUNGS = {"arguments", "dtype", "endings"}
"""Channels through which a rung comes out."""
NARROW = sorted(CHANNELS.keys() - OF_MISTAKES - OF_RUNGS)


def mistakes_in(messages: Iterable[str], sentences: dict[str, str]) -> set[str]:
    """The known mistakes that messages name."""
    clauses = {name: sentence.partition("what you get when ")[2] or sentence for name, sentence in sentences.items()}
    return {name for name, clause in clauses.items() if any(clause in message for message in messages)}


@pytest.mark.parametrize("exercise", ["zero_pad", "pool_forward"])
def test_a_thousand_values_of_a_hidden_input_come_out_as_a_few_sentences(
    grader: Grader, answers: dict[str, str], exercise: str
) -> None:
    """Whatever the channel, a hidden check says what its rung says, or the one known mistake of the function."""
    content = notebook("import numpy as np", answers[exercise])
    sentences, fixed = grader.session.key.suite.mistakes, fixed_messages(exercise)
    records: dict[str, set[str]] = {channel: set() for channel in CHANNELS}
    texts: set[str] = set()
    for value in VALUES:
        channel = sorted(CHANNELS)[value % len(CHANNELS)]
        record = with_replies(grader, when_hidden(CHANNELS[channel], value)).grade("ada", content)
        result = result_of(record, exercise)
        messages = {check.message for check in result.checks if not check.passed}
        assert mistakes_in(messages - fixed, sentences) <= {result.mistake}, (channel, value, messages)
        assert (result.status, record.comparisons) != ("grader_fault", ())
        records[channel].add(told(record))
        texts |= messages
    assert {len(records[channel]) for channel in NARROW} == {1}
    assert max(len(records[channel]) for channel in OF_RUNGS) <= len(FIXED)
    own = {mistake.name for mistake in DEFINITION.mistakes if mistake.exercise == exercise}
    catalogue = own | set(RULE_SENTENCES)
    assert len(texts - fixed) <= 2 * len(catalogue)  # of an array, and of a function that stops


def test_what_the_source_shows_is_the_same_whatever_the_code_saw(grader: Grader, answers: dict[str, str]) -> None:
    """A message of a hidden check may add what the source shows; no value that comes back changes a word of it."""
    source = answers["zero_pad"].replace("    X_pad = ", "    inner = X[:, pad:-pad]\n    X_pad = ", 1)
    clue = "The slice `pad:-pad` in line 3 is empty when `pad` is 0."
    fixed = fixed_messages("zero_pad")
    messages: set[str] = set()
    for channel in ("class of an exception", "line", "shape", "number of axes", "type", "length", "endings"):
        for value in range(24):
            record = with_replies(grader, when_hidden(CHANNELS[channel], value)).grade("ada", notebook(source))
            messages |= {check.message for check in result_of(record, "zero_pad").checks if not check.passed}
    assert messages <= fixed | {f"{message} {clue}" for message in fixed}
    assert any(clue in message for message in messages)


def test_hidden_checks_name_no_mistake_that_public_ones_rule_out(grader: Grader, answers: dict[str, str]) -> None:
    """Where each hidden case shows another known mistake, and public cases none, no mistake is named anywhere."""
    content, known = notebook("import numpy as np", answers["zero_pad"]), ("pads_with_ones", "pads_one_side")
    cases = [case.name for case in grader.session.key.cases("zero_pad") if case.hidden and known[0] in case.harmful]

    def spoil(case: Case, right: Reply) -> Reply:
        if case.name not in cases:
            return right
        mistake = known[cases.index(case.name) % 2]
        (output,) = [output for output in case.known if mistake in output.mistakes]
        return replace(right, value=output.arrays["X_pad"])

    record = with_replies(grader, spoil).grade("ada", content)
    result = result_of(record, "zero_pad")
    messages = [check.message for check in result.checks if not check.passed]
    assert len(messages) == len(cases) > 1
    assert not mistakes_in(messages, grader.session.key.suite.mistakes)
    assert result.mistake is None
    assert not record.faulty


IMPURE = "import numpy as np\n\nseen = []\n"


def impure(answers: dict[str, str]) -> bytes:
    """Functions that leave something behind, so that those that fail are run alone."""
    sources = [answers[name].replace("):\n", "):\n    seen.append(1)\n", 1) for name in ("zero_pad", "pool_forward")]
    return notebook(IMPURE, *sources)


def zeros(case: Case, right: Reply) -> Reply:
    """An array of the right shape and wrong values."""
    return in_place(case, right, np.zeros(next(iter(case.expected.values())).shape))


PUBLIC_ANSWERS: dict[str, Callable[[Case, Reply], Reply]] = {
    "right": lambda _, right: right,
    "wrong": zeros,
    "stopped": lambda _, right: stop(right, "ValueError", "the text of a public case"),
}


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("before", PUBLIC_ANSWERS)
def test_text_of_public_checks_is_older_than_any_hidden_input(
    grader: Grader, answers: dict[str, str], before: str, answered: bool
) -> None:
    """What a process says of public cases, when it was started after a hidden input was sent, shows nothing new.

    answered: whether the process that all functions share gave an answer.
    """
    for channel in NARROW:
        seen = set()
        for value in (0, 7, 999):
            made_up = with_replies(grader, lambda _, right: right)

            def spoil(case: Case, right: Reply, made_up=made_up, channel=channel, value=value) -> Reply:
                together = len({call.function for call in made_up.sandbox.jobs[-1].calls}) > 1
                if together and not answered:
                    return Reply("timed_out", detail="took too long")
                if case.hidden:
                    return stop(right, "ValueError")
                return (
                    CHANNELS[channel](case, right, value)
                    if made_up.sandbox.late
                    else PUBLIC_ANSWERS[before](case, right)
                )

            made_up.sandbox.spoil = spoil
            seen.add(told(made_up.grade("ada", impure(answers))))
            assert made_up.sandbox.late
        assert len(seen) == 1, channel
        assert ("Python reports: the text of a public case" in seen.pop()) <= (before == "stopped")


def test_public_cases_of_all_functions_come_before_the_hidden_ones_of_any(
    grader: Grader, answers: dict[str, str]
) -> None:
    """Where functions got no answer together, each is asked on its public cases alone before hidden ones are sent."""

    def spoil(case: Case, right: Reply) -> Reply:
        together = len({call.function for call in made_up.sandbox.jobs[-1].calls}) > 1
        return Reply("timed_out", detail="took too long") if together else in_place(case, right, np.zeros(3))

    made_up = with_replies(grader, spoil)
    record = made_up.grade("ada", impure(answers))
    cases, jobs = made_up.sandbox.cases, made_up.sandbox.jobs
    held = [any(cases[id(call.arguments)].hidden for call in job.calls) for job in jobs]
    assert held == [True, False, False, True, True]  # the first one was never asked further than the public cases
    assert "has shape (3,)" in result_of(record, "zero_pad").message
    assert {comparison.exercise for comparison in record.comparisons} == {"zero_pad", "pool_forward"}


def test_right_helpers_come_out_as_a_few_sentences(grader: Grader, answers: dict[str, str]) -> None:
    """With right helpers in its process a function says nothing that it did not say without, on public cases either."""
    cells = (IMPURE, answers["conv_single_step"], answers["conv_forward"])
    for own in ("wrong", "stopped"):
        for channel in (*NARROW, "exception of Python's own"):
            records = set()
            for value in (0, EXCEPTIONS.index("KeyError"), 999):
                made_up = with_replies(grader, lambda _, right: right)

                def spoil(case: Case, right: Reply, made_up=made_up, own=own, channel=channel, value=value) -> Reply:
                    helped = any(unit.label.startswith("right ") for unit in made_up.sandbox.jobs[-1].units)
                    if case.exercise != "conv_forward" or (helped and case.points == 2):
                        return right  # so that it comes further with right helpers, and that result counts
                    return CHANNELS[channel](case, right, value) if helped else PUBLIC_ANSWERS[own](case, right)

                made_up.sandbox.spoil = spoil
                records.add(told(made_up.grade("ada", notebook(*cells))))
            assert len(records) <= (1 if channel in NARROW else 2), (own, channel)  # of KeyError a mistake is known


REAL = {
    "class": "raise type(f'E{SECRET}', (Exception,), {})",
    "exception": "raise [ValueError, KeyError, OSError, IndexError, EOFError, StopIteration][SECRET % 6]",
    "text": "raise ValueError(f'{SECRET}')",
    "explained": 'raise NameError(f\'name \\\'{["np", "conv_forward", "x"][SECRET % 3]}\\\' is not defined\')',
    "line": "exec(compile('\\n' * SECRET + 'raise ValueError', 'cell 2', 'exec'))",
    "place": "[conv_single_step, distribute_value][SECRET % 2](None, None, *[None][:1 - SECRET % 2])",
    "load error": "exec(f'broken_{SECRET % 4}')",
    "shape": "return np.zeros((SECRET, 2))",
    "axes": "return np.zeros((1,) * (SECRET % 32))",
    "dtype": "return np.ones((2, 2), 'bhilqefd'[SECRET % 8])",
    "type": "return type(f'E{SECRET}', (), {})()",
    "status": "import os; os._exit(SECRET % 100)",
}
BROKEN = "broken_0 = 1 / 0\nbroken_1 = {}[0]\nbroken_2 = [][0]\nbroken_3 = int('x')\n"


@pytest.mark.parametrize("channel", REAL)
def test_a_real_function_sends_no_value(grader: Grader, answers: dict[str, str], channel: str) -> None:
    """Through the sandbox, a function that sends a number by how it fails on hidden cases always reads the same."""
    public = [(case.arguments[0].shape, case.arguments[1]) for case in grader.session.key.cases("zero_pad")]
    public = public[: sum(not case.hidden for case in grader.session.key.cases("zero_pad"))]
    send = f"    if (X.shape, pad) not in {public}:\n        {REAL[channel]}\n    return X_pad"
    function = answers["zero_pad"].replace("    return X_pad", send)
    function += "    [broken_0, broken_1, broken_2, broken_3]\n"  # so that these come along
    seen = set()
    for secret in (3, 12, 41, 298):
        cells = (IMPURE + BROKEN, f"SECRET = {secret}\n", answers["conv_single_step"], answers["distribute_value"])
        seen.add(told(grader.grade("ada", notebook(*cells, function))))
    assert len(seen) == 1

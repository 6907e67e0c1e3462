"""What a submission returns, raises or hands in is right or wrong; `grader_fault` is for faults of the grader."""

import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import public_tests
from autograder.differences import compare, read_comparisons
from autograder.grading.grader import Grader
from autograder.intake.files import RefusedError
from autograder.result import Record
from autograder.sandbox import Call, Job, Limits, Opaque, Raised, Reply, Unit
from autograder.stored_results import ResultsFolder
from examples.build import Notebook, code_cell, edit, fill
from public_tests import Case, draw_difference
from tests.conftest import result_of, to_bytes
from tests.first_assignment import ASSIGNMENT, EXERCISES, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.places import zipped
from tests.replies import with_replies

PLAIN = {
    "an integer beyond 64 bits": 10**30,
    "an integer beyond all floats": 10**400,
    "a negative one": -(10**400),
    "not a number": float("nan"),
    "infinity": float("-inf"),
    "a complex number": 1 + 2j,
    "a truth value": True,
    "a text": "\ud800\x00",
    "a dictionary": {"\ud800": float("nan"), "": {}},
    "an empty tuple": (),
    "many integers": [10**400] * 100,
    "nothing": None,
    "no plain data": Opaque("x" * 80, "\ud800"),
    "a tuple of numbers": (np.float64(1), (1, 2), np.bool_(True)),
}
ARRAYS = {
    "no axes": np.float64(1.5) * np.ones(()),
    "32 axes": np.ones((1,) * 32),
    "a long empty axis": np.empty((0, 2**31 - 1)),
    "an empty array": np.empty((2, 0, 3, 1)),
    "one number": np.ones(1),
    "two numbers": np.arange(2),
}
DTYPES = ("?", "i1", "u8", "f2", "f4", "c8", "c16")


def nested(depth: int) -> object:
    """Lists in lists."""
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


def odd_values(shape: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    """Values that the sandbox may deliver, with what is odd about them. shape: of the right answer."""
    yield from PLAIN.items()
    yield from ARRAYS.items()
    yield "lists in lists", nested(30)
    for dtype in DTYPES:
        for number in (0, 1, np.inf) if dtype[0] in "fc" else (0, 1):
            yield f"{number} in {dtype}", np.full(shape, number).astype(dtype)
        yield f"a number of {dtype}", np.ones((), dtype)[()]
    yield "the largest of each kind", np.full(shape, np.iinfo(np.uint64).max)
    yield "beyond half precision", np.full(shape, 6e4, "f2")
    yield "truth values of other bytes", np.full(shape, 7, "u1").view("?")


def in_every_place(case: Case, right: Reply, value: object) -> Iterator[Reply]:
    """Replies with an odd value as all that is returned, as each part of it, within its cache, as an argument."""
    yield replace(right, value=value)
    if isinstance(right.value, tuple):
        for at in range(len(right.value)):
            yield replace(right, value=(*right.value[:at], value, *right.value[at + 1 :]))
        if isinstance(right.value[-1], tuple):
            cache = right.value[-1]
            for at in range(len(cache)):
                yield replace(right, value=(right.value[0], (*cache[:at], value, *cache[at + 1 :])))
    yield replace(right, arguments=(value,))
    for at in range(len(right.arguments)):
        yield replace(right, arguments=(*right.arguments[:at], value, *right.arguments[at + 1 :]))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_value_is_a_fault_of_the_grader(
    grader: Grader, starter: Notebook, answers: dict[str, str], exercise: str, tmp_path: Path
) -> None:
    """Whatever a function returns, and wherever, its exercise is judged, the result is written and can be read."""
    content = to_bytes(starter | {"cells": [code_cell(answers[exercise])]})
    shape = next(iter(grader.session.key.cases(exercise)[0].expected.values())).shape
    tried = 0
    for name, value in odd_values(shape):
        for place in range(12):
            missing: list[bool] = []

            def spoil(case: Case, right: Reply, value=value, place=place, missing=missing) -> Reply:
                reply = next(islice(in_every_place(case, right, value), place, None), None)
                missing.append(reply is None)
                return reply or right

            record = with_replies(grader, spoil).grade("ada", content)
            assert not record.faulty, (name, place, record.notes)
            if any(missing):
                break
            check_written(record, exercise, tmp_path)
            tried += 1
    assert tried > 60


def check_written(record: Record, exercise: str, results: Path) -> None:
    """Write a record and read it again; its exercise has a sentence."""
    path = ResultsFolder(results, NAME).write(record)
    assert ResultsFolder(results, NAME).read("ada") is not None
    shown = read_comparisons(path.with_name("differences.json"), record.sha256)
    assert len(shown) == len(record.comparisons)
    for comparison in shown:
        draw_difference(comparison.difference)
    result = result_of(record, exercise)
    assert result.message.isprintable()
    assert all(bool(check.message) != check.passed for check in result.checks)


@pytest.mark.parametrize(
    "value", ["10**30", "10**400", "np.float16(6e4) * 2", "np.full((2,) * 20, 1j)", "{'\\ud800': 1}"]
)
@pytest.mark.parametrize("exercise", ["conv_single_step", "pool_forward"])
def test_function_that_returns_it_gets_a_zero_and_a_sentence(grade: Any, loops: Any, exercise: str, value: str) -> None:
    """Through the real sandbox, a value that made the judge raise is a wrong answer."""
    source = f"import numpy as np\n\n\ndef {exercise}(*arguments):\n    return {value}\n"
    record = grade(loops | {exercise: source})
    result = result_of(record, exercise)
    assert (record.faulty, result.status, result.score) == (False, "failed", 0)
    assert result.message


TEXTS = ["", "\ud800", "(" * 500, "\\", "name '" + "\\w" * 200 + "' is not defined", "[" * 500, "\n" * 500, "{}{0}{x}"]
KINDS = ("NameError", "TypeError", "ValueError", "IndexError", "__debug__", "x.y", "", "open", "KeyError")
LINES = (None, -1, 10**30)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_exception_is_a_fault_of_the_grader(grader: Grader, starter: Notebook, loops: Any, text: str) -> None:
    """Whatever class, text and place an exception claims, it is a function that stopped."""
    content = to_bytes(fill(starter, loops))
    for number, kind in enumerate(KINDS, TEXTS.index(text)):  # so that each kind meets each line in some text
        raised = Raised(kind, text, "cell 1", LINES[number % len(LINES)], text, text)
        made_up = with_replies(grader, lambda _, right, raised=raised: replace(right, status="raised", raised=raised))
        record = made_up.grade("ada", content)
        assert not record.faulty
        json.loads(record.to_json().encode(errors="replace"))


def test_fault_of_the_judge_is_told_from_an_odd_value(
    grader: Grader, grade: Any, loops: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails on the right answer too is the grader's fault, and the note quotes nothing that was returned."""

    def broken(*_: object) -> None:
        raise RuntimeError("what was returned")

    monkeypatch.setattr("autograder.grading.checks.judge.judge", broken)
    record = grade(edit(loops, "zero_pad", ("return X_pad", "return X_pad + 0.25")))
    assert result_of(record, "zero_pad").status == "grader_fault"
    assert "RuntimeError in test_third_verdict.py" in record.all_notes[0]
    assert "what was returned" not in record.to_json()


def test_submission_too_large_to_send_is_no_fault_of_the_grader(
    grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements that do not fit into a message have run out of memory."""
    monkeypatch.setattr("autograder.sandbox.jobs.MAX_JOB_BYTES", 1000)
    job = Job((Unit("cell 1", 1, f"x = '{'x' * 1000}'"),), (Call("f", ()),))
    result = grader.sandbox.run(job, Limits())
    assert [reply.status for reply in result.replies] == ["out_of_memory"]


class Unequal:
    """Something of a student's own that cannot be compared."""

    def __eq__(self, other: object) -> bool:
        """Refuse."""
        raise RuntimeError("no comparison")

    __hash__ = None  # type: ignore[assignment]


class SilentError(Exception):
    """An exception without a text."""

    def __str__(self) -> str:
        """Refuse."""
        raise RuntimeError("no text")


LOCAL = {
    "an object of its own": Unequal(),
    "a cache of these": (np.ones(3), (Unequal(), Unequal(), Unequal(), Unequal())),
    "a masked array": np.ma.masked_all((2, 3)),
    "a matrix": np.ones((1, 2)).view(np.matrix),
    "objects": np.array([10**400, None]),
    "texts": np.array(["a", "b"]),
    "dates": np.array(["2020-01-01"], "datetime64[D]"),
    "records": np.zeros(3, "i4,f8"),
    "64 axes": np.ones((1,) * 64),
    "long double": np.longdouble(1),
    "a date": np.datetime64("2020"),
}


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_public_test_fails_with_a_sentence_on_any_value(exercise: str) -> None:
    """On the student's own machine too every value is a failed test, and never an error of the tests themselves."""
    test, suite = getattr(public_tests, f"{exercise}_test"), public_tests.read_suite()
    case, returns = suite.cases[exercise][0], suite.returns[exercise]
    right = Reply("returned", public_tests.right_value(case, returns), case.arguments)
    shape = next(iter(case.expected.values())).shape
    for _, value in (*odd_values(shape), *LOCAL.items()):
        for reply in in_every_place(case, right, value):
            if reply.arguments is right.arguments:
                with pytest.raises(public_tests.FailedTestError) as failure:
                    test(lambda *_, value=reply.value: value)
                assert failure.value.difference is None or draw_difference(failure.value.difference)


def test_public_test_survives_an_exception_without_a_text() -> None:
    """An exception whose text cannot be had is a custom exception."""

    def function(*_: object) -> None:
        raise SilentError

    with pytest.raises(public_tests.FailedTestError, match="a custom exception"):
        public_tests.zero_pad_test(function)


def test_values_of_the_example_are_refused_with_a_sentence() -> None:
    """The published test of three values fails on whatever the notebook gives it."""
    for value in (*PLAIN.values(), *ARRAYS.values(), *LOCAL.values(), [[1], [2, 3]], 10**5000):
        with pytest.raises(public_tests.FailedTestError, match="the mean of Z is"):
            public_tests.conv_forward_test_1(value, np.zeros(8), np.zeros(4))


def encrypted(content: bytearray) -> None:
    """Set the flag of a password on the first member."""
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1


def unusual(content: bytearray) -> None:
    """State another method."""
    for signature, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(signature) + method] = zipfile.ZIP_LZMA


def garbled(content: bytearray) -> None:
    """Spoil what is packed."""
    start = content.index(NOTEBOOK.encode()) + len(NOTEBOOK)
    content[start : start + 5] = b"\xff" * 5


def displaced(content: bytearray) -> None:
    """State another place of the first member."""
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 42, 2**31)


def renamed(content: bytearray) -> None:
    """Call the member otherwise in its own header."""
    content[content.index(NOTEBOOK.encode())] ^= 1


def cut(content: bytearray) -> None:
    """Leave the second half out."""
    del content[len(content) // 2 :]


@pytest.mark.parametrize("spoil", [encrypted, unusual, garbled, displaced, renamed, cut])
def test_student_s_own_zip_that_cannot_be_read_is_not_our_fault(
    grader: Grader, tmp_path: Path, spoil: Callable[[bytearray], None]
) -> None:
    """What is wrong with a zip that a student hands in is said to the student, with what to do."""
    content = bytearray(zipped({NOTEBOOK: b"x" * 100}))
    spoil(content)
    place = tmp_path / "ada" / NAME
    place.mkdir(parents=True)
    (place / "work.zip").write_bytes(content)
    (found,) = find_submissions(tmp_path)
    with pytest.raises(RefusedError) as refused:
        found.read(ASSIGNMENT)
    record = grader.frame.unread("ada", refused.value)
    assert not record.faulty
    assert "Hand in the notebook itself" in record.all_notes[0]


def test_picture_of_a_public_case_is_never_an_error(grader: Grader) -> None:
    """For any value there is a picture or none."""
    suite = grader.session.key.suite
    for exercise, cases in suite.cases.items():
        case = replace(cases[0], hidden=False)
        shape = next(iter(case.expected.values())).shape
        right = Reply("returned", public_tests.right_value(case, suite.returns[exercise]), case.arguments)
        for _, value in odd_values(shape):
            for reply in in_every_place(case, right, value):
                compare(case, suite.returns[exercise], "check", reply.value)

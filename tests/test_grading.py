"""One submission: what costs marks, what does not, and what the student reads."""

import gc
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from autograder.expected import read_key
from autograder.grading.calls import Outcome, Outcomes
from autograder.grading.checks.judge import Judge
from autograder.grading.grader import Grader
from autograder.reading.analysis import analyse
from autograder.result import Record
from autograder.sandbox import Job, Reply, SandboxFault
from examples.build import SUBMITTED, Notebook, code_cell, edit, fill
from public_tests import RIGHT, Case, Finding, judge
from tests.conftest import result_of, to_bytes
from tests.first_assignment import DEFINITION, EXERCISES, EXPECTED, OUTLINE, SOURCE
from tests.replies import with_replies
from tests.test_submission import notebook

BY_HAND = [sys.executable, "-m", "pytest", "-q", "autograder/grading/checks", "-p", "no:cacheprovider"]
Grade = Callable[[Mapping[str, str]], Record]


def test_answer_key_gets_everything(grader: Grader) -> None:
    """The notebook with the answers has 100 points and all optional exercises passed."""
    record = grader.grade("key", SOURCE.read_bytes())
    assert record.score == 100
    assert {exercise.status for exercise in record.exercises} == {"passed"}


def test_same_bytes_same_result(grader: Grader, starter: Notebook, loops: dict[str, str]) -> None:
    """Two gradings of the same notebook differ in `run` only."""
    content = to_bytes(fill(starter, edit(loops, "pool_forward", ("stride * h, stride * w", "h, w"))))
    first, second = (json.loads(grader.grade("somebody", content).to_json()) for _ in range(2))
    first.pop("run")
    second.pop("run")
    assert json.dumps(first) == json.dumps(second)


def test_patched_comparisons_change_nothing(grade: Grade, loops: dict[str, str]) -> None:
    """A function that replaces numpy's comparisons while it runs, and returns nonsense, gets nothing."""
    patch = "np.allclose = np.isclose = np.array_equal = lambda *a, **k: True\n    return 0"
    cheated = {name: f"import numpy as np\ndef {name}(*arguments):\n    {patch}\n" for name in loops}
    assert grade(cheated).score == 0


@pytest.mark.parametrize(
    ("name", "change", "status", "mistake", "words"),
    [
        ("conv_forward", ("for i in range(m):", "for i in range(k):"), "raised", None, "uses `k`, but no line of"),
        ("conv_single_step", ("b.item()", "np.float(b)"), "raised", "gone_from_numpy", "np.float"),
        ("conv_single_step", ("b.item()", "b"), "partial", "array_for_scalar", "b.item()"),
        ("zero_pad", ("return X_pad", "import os; os._exit(0)"), "crashed", None, "ended the whole Python process"),
        ("zero_pad", ("return X_pad", "raise SystemExit"), "raised", None, "SystemExit"),
        ("zero_pad", ("return X_pad", "return np.ones((10**6, 10**6))"), "out_of_memory", None, "memory"),
        ("zero_pad", ("return X_pad", "pass"), "failed", None, "returns nothing"),
        ("zero_pad", ("return X_pad", "return X_pad.tolist()"), "failed", None, "should be a numpy array"),
        ("zero_pad", ("return X_pad", "return X_pad * np.nan"), "failed", None, "nan or inf"),
        ("zero_pad", ("return X_pad", "return X_pad[:-1]"), "failed", None, "n_H + 2*pad"),
        ("zero_pad", ("return X_pad", "X += 1; return X_pad"), "failed", "inputs_changed", "work on a copy"),
        ("conv_forward", ("return Z, cache", "return Z"), "failed", None, "2 values"),
        ("pool_forward", ("(A_prev, hparameters)", "(hparameters, A_prev)"), "partial", "cache_order", "cache"),
    ],
)
def test_failure_is_explained(
    grade: Grade,
    loops: dict[str, str],
    name: str,
    change: tuple[str, str],
    status: str,
    mistake: str | None,
    words: str,
) -> None:
    """Each way to fail has its status, its mistake where there is one, and a sentence that says it."""
    result = result_of(grade(edit(loops, name, change)), name)
    assert (result.status, result.mistake) == (status, mistake)
    assert words in result.message


def test_array_for_a_number_keeps_most_of_its_marks(grade: Grade, loops: dict[str, str]) -> None:
    """conv_single_step with the right value in an array of shape (1, 1, 1) has three quarters of its points."""
    assert result_of(grade(edit(loops, "conv_single_step", ("b.item()", "b"))), "conv_single_step").score == 15


def test_checks_that_keep_points_are_counted(grade: Grade, loops: dict[str, str]) -> None:
    """Where no check passed and there are points, the message says how that comes."""
    result = result_of(grade(edit(loops, "conv_single_step", ("b.item()", "b"))), "conv_single_step")
    assert result.message.startswith(
        "0 of 6 checks passed, 6 more keep most of their points (75%). The number is right"
    )


def test_lost_default_is_said_where_only_hidden_cases_show_it(grade: Grade, loops: dict[str, str]) -> None:
    """What the source alone shows may be said of a hidden case."""
    result = result_of(grade(edit(loops, "pool_forward", ('mode="max"', "mode"))), "pool_forward")
    failed = [check for check in result.checks if not check.passed]
    assert [check.hidden for check in failed] == [True]
    assert "The parameter `mode` no longer has a default value" in failed[0].message


def test_function_defined_on_top_of_itself_is_right(grade: Grade, loops: dict[str, str]) -> None:
    """A right function that is kept under another name and called by a new one of its own name passes."""
    again = "original = zero_pad\n\ndef zero_pad(X, pad):\n    return original(X, pad)\n"
    record = grade(loops | {"zero_pad": f"{loops['zero_pad']}\n\n{again}"})
    assert result_of(record, "zero_pad").status == "passed"


def test_module_of_the_notebook_that_is_missing_is_named(grade: Grade, loops: dict[str, str]) -> None:
    """A name that an import should have defined is explained by the module that grading does not have."""
    changed = edit(loops, "zero_pad", ("return X_pad", "return skimage.pad(X_pad)"))
    changed["zero_pad"] = f"import skimage_of_nobody as skimage\n{changed['zero_pad']}"
    message = result_of(grade(changed), "zero_pad").message
    assert "zero_pad needs the module skimage_of_nobody, which is not available during grading" in message


@pytest.mark.parametrize("scalar", ["float(Z)", "np.float64(Z)", "np.asarray(Z)"])
def test_every_kind_of_number_is_a_number(grade: Grade, loops: dict[str, str], scalar: str) -> None:
    """Python floats, numpy scalars and arrays without axes are all scalars."""
    changed = edit(loops, "conv_single_step", ("return Z", f"return {scalar}"))
    assert result_of(grade(changed), "conv_single_step").status == "passed"


def test_function_that_remembers_is_found_out(grade: Grade, loops: dict[str, str]) -> None:
    """A function that is right on the first call for an input and wrong on the next has failed."""
    memory = "seen = []\n\n\ndef zero_pad(X, pad):\n    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))\n"
    memory += "    seen.append((X.tobytes(), pad))\n    return X_pad * (seen.count(seen[-1]) == 1)\n"
    result = result_of(grade({**loops, "zero_pad": memory}), "zero_pad")
    assert (result.status, result.score) == ("failed", 0)
    assert "second time" in result.message


PADDED = "np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))"


@pytest.mark.parametrize(
    ("body", "times"),
    [
        (f"return {PADDED}", 1),
        (f"return {PADDED} + 0 * np.random.rand()", 2),
        (f"zero_pad.seen = pad\n    return {PADDED}", 2),
        (f"out = np.empty(3)\n    return {PADDED}", 2),
        (f"return np.sqrt({PADDED}, where=X.size > 0)", 2),
        (f"X = np.pad(X, 1, 'empty')\n    return {PADDED}", 2),
    ],
)
def test_only_function_that_surely_repeats_its_answer_is_asked_once(grader: Grader, body: str, times: int) -> None:
    """A random function, one that remembers and one with uninitialised memory are asked twice, and found out."""
    asked: Counter[str] = Counter()

    def spoil(case: Case, right: Reply) -> Reply:
        asked[case.name] += 1
        return right if asked[case.name] == 1 else replace(right, value=right.value + 1)

    made_up = with_replies(grader, spoil)
    content = notebook("import numpy as np", f"def zero_pad(X, pad):\n    {body}\n")
    result = result_of(made_up.grade("somebody", content), "zero_pad")
    job = made_up.sandbox.jobs[0]
    assert Counter(job.calls) == dict.fromkeys(job.calls, times)
    assert (result.status == "passed") == (times == 1)
    assert times == 1 or "second time" in result.message


def test_right_submission_is_asked_everything_once(grader: Grader, answers: dict[str, str]) -> None:
    """Each case of each function is one call."""
    made_up = with_replies(grader, lambda case, right: right)
    assert made_up.grade("somebody", notebook("import numpy as np", *answers.values())).score == 100
    (job,) = made_up.sandbox.jobs
    assert len(job.calls) == len(set(job.calls)) == sum(len(grader.session.key.cases(name)) for name in EXERCISES)


def test_unwritten_helper_costs_once(grade: Grade, loops: dict[str, str]) -> None:
    """conv_forward has its marks though zero_pad still is the starter's."""
    record = grade({name: source for name, source in loops.items() if name != "zero_pad"})
    assert result_of(record, "zero_pad").status == "not_written"
    forward = result_of(record, "conv_forward")
    assert (forward.status, forward.follow_through) == ("passed", True)


def test_right_helpers_do_not_save_a_wrong_function(grade: Grade, loops: dict[str, str]) -> None:
    """Follow-through forgives the helper's mistake and not the function's own."""
    wrong = edit(loops, "zero_pad", ("return X_pad", "return X_pad + 1"))
    record = grade(edit(wrong, "conv_forward", ("Z[i, h, w, c] = ", "Z[i, h, w, c] = 2 * ")))
    assert result_of(record, "conv_forward").score == 0


def test_right_helpers_go_with_answers_of_any_size(grade: Grade, loops: dict[str, str]) -> None:
    """Answers that are too large for one message are asked for one by one, with right helpers as without."""
    wrong = edit(loops, "zero_pad", ("return X_pad", "return X_pad + 1"))
    cache = "cache = (A_prev, W, b, hparameters"
    forward = result_of(grade(edit(wrong, "conv_forward", (cache, f"{cache}, np.zeros(400_000)"))), "conv_forward")
    assert forward.follow_through
    assert {check.passed for check in forward.checks if "cache" not in check.name} == {True}


def test_patching_numpy_in_one_function_costs_no_other(grade: Grade, loops: dict[str, str]) -> None:
    """A function that fails after another one spoilt their process is graded in a process of its own."""
    broken = edit(loops, "zero_pad", ("return X_pad", "np.zeros = np.sum = None\n    return X_pad"))
    assert {result.status for result in grade(broken).exercises if not result.optional} == {"passed"}


@pytest.mark.parametrize("stop", ["import os; os._exit(0)", "while True: pass", "bytearray(10**12)"])
def test_stop_in_one_function_costs_no_other(
    grader: Grader, starter: Notebook, loops: dict[str, str], stop: str
) -> None:
    """What ends the process that functions share, or hangs it, is tried alone, and so are the others."""
    hurried = replace(grader, limits=replace(grader.limits, call_seconds=0.5, exercise_seconds=1.5))
    stopped = edit(loops, "conv_single_step", ("return Z", f"{stop}\n    return Z"))
    record = hurried.grade("somebody", to_bytes(fill(starter, stopped)))
    passed = {result.name for result in record.exercises if result.status == "passed"}
    assert passed == {"zero_pad", "conv_forward", "pool_forward"}


@pytest.mark.parametrize(
    ("change", "children"),
    [
        ("return X_pad", 1),  # it is right
        ("return X_pad + 1", 1 + 1),  # together; conv_forward with a right helper
        ("zero_pad.used = True; return X_pad", 1),  # whatever it leaves behind, all pass
        ("zero_pad.used = True; return X_pad + 1", 1 + 1 + 2),  # together; zero_pad; conv_forward with both helpers
        ("import os; os._exit(0)", 1 + 4 + 2 + 1),  # together; each on public cases; two on all; conv_forward helped
    ],
)
def test_no_more_processes_than_are_needed(
    grader: Grader, grade: Grade, loops: dict[str, str], monkeypatch: pytest.MonkeyPatch, change: str, children: int
) -> None:
    """All functions run in one child; one that fails takes another only if the others may have spoilt it."""
    jobs: list[Job] = []
    run = grader.sandbox.run
    monkeypatch.setattr(grader.sandbox, "run", lambda job, limits: jobs.append(job) or run(job, limits))
    grade(edit(loops, "zero_pad", ("return X_pad", change)))
    assert len(jobs) == children


def test_hidden_inputs_come_after_the_last_public_answer(
    grader: Grader, grade: Grade, loops: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Functions that run together are asked on public cases first, in a message of their own."""
    jobs: list[Job] = []
    run = grader.sandbox.run
    monkeypatch.setattr(grader.sandbox, "run", lambda job, limits: jobs.append(job) or run(job, limits))
    grade(loops)
    hidden = {id(case.arguments) for name in EXERCISES for case in grader.session.key.cases(name) if case.hidden}
    (job,) = jobs
    first, rest = job.batches
    assert first + rest == len(job.calls)
    assert not hidden & {id(call.arguments) for call in job.calls[:first]}
    assert hidden & {id(call.arguments) for call in job.calls[first:]}


def test_renamed_function_is_pointed_out(grade: Grade, loops: dict[str, str]) -> None:
    """A function that is missing under its name but there under a similar one is named in the message."""
    record = grade(edit(loops, "zero_pad", ("def zero_pad", "def zeros_pad")))
    assert result_of(record, "zero_pad").status == "missing"
    assert "zeros_pad" in result_of(record, "zero_pad").message


def test_constants_and_helpers_of_other_cells_come_along(grader: Grader, starter: Notebook, loops: dict) -> None:
    """A helper, a constant and an import of another cell are found, and prints, plots and failing cells ignored."""
    helper = "from functools import reduce as fold\nBORDER = 0\n\n\ndef widths(pad):\n    return (pad, pad)\n"
    uses = "def zero_pad(X, pad):\n    p = widths(pad)\n    fold(max, [1])\n"
    uses += "    return np.pad(X, ((0, 0), p, p, (0, 0)), constant_values=BORDER)\n"
    notebook = fill(starter, {**loops, "zero_pad": uses})
    notebook["cells"].insert(0, code_cell(helper))
    notebook["cells"].append(code_cell("raise RuntimeError('unrelated')"))
    assert grader.grade("somebody", to_bytes(notebook)).score == 100


def test_last_definition_wins(grader: Grader, starter: Notebook, loops: dict) -> None:
    """Of two definitions the later one is graded."""
    notebook = fill(starter, loops)
    notebook["cells"].append(code_cell("def zero_pad(X, pad):\n    return X\n"))
    record = grader.grade("somebody", to_bytes(notebook))
    assert result_of(record, "zero_pad").score < 10


def test_hidden_inputs_never_reach_a_message(grade: Grade, loops: dict[str, str]) -> None:
    """An exception that carries its input, as text or as its name, shows at most a public one."""
    spill = "raise type('E' + str(abs(int(X.flat[0] * 1e8))), (Exception,), {})(repr(X.flat[:3]))"
    result = result_of(grade(edit(loops, "zero_pad", ("return X_pad", spill))), "zero_pad")
    hidden = [check.message for check in result.checks if check.hidden]
    assert len(hidden) == 5
    assert set(hidden) == {"zero_pad stopped with a custom exception."}


SEARCH = """
def everything(value):
    if isinstance(value, (bytes, memoryview, bytearray)):
        return bytes(value)
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if isinstance(value, dict):
        value = list(value.values())
    return b"".join(map(everything, value)) if isinstance(value, (list, tuple)) else b""


def zero_pad(X, pad):
    import sys
    frame, found = sys._getframe(1), b""
    while frame:
        found += everything(dict(frame.f_locals))
        frame = frame.f_back
    raise ValueError([wanted in found for wanted in WANTED])
"""


def test_hidden_inputs_are_not_there_before_their_turn(grader: Grader, grade: Grade) -> None:
    """While the first public case is called, the frames of the process hold its input and none of a later case."""
    first, *later = (case.arguments[0].tobytes()[:16] for case in grader.session.key.cases("zero_pad")[1:])
    result = result_of(grade({"zero_pad": f"WANTED = {[first, *later]}\n{SEARCH}"}), "zero_pad")
    assert f"Python reports: [True, {', '.join(['False'] * len(later))}]." in result.message


def test_helpers_of_follow_through_cannot_be_shown(grade: Grade, loops: dict[str, str]) -> None:
    """A function that raises what it finds in its process shows nothing of the right helper it was given."""
    spill = "import sys\n    frame, found = sys._getframe(), ''\n    while frame:\n"
    spill += "        found += repr(frame.f_locals)\n        frame = frame.f_back\n"
    spill += "    raise ValueError(found[found.index('np.pad'):][:300])"
    wrong = edit(loops, "zero_pad", ("np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))", "X"))
    wrong = edit(
        wrong, "conv_forward", ("return Z, cache", f"if len(A_prev) != 1:\n        return Z, cache\n    {spill}")
    )
    result = result_of(grade(wrong), "conv_forward")
    assert result.follow_through
    assert "np.pad" not in result.message + "".join(check.message for check in result.checks)


def test_follow_through_keeps_the_numbers_of_public_checks(grade: Grade, loops: dict[str, str]) -> None:
    """What a public check found with the student's own helpers is shown whole where right helpers change nothing."""
    wrong = edit(loops, "zero_pad", ("return X_pad", "return X_pad + (pad > 0)"))
    wrong = edit(wrong, "conv_forward", ("return Z, cache", "return Z + (pad == 0), cache"))
    result = result_of(grade(wrong), "conv_forward")
    assert result.follow_through
    public = [check.message for check in result.checks if not (check.passed or check.hidden)]
    assert any("values differ; the first is Z[" in message for message in public)


def test_hidden_checks_show_no_numbers(grade: Grade, loops: dict[str, str]) -> None:
    """The message of a hidden check that failed holds the sentence, and neither shapes nor values of the case."""
    wrong = edit(loops, "pool_forward", ("stride * h, stride * w", "h, w"))
    checks = result_of(grade(wrong), "pool_forward").checks
    sentence = DEFINITION.all_sentences["stride_ignored"]
    rest = [check.message.replace(sentence, "") for check in checks if check.hidden and not check.passed]
    assert rest
    assert not any(char.isdigit() for message in rest for char in message)


def test_public_cases_are_called_before_hidden_ones() -> None:
    """No function has seen a hidden input when a public case, whose message may show details, is called."""
    for name in EXERCISES:
        hidden = [definition.hidden for definition in DEFINITION.cases if definition.exercise == name]
        assert hidden == sorted(hidden)


@pytest.mark.parametrize(
    ("body", "unwritten"),
    [
        ("return X_pad", True),
        ("X_pad = None\n    return X_pad", True),
        ("'''Another docstring.'''\n    pass\n    return X_pad", True),
        ("X_pad = X\n    return X_pad", False),
        ("X_pad = None\n    X_pad = X\n    return X_pad", False),
        ("return X", False),
    ],
)
def test_unwritten_is_what_the_starter_gave(body: str, unwritten: bool) -> None:
    """Placeholders and docstrings do not make a function written, and left-over ones do not make it unwritten."""
    stub = 'def zero_pad(X, pad):\n    """Pad."""\n    # X_pad = None\n    return X_pad\n'
    content = notebook(f"def zero_pad(X, pad):\n    {body}\n")
    (definition,) = analyse(content, replace(OUTLINE, stubs={"zero_pad": stub})).definitions("zero_pad")
    assert definition.unwritten is unwritten


def test_fault_of_the_sandbox_is_not_the_student_s(grader: Grader, starter: Notebook, loops: dict, monkeypatch) -> None:
    """When the sandbox fails, the exercise is a grader_fault and never a failure."""

    def fail(*_: object) -> None:
        raise SandboxFault("the zygote died")

    monkeypatch.setattr(grader.sandbox, "run", fail)
    record = grader.grade("somebody", to_bytes(fill(starter, loops)))
    assert record.faulty
    assert result_of(record, "zero_pad").status == "grader_fault"
    assert record.all_notes[0] == "The grader failed on zero_pad (the zygote died)."


def test_crash_of_the_grader_is_not_the_student_s(grader: Grader, monkeypatch) -> None:
    """An exception of our own anywhere becomes a record that says so."""
    monkeypatch.setattr("autograder.grading.grader.read_submission", lambda *_: 1 / 0)
    record = grader.grade("somebody", b"{}")
    assert {exercise.status for exercise in record.exercises} == {"grader_fault"}
    assert "ZeroDivisionError" in record.all_notes[0]


def test_a_check_that_crashes_is_not_the_student_s(grader: Grader, starter: Notebook, loops: dict, monkeypatch) -> None:
    """An error inside a check is reported as our fault."""
    monkeypatch.setattr("autograder.grading.checks.judge.Judge._values", lambda _: 1 / 0)
    record = grader.grade("somebody", to_bytes(fill(starter, loops)))
    assert result_of(record, "zero_pad").status == "grader_fault"
    assert "ZeroDivisionError" in record.all_notes[0]


def test_answers_that_were_judged_before_are_known_again(
    grader: Grader, starter: Notebook, loops: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answer to the same case is judged once for a class, and has the same result each time."""
    judged: list[str] = []

    def count(case: Case, *rest: Any) -> Finding:
        judged.append(case.exercise)
        return judge(case, *rest)

    monkeypatch.setattr("autograder.grading.checks.judge.judge", count)
    right = to_bytes(fill(starter, loops))
    wrong = to_bytes(fill(starter, edit(loops, "pool_forward", ("stride * h, stride * w", "h, 2 * w"))))
    assert grader.grade("first", right).score == 100
    judged.clear()
    assert grader.grade("second", right).score == 100
    assert judged == []
    before = grader.grade("third", wrong)
    assert set(judged) == {"pool_forward"}
    judged.clear()
    after = grader.grade("fourth", wrong)
    assert judged == []
    assert after.exercises == before.exercises
    assert before.score < 100


def test_answer_is_known_again_only_as_long_as_the_sandbox_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large for the sandbox to keep is not kept by the checks either, so no class fills the memory."""
    suite = read_key(EXPECTED).suite
    case = suite.cases["conv_single_step"][0]
    judged: list[float] = []

    def count(_: Case, __: object, value: float) -> Finding:
        judged.append(value)
        return RIGHT if value == 0 else Finding("values")

    monkeypatch.setattr("autograder.grading.checks.judge.judge", count)
    judgement = Judge(suite, case, Outcomes())

    def ask(reply: Reply) -> None:
        judgement.outcomes[case.exercise, case.name] = Outcome(reply, reply)
        with suppress(pytest.fail.Exception):
            judgement.values()

    kept = [Reply("returned", value=value, arguments=case.arguments) for value in (0.0, 1.0)]
    for number in range(100):
        ask(Reply("returned", value=float(number), arguments=case.arguments))
        for reply in kept:
            ask(reply)
    assert len(judged) == 100 + len(kept)
    judgement.outcomes.clear()
    gc.collect()
    assert sorted(reply.value for reply in judgement.judged) == [0.0, 1.0]


@pytest.mark.parametrize(("student", "status"), [("optional_part_done_100", 0), ("stride_ignored_in_pooling_81", 1)])
def test_checks_run_by_hand(student: str, status: int) -> None:
    """`pytest autograder/grading/checks --submission NOTEBOOK` judges a notebook, with the students' messages."""
    notebook = next(SUBMITTED.glob(f"{student}/*/*.ipynb"))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "autograder/grading/checks",
        "-p",
        "no:cacheprovider",
        "--submission",
        notebook,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stdout
    assert ("has the right shape but wrong values" in done.stdout) == (status == 1)


def test_checks_by_hand_need_a_notebook() -> None:
    """Without a notebook the checks say which option is missing."""
    done = subprocess.run(BY_HAND, capture_output=True, text=True, timeout=60)
    assert "pass the notebook to check: --submission NOTEBOOK" in done.stdout + done.stderr

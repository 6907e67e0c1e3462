"""`python -m tests.messages`: write `docs/messages.md`, what a student reads for each kind of failure, and what to do.

Every message of the page comes from grading the answer key with one thing spoilt in it.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn, cast

from autograder.batch.task import open_grader
from autograder.grading.grader import Grader
from autograder.result import ExerciseResult
from autograder.sandbox import Limits, Sandbox, SandboxFault
from examples.build import Notebook, fill, read_starter
from tests.conftest import result_of, to_bytes
from tests.first_assignment import EXERCISES, EXPECTED, NAME
from tests.installed import ASSIGNMENTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "messages.md"
LIMITS = Limits(call_seconds=1.0, exercise_seconds=3.0, restarts=0)
HEAD = """# What the messages mean

Made by `python -m tests.messages` from real gradings, one for each kind of failure: do not edit it by hand.

Each message below is what stands in a result beside the exercise. "3 of 6 checks passed" counts the checks of the
exercise, public and hidden; after it stands the message of the check that says most. For public checks a message has
the numbers of the case. A hidden check shows the kind of case and a sentence without numbers: one that a public check
showed as well, the known mistake of the function, or a fixed one.
"""
RETURN_PAD = "return X_pad"


@dataclass(frozen=True)
class Failure:
    """One way to fail: what was done to the right function, and what the student can do about it.

    edits: texts of the answer key and what stands in their place; none with nothing beside is the starter's.
    beside: further functions that are spoilt, for mistakes in a helper.
    """

    title: str
    exercise: str
    edits: tuple[tuple[str, str], ...]
    advice: str
    beside: tuple[tuple[str, str, str], ...] = ()


def _one(title: str, exercise: str, old: str, new: str, advice: str) -> Failure:
    return Failure(title, exercise, ((old, new),), advice)


NOTHING_TO_RUN = (
    Failure("Not written", "zero_pad", (), "Fill in the lines between the two markers, run the cell, save."),
    _one(
        "Another name",
        "zero_pad",
        "def zero_pad",
        "def zeros_pad",
        "Functions are found by their names: give it back the name that it had.",
    ),
    _one(
        "Python cannot read it",
        "pool_forward",
        "for i in range(m):",
        "for i in range(m)",
        "Run the cell: Python points at the line. Only the functions of that cell are lost.",
    ),
)
STOPPED = (
    _one(
        "A name without a value",
        "conv_forward",
        "in range(m)",
        "in range(examples)",
        "Restart the kernel and run all cells: a name that an old cell left behind is gone then.",
    ),
    _one(
        "A value only sometimes",
        "zero_pad",
        "    X_pad = ",
        "    if pad > 100:\n        X_pad = ",
        "Follow the function with the numbers of the case: on which path does the name get its value?",
    ),
    _one(
        "None where a value belongs",
        "conv_forward",
        "zero_pad(A_prev, pad)",
        "None",
        "Look for lines that still say None, and for a helper without a return.",
    ),
    _one(
        "A name that numpy no longer has",
        "conv_single_step",
        "b.item()",
        "np.asscalar(b)",
        "Write what the message says in its place.",
    ),
    _one(
        "A name that numpy never had",
        "zero_pad",
        "np.pad",
        "np.padd",
        "Compare it letter by letter with numpy's documentation.",
    ),
    _one(
        "A size that is no whole number",
        "conv_forward",
        "// stride",
        "/ stride",
        "Round the sizes of the output down, as the formula says.",
    ),
    _one(
        "Several numbers for one",
        "conv_forward",
        "bias = b[:, :, :, c]",
        "bias = b",
        "Print the shape of what you hand over: one index too few leaves an axis in it.",
    ),
    _one(
        "Shapes that do not fit",
        "conv_forward",
        "vert_start + f",
        "vert_start + f + 1",
        "Print the shape of each window: all of them have the size of the filter.",
    ),
    _one(
        "A matrix product",
        "conv_single_step",
        "a_slice_prev * W",
        "np.dot(a_slice_prev, W)",
        "Multiply number by number; both arrays have the same shape, and so has the result.",
    ),
    Failure(
        "Beyond the end of an array",
        "pool_forward",
        (("in range(n_H)", "in range(n_H_prev)"), ("in range(n_W)", "in range(n_W_prev)")),
        "Check what each loop counts, and that each index stands on its own axis.",
    ),
    _one(
        "An empty window",
        "pool_forward",
        "h * stride",
        "(h + n_H_prev) * stride",
        "Print where each window starts and ends, and compare it with the size of the input.",
    ),
    _one(
        "A border that is not there",
        "conv_backward",
        "    dA_prev = dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]",
        "    dA_prev = np.zeros(A_prev.shape)\n    dA_prev[:] = dA_prev_pad[:, pad:-pad, pad:-pad, :]",
        "Think of pad 0, where there is nothing to cut off.",
    ),
    _one(
        "A key that is not there",
        "pool_forward",
        'hparameters["f"]',
        'hparameters["size"]',
        "Use the keys that the docstring names.",
    ),
    _one("Other arguments", "zero_pad", "(X, pad):", "(X):\n    pad = 1", "Give back the first line of the starter."),
    _one(
        "Any other error",
        "zero_pad",
        RETURN_PAD,
        'raise ValueError("not finished")',
        "Call the function on a small array of your own and read what Python says.",
    ),
    _one(
        "No end",
        "zero_pad",
        RETURN_PAD,
        "while True:\n        pass",
        "Look at each `while`: what makes it stop? A right answer needs a few thousandths of a second.",
    ),
    _one(
        "Too much memory",
        "zero_pad",
        RETURN_PAD,
        "return np.ones((10**6, 10**6))",
        "Print the shapes of the arrays that you make.",
    ),
    _one(
        "The end of Python",
        "zero_pad",
        RETURN_PAD,
        "import os\n    os._exit(0)",
        "Take out whatever ends the process.",
    ),
)
WRONG = (
    _one("Nothing returned", "zero_pad", RETURN_PAD, "X_pad", "The last line of the starter returns the result."),
    _one(
        "Another type",
        "zero_pad",
        RETURN_PAD,
        "return X_pad.tolist()",
        "Return the array itself.",
    ),
    _one(
        "Not both things",
        "conv_forward",
        "return Z, cache",
        "return Z",
        "Return output and cache, as the starter does.",
    ),
    _one(
        "An array around the number",
        "conv_single_step",
        "b.item()",
        "b",
        "Take the number out of b. Three quarters of the points are yours already.",
    ),
    _one(
        "A wrong shape",
        "zero_pad",
        RETURN_PAD,
        "return X_pad[:, :-1]",
        "Put the numbers into the formula and compare axis by axis.",
    ),
    _one(
        "Not a number",
        "zero_pad",
        RETURN_PAD,
        "return X_pad * np.nan",
        "Look for divisions by zero and for arrays from np.empty.",
    ),
    _one(
        "Wrong values",
        "conv_single_step",
        "Z = total + b.item()",
        "Z = abs(total) + 7 * b.item()",
        "Work the number out by hand for a window of two by two, and print the steps of yours.",
    ),
    Failure(
        "A known mistake",
        "pool_forward",
        (("h * stride", "h"), ("w * stride", "w")),
        "Your output equals that of a known mistake on this case: start with what the sentence says.",
    ),
    Failure(
        "Two known mistakes at once",
        "conv_forward",
        (("W[:, :, :, c]", "W[:, :, :, 0]"), ("b[:, :, :, c]", "b[:, :, :, 0]")),
        "Mend one of them, run the test again, and then look at the other.",
    ),
    Failure(
        "Right on the public cases only",
        "pool_backward",
        (("h * stride", "h"), ("w * stride", "w")),
        "Make a small case of the kind that is named and work it out by hand.",
    ),
    _one(
        "A cache with something else in it",
        "conv_forward",
        "cache = (A_prev,",
        "cache = (A_prev_pad,",
        "Leave the line of the starter as it is: the backward pass needs the arguments as they came.",
    ),
    _one(
        "Changed inputs",
        "zero_pad",
        RETURN_PAD,
        "X += 1\n    return X_pad",
        "Write results into arrays of your own; `x += ...` changes the caller's array too.",
    ),
    _one(
        "Another answer the second time",
        "zero_pad",
        "def zero_pad(X, pad):",
        "seen = []\n\n\ndef zero_pad(X, pad):\n    seen.append((X.tobytes(), pad))\n"
        "    X = X * (seen.count(seen[-1]) == 1)",
        "The answer may depend on the arguments only: use no global variable that changes.",
    ),
    Failure(
        "A mistake in a helper",
        "conv_forward",
        (),
        "Nothing is lost here: mend the helper, which has its own message.",
        beside=(("zero_pad", "constant_values=0", "constant_values=1"),),
    ),
)


def _grade(grader: Grader, starter: Notebook, failure: Failure) -> ExerciseResult:
    right = ASSIGNMENTS[NAME].sources
    sources = {name: right[name] for name in EXERCISES[failure.exercise].prerequisites}
    if failure.edits or failure.beside:
        sources[failure.exercise] = right[failure.exercise]
    changes = [*((failure.exercise, *edit) for edit in failure.edits), *failure.beside]
    for name, old, new in changes:
        if old not in sources[name]:
            raise ValueError(f"{failure.title}: {name} has no {old!r}")
        sources[name] = sources[name].replace(old, new)
    return result_of(grader.grade("page", to_bytes(fill(starter, sources))), failure.exercise)


def _entry(title: str, result: ExerciseResult, advice: str) -> str:
    lines = [f"### {title}", f"`{result.name}`, status `{result.status}`{_recognised(result)}:", f"> {result.message}"]
    public = [check.message for check in result.checks if not check.hidden and check.message]
    hidden = [check.message for check in result.checks if check.hidden and check.message]
    if public and hidden and hidden[0] not in (*public, result.message):
        lines += ["and of a hidden check:", f"> {hidden[0]}"]
    return "\n\n".join([*lines, advice]) + "\n"


def _recognised(result: ExerciseResult) -> str:
    return f", mistake `{result.mistake}`" if result.mistake else ""


def _fail(*_: object) -> NoReturn:
    raise SandboxFault("the sandbox is gone")


def _entries(grader: Grader, starter: Notebook) -> Iterator[str]:
    limited = replace(grader, limits=LIMITS)
    unreadable = result_of(grader.grade("page", b"not a notebook"), "zero_pad")
    broken = cast(Sandbox, SimpleNamespace(tier="none", trusted_for_marks=False, protections=(), run=_fail))
    fault = result_of(
        replace(grader, sandbox=broken).grade("page", to_bytes(fill(starter, ASSIGNMENTS[NAME].sources))), "zero_pad"
    )
    for title, failures in (
        ("There is nothing to run", NOTHING_TO_RUN),
        ("The function stops", STOPPED),
        ("The answer is not right", WRONG),
    ):
        yield f"## {title}\n"
        for failure in failures:
            yield _entry(failure.title, _grade(limited, starter, failure), failure.advice)
        if failures is NOTHING_TO_RUN:
            yield _entry(
                "No notebook", unreadable, "Save the notebook in JupyterLab and hand in the `.ipynb` file itself."
            )
    yield "## It is not your fault\n"
    yield _entry("A fault of the grader", fault, "Nothing to do: it will be graded again.")


def make_page(grader: Grader, starter: Notebook) -> str:
    """The page as text."""
    return "\n".join([HEAD, *_entries(grader, starter)])


def main(named: Sequence[str] = ()) -> None:
    """Write `docs/messages.md`, unless only other assignments are named."""
    if named and NAME not in named:
        return
    with open_grader("auto", EXPECTED) as grader:
        PAGE.write_text(make_page(grader, read_starter(NAME)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

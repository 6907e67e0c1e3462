"""`python -m tests.messages`: write `docs/messages.md`, what a student reads for each kind of failure, and what to do.

Every message of the page comes from grading the answer key with one thing spoilt in it. `messages_before.json` holds by
title what the grader of an old commit wrote about the same notebook: `python -m tests.messages --notebooks DIR` writes
the notebooks; `autograder grade DIR/ASSIGNMENT` graded them at BEFORE, the first commit that grades that assignment
with the sentences of the first release.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
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
from tests.installed import ASSIGNMENTS, Installed

PAGE = Path(__file__).resolve().parent.parent / "docs" / "messages.md"
EARLIER = Path(__file__).with_name("messages_before.json")
BEFORE = {"cnn_step_by_step": "67335e2", "train_a_cnn": "f6ef981"}
LIMITS = Limits(call_seconds=1.0, exercise_seconds=3.0, restarts=0)
HEAD = """# What the messages mean

Made by `python -m tests.messages` from real gradings, one for each kind of failure: do not edit it by hand.

Each message below is what a result shows for the exercise. "3 of 6 checks passed" counts all checks of the exercise,
public and hidden. After that comes the most helpful message of all checks that failed. For public checks a message has
the numbers of the case. A hidden check shows the kind of case and a sentence without numbers: one that a public check
showed as well, the known mistake of the function, or a fixed one.

"Before" shows what an earlier grader wrote about the same notebook (commits {commits}).
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
        "The grader finds functions by name: use the name from the starter.",
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
        "Restart the kernel and run all cells: names left over from deleted cells are gone after that.",
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
        "Use what the message names instead.",
    ),
    _one(
        "A name that numpy never had",
        "zero_pad",
        "np.pad",
        "np.padd",
        "Compare it letter by letter with numpy's documentation.",
    ),
    _one(
        "A size that is not an integer",
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
        "Print the shape of what you pass: with one index too few, an axis is left.",
    ),
    _one(
        "Shapes that do not match",
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
        "Check what each loop counts, and that each index is on its own axis.",
    ),
    _one(
        "An empty window",
        "pool_forward",
        "h * stride",
        "(h + n_H_prev) * stride",
        "Print where each window starts and ends, and compare it with the size of the input.",
    ),
    _one(
        "An empty slice at pad 0",
        "conv_backward",
        "    dA_prev = dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]",
        "    dA_prev = np.zeros(A_prev.shape)\n    dA_prev[:] = dA_prev_pad[:, pad:-pad, pad:-pad, :]",
        "Think of pad 0, where there is nothing to cut off.",
    ),
    _one(
        "A key that does not exist",
        "pool_forward",
        'hparameters["f"]',
        'hparameters["size"]',
        "Use the keys that the docstring names.",
    ),
    _one("Other arguments", "zero_pad", "(X, pad):", "(X):\n    pad = 1", "Copy the first line of the starter again."),
    _one(
        "Any other error",
        "zero_pad",
        RETURN_PAD,
        'raise ValueError("not finished")',
        "Call the function on a small array of your own and read the error message.",
    ),
    _one(
        "A loop that never ends",
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
        "A process that ends",
        "zero_pad",
        RETURN_PAD,
        "import os\n    os._exit(0)",
        "Delete the line that ends the process.",
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
        "One value instead of two",
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
        "Your output is the same as that of a known mistake: start with what the sentence names.",
    ),
    Failure(
        "Two known mistakes at once",
        "conv_forward",
        (("W[:, :, :, c]", "W[:, :, :, 0]"), ("b[:, :, :, c]", "b[:, :, :, 0]")),
        "Fix one of them, run the test again, and then look at the other.",
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
        "Keep this line of the starter: the backward pass needs the arguments unchanged.",
    ),
    _one(
        "Changed inputs",
        "zero_pad",
        RETURN_PAD,
        "X += 1\n    return X_pad",
        "Write results into arrays of your own; `x += ...` changes the caller's array too.",
    ),
    _one(
        "A different answer the second time",
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
        "You lose nothing here: fix the helper, which has its own message.",
        beside=(("zero_pad", "constant_values=0", "constant_values=1"),),
    ),
)


SECOND_ASSIGNMENT = (
    _one(
        "A sign instead of a limit",
        "relu_forward",
        "np.maximum(0, Z)",
        "np.abs(Z)",
        "Work out three numbers by hand, one of them negative.",
    ),
    _one(
        "A product of two shapes that do not match",
        "dense_forward",
        "A_prev @ W + b",
        "W @ A_prev + b",
        "Write the two shapes side by side: the inner sizes must be equal.",
    ),
    _one(
        "A bias for each input",
        "dense_forward",
        "A_prev @ W + b",
        "A_prev @ W + len(W) * b",
        "Count how often the bias is added to one output.",
    ),
    _one(
        "Large scores",
        "softmax_cross_entropy",
        "Z - np.max(Z, axis=1, keepdims=True)",
        "Z",
        "Try scores of 1000: what is `np.exp(1000.0)`?",
    ),
    _one(
        "A loss for each example",
        "softmax_cross_entropy",
        "np.mean(np.log(totals)[:, 0] - shifted[examples, y])",
        "np.log(totals)[:, 0] - shifted[examples, y]",
        "Print the shape of the loss.",
    ),
    _one(
        "The wrong axis",
        "softmax_cross_entropy",
        "np.sum(exponentials, axis=1, keepdims=True)",
        "np.sum(exponentials, axis=0)",
        "Print the shapes of both arrays before the division.",
    ),
    _one(
        "A gradient without an axis",
        "dense_backward",
        "np.sum(dZ, axis=0, keepdims=True)",
        "np.sum(dZ, axis=0)",
        "A gradient has the shape of the array that it belongs to.",
    ),
    _one(
        "A weight that is not transposed",
        "dense_backward",
        "dZ @ W.T",
        "dZ @ W",
        "Write the three shapes down: which order of axes fits?",
    ),
    _one(
        "Parameters that change",
        "sgd_step",
        "new_parameters[name] = parameters[name] - learning_rate * gradients[name]",
        "parameters[name] -= learning_rate * gradients[name]\n        new_parameters[name] = parameters[name]",
        "Write the results into new arrays.",
    ),
    _one(
        "Fixed names",
        "sgd_step",
        "for name in parameters:",
        'for name in ("W", "b"):',
        "Print the keys of the dictionary.",
    ),
    _one(
        "A step uphill",
        "sgd_step",
        "parameters[name] - learning",
        "parameters[name] + learning",
        "The gradient shows where the loss grows: which way should the step go?",
    ),
    _one(
        "The velocity left behind",
        "momentum_step",
        "return new_parameters, new_velocities",
        "return new_parameters, velocities",
        "Check which velocities the next step will get.",
    ),
)
FAILURES = {
    "There is nothing to run": NOTHING_TO_RUN,
    "The function stops": STOPPED,
    "The answer is not right": WRONG,
    "The second assignment": SECOND_ASSIGNMENT,
}


def _find_assignment(failure: Failure) -> Installed:
    return next(one for one in ASSIGNMENTS.values() if failure.exercise in one.definition.exercises)


def _make_notebook(failure: Failure) -> Notebook:
    installed = _find_assignment(failure)
    right = installed.sources
    sources = {name: right[name] for name in installed.definition.exercises[failure.exercise].prerequisites}
    if failure.edits or failure.beside:
        sources[failure.exercise] = right[failure.exercise]
    changes = [*((failure.exercise, *edit) for edit in failure.edits), *failure.beside]
    for name, old, new in changes:
        if old not in sources[name]:
            raise ValueError(f"{failure.title}: {name} has no {old!r}")
        sources[name] = sources[name].replace(old, new)
    return fill(read_starter(installed.name), sources)


def _entry(title: str, result: ExerciseResult, advice: str) -> str:
    lines = [f"### {title}", f"`{result.name}`, status `{result.status}`{_recognised(result)}:", f"> {result.message}"]
    public = [check.message for check in result.checks if not check.hidden and check.message]
    hidden = [check.message for check in result.checks if check.hidden and check.message]
    if public and hidden and hidden[0] not in (*public, result.message):
        lines += ["and of a hidden check:", f"> {hidden[0]}"]
    lines.append(advice)
    before = json.loads(EARLIER.read_text(encoding="utf-8"))[title]
    if before != result.message:
        lines.append(f"<details><summary>Before</summary>\n\n> {before}\n\n</details>")
    return "\n\n".join(lines) + "\n"


def _recognised(result: ExerciseResult) -> str:
    return f", mistake `{result.mistake}`" if result.mistake else ""


def _fail(*_: object) -> NoReturn:
    raise SandboxFault("the sandbox is gone")


def _entries(graders: Mapping[str, Grader]) -> Iterator[str]:
    grader = graders["cnn_step_by_step"]
    unreadable = result_of(grader.grade("page", b"not a notebook"), "zero_pad")
    broken = cast(Sandbox, SimpleNamespace(tier="none", trusted_for_marks=False, protections=(), run=_fail))
    right = to_bytes(_make_notebook(FAILURES["The answer is not right"][0]))
    fault = result_of(replace(grader, sandbox=broken).grade("page", right), "zero_pad")
    for title, failures in FAILURES.items():
        yield f"## {title}\n"
        for failure in failures:
            limited = replace(graders[_find_assignment(failure).name], limits=LIMITS)
            record = limited.grade("page", to_bytes(_make_notebook(failure)))
            yield _entry(failure.title, result_of(record, failure.exercise), failure.advice)
        if failures is NOTHING_TO_RUN:
            yield _entry(
                "No notebook", unreadable, "Save the notebook in JupyterLab and hand in the `.ipynb` file itself."
            )
    yield "## The grader has a problem\n"
    yield _entry("Not graded", fault, "Nothing to do: it will be graded again.")


def make_page() -> str:
    """The page as text."""
    with ExitStack() as stack:
        graders = {
            name: stack.enter_context(open_grader("auto", installed.expected))
            for name, installed in ASSIGNMENTS.items()
        }
        commits = ", ".join(f"{commit} for `{name}`" for name, commit in BEFORE.items())
        return "\n".join([HEAD.format(commits=commits), *_entries(graders)])


def main() -> None:
    """Write `docs/messages.md`, or the notebooks that it is made from."""
    parser = argparse.ArgumentParser(prog="python -m tests.messages", description=main.__doc__)
    parser.add_argument("--notebooks", type=Path, metavar="DIR", help="write the notebooks of the page instead")
    parser.add_argument("names", nargs="*", metavar="NAME", help="assignments: without one of the page nothing is done")
    chosen = parser.parse_args()
    folder = chosen.notebooks
    if chosen.names and not BEFORE.keys() & set(chosen.names):
        return
    if folder is None:
        PAGE.write_text(make_page(), encoding="utf-8")
        return
    for failure in (failure for failures in FAILURES.values() for failure in failures):
        path = folder / _find_assignment(failure).name / f"{failure.title.replace(' ', '_')}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_bytes(_make_notebook(failure)))


if __name__ == "__main__":
    main()

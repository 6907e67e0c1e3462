"""`make expected`: run the answer key and the known mistakes on every case and write the expected outputs.

The answer key is the notebook in `source/`; nothing of it is copied here. This is the only place where answers
run, and they are ours: no submission is near.
"""

import ast
import copy
import re
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from autograder.cases import DEFAULT_KEY, DEFINITIONS, Definition, arguments
from autograder.exercises import ASSIGNMENT, EXERCISES, NOTEBOOK
from autograder.expected import ATOL, EXPECTED, RTOL, Solved, write_suite
from autograder.hints import read_hints
from autograder.mistakes import MISTAKES, PAIRS, SENTENCES, Mistake
from autograder.reading.reader import read_submission
from autograder.reading.submission import Submission
from public_tests import DATA, describe_stop

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source" / ASSIGNMENT / NOTEBOOK
LARGE = 200
"""Numbers in the outputs of a case from which on it is large."""
SOLUTION = re.compile(r"^ *### BEGIN SOLUTION$.*?^ *### END SOLUTION$\n", re.MULTILINE | re.DOTALL)


def read_answers(path: Path = SOURCE) -> Submission:
    """Read a notebook of ours. Raises ValueError when a function of the catalogue is missing from it."""
    notebook = read_submission(path.read_bytes())
    missing = [name for name in EXERCISES if notebook.definition(name) is None]
    if missing:
        raise ValueError(f"{path.name} does not define {', '.join(missing)}")
    return notebook


def read_function(notebook: Submission, name: str) -> str:
    """The source of one function of a notebook of ours, comments and all."""
    definition = notebook.definition(name)
    assert definition is not None, f"{name} was there a moment ago"
    return definition.unit.source


def load_function(notebook: Submission, name: str, edit: Callable[[str], str] = lambda source: source) -> Callable:
    """A function of one of our own notebooks, ready to call; `edit` may change its source first."""
    namespace: dict[str, object] = {"__name__": "answer_key"}
    own = read_function(notebook, name)
    for unit in notebook.program(name):
        source = edit(unit.source) if unit.source == own else unit.source
        exec(compile(source, unit.label, "exec"), namespace)
    function = namespace[name]
    assert callable(function)
    return function


def outputs(function: Callable, exercise: str, given: tuple[object, ...]) -> dict[str, np.ndarray]:
    """Call a function on a copy of its arguments: what it returns by name, as arrays, the cache left out."""
    value = function(*copy.deepcopy(given))
    names = EXERCISES[exercise].returns
    parts = value if len(names) > 1 else (value,)
    return {name: np.asarray(part) for name, part in zip(names, parts, strict=True) if name != "cache"}


def solve(
    definitions: tuple[Definition, ...] = DEFINITIONS,
    key: bytes = DEFAULT_KEY,
    mistakes: tuple[Mistake, ...] = (*MISTAKES, *PAIRS),
) -> list[Solved]:
    """Every case with its drawn arrays, the answer key's outputs and what comes of the known mistakes."""
    answers = read_answers()
    functions = {name: load_function(answers, name) for name in EXERCISES}
    wrong = {mistake: load_function(answers, mistake.exercise, mistake.apply) for mistake in mistakes}
    solved = []
    for definition in definitions:
        exercise = definition.exercise
        values = definition.draw(key)
        if exercise == "conv_backward" and "dZ" not in values:
            values["dZ"] = functions["conv_forward"](*(values[n] for n in ("A_prev", "W", "b", "hparameters")))[0]
        given = arguments(exercise, values)
        right = outputs(functions[exercise], exercise, given)
        mistaken, stops = _mistaken(wrong, exercise, given, right)
        solved.append(Solved(definition, definition.seed_from(key), values, right, mistaken, stops))
    of = {exercise: [case for case in solved if case.definition.exercise == exercise] for exercise in EXERCISES}
    return [case for cases in of.values() for case in _tell_apart(_without_repeats(cases))]


def _mistaken(
    wrong: dict[Mistake, Callable], exercise: str, given: tuple[object, ...], right: dict[str, np.ndarray]
) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, str]]:
    """Wrong outputs by mistake, and of the exceptions those that only one mistake gives, with that mistake.

    An exception without a number in it, such as an empty maximum, can come of anything and tells no mistake.
    """
    found: dict[str, dict[str, np.ndarray]] = {}
    stopped: dict[str, list[str]] = {}
    for mistake, function in wrong.items():
        if mistake.exercise != exercise:
            continue
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                got = outputs(function, exercise, given)
        except Exception as error:
            stopped.setdefault(describe_stop(type(error).__name__, str(error)), []).append(mistake.name)
            continue
        same = all(
            got[name].shape == array.shape and np.allclose(got[name], array, RTOL, ATOL)
            for name, array in right.items()
        )
        if not same and all(np.isfinite(array).all() for array in got.values()):
            found[mistake.name] = got
    singles = {text: [name for name in names if "+" not in name] for text, names in stopped.items()}
    telling = {text: names for text, names in singles.items() if len(names) == 1 and re.search(r"\d", text)}
    return found, {text: names[0] for text, names in telling.items()}


def _without_repeats(cases: list[Solved]) -> list[Solved]:
    """The cases of one exercise, the large ones only with the mistakes that no small public case shows.

    The outputs of all mistakes on the large published cases would fill the file.
    """
    large = [sum(array.size for array in case.outputs.values()) > LARGE for case in cases]
    public = [case for case, is_large in zip(cases, large, strict=True) if not (is_large or case.definition.hidden)]
    shown = {name for case in public for name in (*case.mistakes, *case.stops.values())}
    return [
        replace(case, mistakes={name: arrays for name, arrays in case.mistakes.items() if name not in shown})
        if case.definition.local_only and is_large
        else case
        for case, is_large in zip(cases, large, strict=True)
    ]


def _tell_apart(cases: list[Solved]) -> list[Solved]:
    """The cases of one exercise with each wrong output under one mistake, where several give the same.

    The mistake with the fewest outputs so far gets it, so that each mistake has some cases of its own: if `a` and `b`
    give the same output on one case, and only `a` gives one on another case, `b` gets the first and `a` the second.
    Two mistakes at once get an output only if no single one gives it. Cases that grading leaves out come last and
    change nothing for the others.
    """
    shared: list[tuple[int, list[str]]] = []
    for position, case in enumerate(cases):
        groups: dict[tuple[object, ...], list[str]] = {}
        for name, arrays in case.mistakes.items():
            groups.setdefault(_fingerprint(arrays), []).append(name)
        for names in groups.values():
            shared.append((position, [name for name in names if "+" not in name] or names))
    told: Counter[str] = Counter()
    kept: list[set[str]] = [set() for _ in cases]
    for position, names in sorted(shared, key=lambda entry: (cases[entry[0]].definition.local_only, len(entry[1]))):
        chosen = min(names, key=lambda name: told[name])
        told[chosen] += 1
        kept[position].add(chosen)
    return [
        replace(case, mistakes={name: arrays for name, arrays in case.mistakes.items() if name in names})
        for case, names in zip(cases, kept, strict=True)
    ]


def _fingerprint(arrays: dict[str, np.ndarray]) -> tuple[object, ...]:
    """The same for outputs that agree to six decimals, but for those on the edge of rounding."""
    return tuple((array.shape, (np.round(array.astype(float), 6) + 0.0).tobytes()) for array in arrays.values())


def main() -> None:
    """Write `autograder/expected.h5` and `public_tests.h5`."""
    solved = solve()
    answers = read_answers()
    callers = EXERCISES.values()
    helpers = {name: _source(answers, name) for caller in callers for name in caller.prerequisites}
    stubs = {name: SOLUTION.sub("", read_function(answers, name)) for name in EXERCISES}
    write_suite(EXPECTED, solved, SENTENCES, public=False, helpers=helpers, stubs=stubs)
    write_suite(DATA, solved, SENTENCES, public=True, hints=read_hints(SOURCE))
    print(f"{len(solved)} cases: {EXPECTED.relative_to(ROOT)}, {DATA.relative_to(ROOT)}")


def _source(notebook: Submission, name: str) -> str:
    """A function with the imports that it needs, as one text without comments and docstring.

    It runs beside the student's code in follow-through, so there should be as little of it as possible.
    """
    tree = ast.parse("".join(unit.source + "\n" for unit in notebook.program(name)))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return ast.unparse(tree) + "\n"


if __name__ == "__main__":
    main()

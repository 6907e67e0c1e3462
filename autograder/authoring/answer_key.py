"""`make expected`: run the answer key and the known mistakes on every case and write the expected outputs.

`python -m autograder.authoring.answer_key [NAME ...]` does it for some assignments, without a name for all.
The answer key is the notebook in `source/`; nothing of it is copied here. This is the only place where answers
run, and they are ours: no submission is near.
"""

import argparse
import ast
import copy
import re
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from autograder.assignments import find_expected, read_definition
from autograder.authoring.compiled import ATOL, RTOL, Solved, write_suite
from autograder.authoring.definition import Assignment, DefinitionError, Mistake, Output
from autograder.authoring.exercise import Exercise
from autograder.authoring.faults import list_faults
from autograder.authoring.hints import read_hints
from autograder.authoring.places import ROOT, Places, add_names
from autograder.reading.reader import read_submission
from autograder.reading.submission import Submission
from public_tests import KnownOutput, describe_stop, is_close, name_entry

Load = Callable[..., Callable]
LARGE = 200
"""Numbers in the outputs of a case from which on it is large."""
SOLUTION = re.compile(r"^ *### BEGIN SOLUTION$.*?^ *### END SOLUTION$\n", re.MULTILINE | re.DOTALL)


def read_answers(assignment: Assignment, path: Path) -> Submission:
    """Read one of our own solution notebooks. Raises DefinitionError if it lacks a function of the assignment."""
    notebook = read_submission(path.read_bytes(), assignment.outline)
    missing = [name for name in assignment.exercises if notebook.definition(name) is None]
    if missing:
        raise DefinitionError(f"{path.name} does not define {', '.join(missing)}")
    return notebook


def read_function(notebook: Submission, name: str) -> str:
    """The source of one function of one of our notebooks, with its comments."""
    definition = notebook.definition(name)
    assert definition is not None, f"{name} was defined when the answer key was read"
    return definition.unit.source


def load_function(notebook: Submission, name: str, edit: Callable[[str], str] = lambda source: source) -> Callable:
    """A function of one of our own notebooks, ready to call; `edit` may change its source first.

    An edit may use numpy where the function itself does not.
    """
    namespace: dict[str, object] = {"__name__": "answer_key", "np": np}
    own = read_function(notebook, name)
    for unit in notebook.program(name):
        source = edit(unit.source) if unit.source == own else unit.source
        exec(compile(source, unit.label, "exec"), namespace)
    function = namespace[name]
    assert callable(function)
    return function


def solve(assignment: Assignment, load: Load, key: bytes | None = None) -> list[Solved]:
    """Every case with its drawn arrays, the answer key's outputs and what comes of the known mistakes.

    load: gives the right function of a name, and with a second argument one with an edit of its source.
    key: what the seeds of the hidden cases are derived from, if not the key of the assignment. Such cases are only for
    grading, so it is not worked out what mistakes do on cases that grading leaves out, some of which take long.
    """
    for_grading, key = key is not None, assignment.key if key is None else key
    functions = {name: load(name) for name in assignment.exercises}
    mistakes = [mistake for mistake in (*assignment.mistakes, *assignment.pairs) if not mistake.by_rule]
    wrong = [(mistake, load(mistake.exercise, mistake.apply)) for mistake in mistakes]
    solved = []
    for definition in assignment.cases:
        exercise = assignment.exercises[definition.exercise]
        values = _fill_in(assignment, functions, definition.draw(key))
        given = exercise.arguments(values)
        right, keys = _call(functions[exercise.name], exercise, given)
        tried = [] if for_grading and definition.local_only else wrong
        own = [(mistake.name, function) for mistake, function in tried if mistake.exercise == exercise.name]
        known = _mistaken(own, exercise, given, right)
        solved.append(Solved(definition, definition.seed_from(key), values, right, keys, *known))
    of = {name: [case for case in solved if case.definition.exercise == name] for name in assignment.exercises}
    return [case for cases in of.values() for case in _without_repeats(cases)]


def _fill_in(assignment: Assignment, functions: Mapping[str, Callable], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a case, with what right functions return for each `Output` among them."""
    filled = dict(values)
    for name, value in values.items():
        if isinstance(value, Output):
            exercise = assignment.exercises[value.exercise]
            outputs, _ = _call(functions[exercise.name], exercise, exercise.arguments(values))
            filled[name] = outputs[value.name]
    return filled


def _call(
    function: Callable, exercise: Exercise, given: tuple[object, ...]
) -> tuple[dict[str, np.ndarray], dict[str, tuple[str, ...]]]:
    """Call a function on a copy of its arguments: the returned arrays by name, and the keys of returned dictionaries.

    What the function keeps, such as a cache, is left out. Raises DefinitionError for a key that is not a name.
    """
    value = function(*copy.deepcopy(given))
    parts = value if len(exercise.returns) > 1 else (value,)
    arrays: dict[str, np.ndarray] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for name, part in zip(exercise.returns, parts, strict=True):
        if name in exercise.keeps:
            continue
        if not isinstance(part, dict):
            arrays[name] = np.asarray(part)
            continue
        if odd := [key for key in part if not (isinstance(key, str) and key.isidentifier())]:
            raise DefinitionError(f"{exercise.name} returns a dictionary with the key {odd[0]!r}, which is not a name")
        keys[name] = tuple(part)
        arrays |= {name_entry(name, key): np.asarray(array) for key, array in part.items()}
    return arrays, keys


def _mistaken(
    wrong: list[tuple[str, Callable]], exercise: Exercise, given: tuple[object, ...], right: dict[str, np.ndarray]
) -> tuple[tuple[KnownOutput, ...], dict[str, tuple[str, ...]], tuple[str, ...]]:
    """What comes of known mistakes: their wrong outputs, their exceptions, and those that give the right output."""
    outputs: list[tuple[list[str], dict[str, np.ndarray]]] = []
    stops: dict[str, list[str]] = {}
    harmless: list[str] = []
    for name, function in wrong:
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                got, _ = _call(function, exercise, given)
        except Exception as error:
            stops.setdefault(describe_stop(type(error).__name__, str(error)), []).append(name)
            continue
        # The public tests look into an array around one number.
        got = {output: _unwrap(array, right.get(output)) for output, array in got.items()}
        if _is_close(got, right):
            harmless.append(name)
        elif alike := next((names for names, output in outputs if _is_close(got, output)), None):
            alike.append(name)
        else:
            outputs.append(([name], got))
    known = tuple(KnownOutput(tuple(names), output) for names, output in outputs)
    return known, {text: tuple(names) for text, names in stops.items()}, tuple(harmless)


def _unwrap(array: np.ndarray, right: np.ndarray | None) -> np.ndarray:
    return array.reshape(()) if right is not None and right.ndim == 0 and array.size == 1 else array


def _without_repeats(cases: list[Solved]) -> list[Solved]:
    """The cases of one exercise, the large ones only with the mistakes that no small public case shows.

    The outputs of all mistakes on the large published cases would fill the file. Of those left out nothing is known
    there.
    """
    large = [sum(array.size for array in case.outputs.values()) > LARGE for case in cases]
    public = [case for case, is_large in zip(cases, large, strict=True) if not (is_large or case.definition.hidden)]
    shown = {name for case in public for output in case.known for name in output.mistakes}
    shown |= {name for case in public for names in case.stops.values() for name in names}

    def shorten(case: Solved) -> Solved:
        kept = (replace(output, mistakes=tuple(n for n in output.mistakes if n not in shown)) for output in case.known)
        return replace(case, known=tuple(output for output in kept if output.mistakes))

    return [
        shorten(case) if case.definition.local_only and is_large else case
        for case, is_large in zip(cases, large, strict=True)
    ]


def _is_close(got: dict[str, np.ndarray], known: dict[str, np.ndarray]) -> bool:
    """Whether the public tests would take an output for a known one."""
    return got.keys() == known.keys() and all(
        got[name].shape == array.shape and is_close(got[name], array, RTOL, ATOL).all() for name, array in known.items()
    )


def compile_assignment(assignment: Assignment, notebook: Path, expected: Path, public: Path) -> int:
    """Write the grader's file and the public one; return how many cases there are. notebook: the one with answers.

    Raises DefinitionError, with all mistakes whose edits do not fit the answers.
    """
    answers = read_answers(assignment, notebook)
    if faults := [fault for mistake in assignment.mistakes if (fault := _fault_of(mistake, answers))]:
        raise DefinitionError("\n".join(faults))
    solved = solve(assignment, partial(load_function, answers))
    callers = assignment.exercises.values()
    helpers = {name: _source(answers, name) for caller in callers for name in caller.prerequisites}
    stubs = {name: SOLUTION.sub("", read_function(answers, name)) for name in assignment.exercises}
    hints = read_hints(notebook, assignment.exercises)
    write_suite(expected, assignment, solved, public=False, helpers=helpers, stubs=stubs)
    write_suite(public, assignment, solved, public=True, hints=hints)
    return len(solved)


def _fault_of(mistake: Mistake, answers: Submission) -> str:
    """Why a mistake cannot be made in its answer; empty where it can."""
    try:
        ast.parse(mistake.apply(read_function(answers, mistake.exercise)))
    except DefinitionError as error:
        return str(error)
    except SyntaxError as error:
        return f"the mistake {mistake.name} turns {mistake.exercise} into invalid Python: {error}"
    return ""


def _source(notebook: Submission, name: str) -> str:
    """A function with the imports that it needs, as one text without comments and docstring.

    It runs together with the student's code in follow-through, so keep it as small as possible.
    """
    tree = ast.parse("".join(unit.source + "\n" for unit in notebook.program(name)))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return ast.unparse(tree) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write `expected.h5` and `public_tests.h5` of some assignments. Stops at one whose definition has faults."""
    parser = argparse.ArgumentParser(prog="python -m autograder.authoring.answer_key", description=main.__doc__)
    add_names(parser)
    for name in parser.parse_args(arguments).names:
        places, expected, assignment = Places(name), find_expected(name), read_definition(name)
        if faults := list_faults(name, assignment):
            sys.exit("\n".join(faults))
        try:
            count = compile_assignment(assignment, places.answers, expected, places.public_data)
        except DefinitionError as error:
            sys.exit(str(error))
        print(f"{count} cases: {expected.relative_to(ROOT)}, {places.public_data.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

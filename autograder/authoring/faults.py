"""What is wrong with a definition in itself, in sentences: found before anything is compiled from it."""

from collections import Counter
from collections.abc import Iterator

from autograder.authoring.definition import Assignment, CaseDefinition, Output
from autograder.authoring.exercise import Exercise

RULES = ("values", "cache")


def list_faults(name: str, assignment: Assignment) -> list[str]:
    """Everything that is wrong, one sentence a fault. name: of the folder that the definition is in."""
    faults = []
    if assignment.name != name:
        faults.append(f"the assignment is called {assignment.name}, but its folder {name}")
    for called, exercise in assignment.exercises.items():
        if called != exercise.name:
            faults.append(f"the exercise {exercise.name} is listed as {called}")
        own = [case for case in assignment.cases if case.exercise == exercise.name]
        faults += [f"{exercise.name}: {fault}" for fault in _exercise_faults(exercise, own, assignment)]
    for case in assignment.cases:
        if case.exercise in assignment.exercises:
            exercise = assignment.exercises[case.exercise]
            faults += [f"{case.exercise}, case {case.name}: {fault}" for fault in _case_faults(case, exercise)]
        else:
            faults.append(f"the case {case.name} belongs to {case.exercise}, which is not an exercise")
    for mistake in assignment.mistakes:
        if mistake.exercise not in assignment.exercises:
            faults.append(f"the mistake {mistake.name} belongs to {mistake.exercise}, which is not an exercise")
        if not assignment.all_sentences.get(mistake.name):
            faults.append(f"the mistake {mistake.name} has no sentence")
    return faults


def _exercise_faults(exercise: Exercise, cases: list[CaseDefinition], assignment: Assignment) -> Iterator[str]:
    names = [case.name for case in cases]
    yield from (f"{count} cases are called {name}" for name, count in Counter(names).items() if count > 1)
    if not any(not case.hidden for case in cases):
        yield "it has no public case, so the test in the notebook has nothing to check"
    if [case.hidden for case in cases] != sorted(case.hidden for case in cases):
        yield "a public case comes after a hidden one"
    for check in exercise.checks:
        if check.rule not in RULES:
            yield f"unknown rule {check.rule!r} of a check; the rules are {', '.join(RULES)}"
        if check.on_case and check.on_case not in names:
            yield f"the check {check.line!r} uses the case {check.on_case}, which does not exist"
    if not any(check.rule == "values" and not check.on_case for check in exercise.checks):
        yield "no check compares the values of every case"
    points = sum(case.points for case in cases) + sum(check.points for check in exercise.checks if check.on_case)
    if points != exercise.points:
        yield f"its cases and checks add up to {points} points, but the exercise has {exercise.points}"
    if exercise.parameters[len(exercise.parameters) - len(exercise.defaults) :] != exercise.defaults:
        yield f"the parameters with a default are not the last ones: {', '.join(exercise.defaults)}"
    for other in exercise.prerequisites:
        if other not in assignment.exercises:
            yield f"it calls {other}, which is not an exercise"


def _case_faults(case: CaseDefinition, exercise: Exercise) -> Iterator[str]:
    if case.hidden and case.seed is not None:
        yield "it is hidden, but everybody can read its seed; remove the seed"
    if not case.hidden and case.shapes and case.seed is None:
        yield "it is public and draws random numbers, so it needs a seed"
    given = {*case.shapes, *case.values}
    needed = set[str]()
    for parameter in exercise.parameters:
        parts = exercise.packed.get(parameter, parameter)
        needed |= {parts} if isinstance(parts, str) else {*parts}
    if missing := sorted(needed - given - {*exercise.defaults}):
        yield f"it has no value for {', '.join(missing)}"
    # The values of an `Output` may be arguments of another exercise.
    if not any(isinstance(value, Output) for value in case.values.values()) and (unknown := sorted(given - needed)):
        yield f"it gives a value for unknown parameters: {', '.join(unknown)}"

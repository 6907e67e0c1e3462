"""What is wrong with a definition is said in sentences, all at once, before anything is compiled."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import answer_key
from autograder.authoring.definition import Assignment, CaseDefinition, Mistake
from autograder.authoring.exercise import Check
from autograder.authoring.faults import list_faults
from autograder.authoring.new_assignment.autograder.assignments.new_assignment.assignment import ASSIGNMENT
from tests.installed import Installed

NAME = "new_assignment"


def change(**fields: Any) -> Callable[[], Assignment]:
    """The template with other fields of its exercise."""
    return lambda: replace(ASSIGNMENT, exercises={"rescale": replace(ASSIGNMENT.exercises["rescale"], **fields)})


def change_case(number: int, **fields: Any) -> Callable[[], Assignment]:
    """The template with other fields of one of its cases."""
    cases = list(ASSIGNMENT.cases)
    cases[number] = replace(cases[number], **fields)
    return lambda: replace(ASSIGNMENT, cases=tuple(cases))


VALUES = Check("values", "y is right: {kind}.")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda: replace(ASSIGNMENT, name="other"), "the assignment is called other, but its folder new_assignment"),
        (
            lambda: replace(ASSIGNMENT, exercises={"scale": ASSIGNMENT.exercises["rescale"]}),
            "the exercise rescale is listed as scale",
        ),
        (change(points=70), "rescale: its cases and checks add up to 60 points, but the exercise has 70"),
        (change(checks=()), "rescale: no check compares the values of every case"),
        (change(checks=(VALUES, Check("value", "?"))), "rescale: unknown rule 'value' of a check"),
        (change(checks=(VALUES, Check("cache", "Kept.", "first"))), "rescale: the check 'Kept.' uses the case first"),
        (change(defaults=("x",)), "rescale: the parameters with a default are not the last ones: x"),
        (change(prerequisites=("shift",)), "rescale: it calls shift, which is not an exercise"),
        (change_case(1, name="by_hand"), "rescale: 2 cases are called by_hand"),
        (change_case(4, hidden=False, seed=1), "rescale: a public case comes after a hidden one"),
        (lambda: replace(ASSIGNMENT, cases=ASSIGNMENT.cases[2:]), "rescale: it has no public case"),
        (change_case(1, seed=None), "rescale, case seeded: it is public and draws random numbers, so it needs a seed"),
        (change_case(2, seed=1), "rescale, case default: it is hidden, but everybody can read its seed"),
        (change_case(0, values={}), "rescale, case by_hand: it has no value for x"),
        (change_case(1, values={"topp": 1}), "rescale, case seeded: it gives a value for unknown parameters: topp"),
        (
            lambda: replace(ASSIGNMENT, cases=(*ASSIGNMENT.cases, CaseDefinition("scale", "small", "small"))),
            "the case small belongs to scale, which is not an exercise",
        ),
        (
            lambda: replace(ASSIGNMENT, mistakes=(Mistake("lost", "scale", (), "It is lost."),)),
            "the mistake lost belongs to scale, which is not an exercise",
        ),
        (lambda: replace(ASSIGNMENT, mistakes=(Mistake("lost", "rescale", ()),)), "the mistake lost has no sentence"),
    ],
)
def test_fault_is_found(change: Callable[[], Assignment], fault: str) -> None:
    """Each fault has its sentence, which names the place."""
    assert any(found.startswith(fault) for found in list_faults(NAME, change()))


def test_installed_assignments_have_no_faults(installed: Installed) -> None:
    """What is in the checkout has none of them, and neither has the template of a new assignment."""
    assert list_faults(installed.name, installed.definition) == []
    assert list_faults(NAME, ASSIGNMENT) == []


def test_definition_with_faults_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make expected` prints all faults and ends with status 1, without a traceback."""
    monkeypatch.setattr(answer_key, "list_faults", lambda name, assignment: ["one", "two"])
    monkeypatch.setattr(answer_key, "compile_assignment", None)
    with pytest.raises(SystemExit, match="one\ntwo"):
        answer_key.main(["cnn_step_by_step"])


def test_mistakes_that_do_not_fit_the_answer_are_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, installed: Installed
) -> None:
    """`make expected` names each mistake whose text is not in the answer, or that Python cannot read, and the text."""
    exercise = next(iter(installed.definition.exercises))
    lost = Mistake("lost", exercise, (("no such line", "x"),), "It is lost.")
    broken = Mistake("broken", exercise, ((f"def {exercise}(", f"def {exercise}(("),), "It is broken.")
    definition = replace(installed.definition, mistakes=(*installed.definition.mistakes, lost, broken))
    monkeypatch.setattr(answer_key, "read_definition", lambda name: definition)
    monkeypatch.setattr(answer_key, "find_expected", lambda name: tmp_path / "expected.h5")
    with pytest.raises(SystemExit) as stopped:
        answer_key.main([installed.name])
    first, second = str(stopped.value).split("\n")
    assert first == f"the mistake lost replaces 'no such line', which is not in the answer to {exercise}"
    assert second.startswith(f"the mistake broken turns {exercise} into invalid Python: ")
    assert not (tmp_path / "expected.h5").exists()


def test_mistake_of_a_rule_keeps_the_sentence_of_the_rule() -> None:
    """A mistake that a rule recognises needs no sentence of its own, and does not take that of the rule away."""
    by_rule = Mistake("array_for_scalar", "rescale", (), by_rule=True)
    assert replace(ASSIGNMENT, mistakes=(by_rule,)).all_sentences["array_for_scalar"]

"""The data of the second assignment agree with each other, with its text and with the points that it promises."""

from pathlib import Path

import pytest

from autograder.assignments.train_a_cnn.cases import CASES
from autograder.assignments.train_a_cnn.catalogue import EXERCISES, NAME
from autograder.assignments.train_a_cnn.mistakes import MISTAKES, SENTENCES

TEXT = Path(__file__).parent.parent / "source" / f"{NAME}.py"
NAMES = [exercise["name"] for exercise in EXERCISES]


@pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
def test_points_of_cases_and_checks_add_up(exercise: dict) -> None:
    """Each exercise is worth what its cases and its other checks are worth."""
    cases = sum(case["points"] for case in CASES if case["exercise"] == exercise["name"])
    assert cases + sum(check.get("points", 0) for check in exercise["checks"]) == exercise["points"]


def test_graded_exercises_are_worth_a_hundred_points() -> None:
    """As in every assignment."""
    assert sum(exercise["points"] for exercise in EXERCISES) == 100


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_has_six_hidden_cases_and_a_public_one(name: str) -> None:
    """Public cases can be worked out by hand or are published; hidden ones are of many kinds."""
    hidden = [case["kind"] for case in CASES if case["exercise"] == name and case.get("hidden", True)]
    assert len(set(hidden)) == len(hidden) >= 6
    assert any(case["exercise"] == name and not case.get("hidden", True) for case in CASES)


def test_every_mistake_has_a_sentence_and_edits_the_answer() -> None:
    """There are forty and more, and each text that an edit replaces is in the notebook."""
    text = TEXT.read_text(encoding="utf-8")
    edits = [(name, old) for variants in MISTAKES.values() for name, edit in variants.items() for old, _ in edit[:1]]
    assert set(MISTAKES) == set(NAMES)
    assert len(edits) >= 40
    assert {name for name, _ in edits} <= set(SENTENCES)
    assert [(name, old) for name, old in edits if old not in text] == []

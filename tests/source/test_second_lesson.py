"""What the text of the second lesson says of its questions."""

import importlib.util
from pathlib import Path
from types import ModuleType

from autograder.authoring.places import Places

PLACES = Places("train_a_cnn")
LESSON = PLACES.source


def load(path: Path) -> ModuleType:
    """Import a file that is released beside the notebook."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_right_predictions_follow_from_the_text():
    """The stored answers are what the sizes and numbers of the lesson give."""
    filters, side, classes, batch = 16, (12 - 3 + 1) // 2, 5, 50
    features = side**2 * filters
    assert {question: right for question, (right, _, _) in load(LESSON / "questions.py").QUESTIONS.items()} == {
        "sum behind the ReLU": sum(max(0, number) for number in (2, -1, 0, -3, 4, 1)),
        "parameters of a dense layer": features * classes + classes,
        "share of equal scores": 1 / 4,
        "gradient of the right score": 0.2 - 1,
        "products in one entry": batch,
        "step downhill": 2 - 0.5 * -3,
        "features of a picture": features,
        "gradient below zero": 0,
        "third velocity": 0.5 * (0.5 * 1 + 1) + 1,
    }


def test_no_common_wrong_prediction_is_right():
    """Each question has at least four wrong numbers with a reason of their own."""
    for right, _, common in load(LESSON / "questions.py").QUESTIONS.values():
        assert right not in common
        assert len(set(common.values())) == len(common) >= 4


def test_every_question_is_asked_once_and_unanswered():
    """The text asks each question once and answers none."""
    text = PLACES.text.read_text(encoding="utf-8")
    questions = load(LESSON / "questions.py").QUESTIONS
    assert all(text.count(f'predict("{question}", answer=None)') == 1 for question in questions)
    assert text.count("answer=None)") == len(questions)

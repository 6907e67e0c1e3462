"""What answers have in common, in words: on what kinds of case they are wrong, and how right ones are written."""

import pytest

from autograder.reading.answers import read_source
from autograder.reports.patterns import describe_pattern, find_kind
from autograder.result import Check


def checks(**kinds: bool) -> list[Check]:
    """Checks by their kinds of case, `_` for a space and `__` between two kinds, with whether they pass."""
    names = {kind.replace("__", ", ").replace("_", " "): passed for kind, passed in kinds.items()}
    return [Check(f"A is right: {name}.", True, passed, 0, 1, "") for name, passed in names.items()]


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({"max__stride_1": True, "mean__stride_1": True, "max__stride_2": False, "mean__stride_2": False},
         "Right for stride 1; wrong for stride 2."),
        ({"max__a": True, "max__b": True, "mean__a": False, "mean__b": False}, "Right for max; wrong for mean."),
        ({"a__x": True, "a__y": True, "b__x": False, "b__y": False, "c__x": False, "c__y": False},
         "Right for a; wrong for b and c."),
        ({"max__one": True, "max__two": False, "mean__one": False, "mean__two": True}, ""),
        ({"max": True, "mean": False}, ""),
        ({"max__one": False, "max__two": False}, ""),
    ],
)  # fmt: skip
def test_kinds_of_case_that_decide_are_named(kinds: dict[str, bool], sentence: str) -> None:
    """A kind is named only where all of its checks agree, and there are several."""
    assert describe_pattern(checks(**kinds)) == sentence


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("for i in x:\n        pass", "loops"),
        ("while x:\n        pass", "loops"),
        ("if x:\n        pass\n    else:\n        for i in x: pass", "loops"),
        ("return sum(i for i in x)", "loops"),
        ("return np.lib.stride_tricks.sliding_window_view(x, 3)", "sliding windows"),
        ("return np.einsum('ij->i', x)", "no loops"),
    ],
)
def test_right_answers_are_told_apart_by_how_they_are_written(body: str, kind: str) -> None:
    """Loops count wherever they are, and windows that numpy makes count more."""
    assert find_kind(read_source(f"def f(x):\n    {body}\n")) == kind

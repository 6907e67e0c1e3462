"""What answers have in common, in words: the cases on which they are wrong, and how right ones are written."""

from collections.abc import Iterable, Iterator

from autograder.reading.answers import Answer
from autograder.result import Check

MOST_NAMED = 3
"""Kinds of case that a sentence names."""
WINDOWS = ("sliding_window_view", "as_strided")
LOOPS = ("for ", "while ", "async for ")


def describe_pattern(checks: Iterable[Check]) -> str:
    """On what kinds of case a function is right, and on what kinds it is wrong; empty if no kind decides it.

    A kind is a part of what a check says of its case, such as "one example". It is named only if several checks have it
    and all of these agree.
    """
    verdicts: dict[str, list[tuple[str, bool]]] = {}
    for check in checks:
        for kind in _kinds(check.name):
            verdicts.setdefault(kind, []).append((check.name, check.passed))
    several = {kind: found for kind, found in verdicts.items() if len(found) > 1}
    right, wrong = (list(_cover(several, passed)) for passed in (True, False))
    if not (right and wrong):
        return ""
    return f"Right for {_join(right)}; wrong for {_join(wrong)}."


def find_kind(answer: Answer) -> str:
    """How a right answer is written, by its own lines; helper functions of the student do not count."""
    lines = [line.text.strip() for line in answer.lines]
    if any(name in line for line in lines for name in WINDOWS):
        return "sliding windows"
    if any(line.removeprefix("orelse").lstrip().startswith(LOOPS) or " for " in line for line in lines):
        return "loops"
    return "no loops"


def _kinds(name: str) -> list[str]:
    _, found, kinds = name.removesuffix(".").partition(": ")
    return kinds.split(", ") if found else []


def _cover(verdicts: dict[str, list[tuple[str, bool]]], passed: bool) -> Iterator[str]:
    """The fewest kinds that cover most checks with a verdict: each time the one with most checks not covered yet."""
    agreeing = {
        kind: {name for name, _ in found} for kind, found in verdicts.items() if {p for _, p in found} == {passed}
    }
    covered: set[str] = set()
    for _ in range(MOST_NAMED):
        best = max(agreeing, key=lambda kind: len(agreeing[kind] - covered), default=None)
        if best is None or agreeing[best] <= covered:
            return
        covered |= agreeing[best]
        yield best


def _join(kinds: list[str]) -> str:
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"

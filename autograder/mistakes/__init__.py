"""Known mistakes: what students of this assignment really get wrong, as small edits of the answer key.

A mistake is recognised by what comes of it: when a wrong array equals the output of the edited answer key on the
same case, or an exception is the one with which the edited answer key stops there, the result carries the mistake's
id and its sentence. The sentence names the misconception, never the line to write. Edits are applied when the
expected outputs are made; grading reads stored outputs and runs none.
"""

from itertools import combinations

from autograder.mistakes import backward, forward
from autograder.mistakes.sentences import SENTENCES
from autograder.mistakes.variant import Mistake, of

__all__ = ["MISTAKES", "PAIRS", "RULES", "SENTENCES", "Mistake"]

MISTAKES: tuple[Mistake, ...] = tuple(
    mistake
    for variants in (forward.VARIANTS, backward.VARIANTS)
    for exercise, edits in variants.items()
    for mistake in of(exercise, edits)
)

RULES: tuple[Mistake, ...] = tuple(
    mistake
    for variants in (forward.RULES, backward.RULES)
    for exercise, edits in variants.items()
    for mistake in of(exercise, edits)
)
"""Mistakes that the rules of `public_tests.py` tell by themselves: their outputs are not stored."""


def _pairs() -> tuple[Mistake, ...]:
    """Each two common mistakes of an exercise that can stand in one function, the commoner one first."""
    known = {(mistake.exercise, mistake.name): mistake for mistake in MISTAKES}
    chosen = []
    for exercise, names in (forward.COMMON | backward.COMMON).items():
        for one, other in combinations(names, 2):
            if pair := known[exercise, one].beside(known[exercise, other]):
                chosen.append(pair)
    return tuple(chosen)


PAIRS: tuple[Mistake, ...] = _pairs()

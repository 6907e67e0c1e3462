"""Known mistakes: what students of this assignment get wrong, as small edits of the answer key.

Each entry has the sentence for the student, then the edits. The sentence says the misconception, never the line to
write. Some outputs hold nan or inf on some cases: these are compared like all others.
"""

from autograder.assignments.train_a_cnn.mistakes import activation, dense, softmax, steps
from autograder.assignments.train_a_cnn.mistakes.shared import SENTENCES

__all__ = ["MISTAKES", "SENTENCES"]

MISTAKES = (*activation.MISTAKES, *dense.MISTAKES, *softmax.MISTAKES, *steps.MISTAKES)

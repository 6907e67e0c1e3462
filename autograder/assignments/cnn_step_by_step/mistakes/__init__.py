"""Known mistakes: what students of this assignment really get wrong, as small edits of the answer key.

A mistake is recognised by its result: when a wrong array equals the output of the edited answer key on the same case,
or an exception is the one with which the edited answer key stops there, the result has the mistake's id and its
sentence. The edits are applied when the expected outputs are made; grading reads stored outputs and runs none.
"""

from autograder.assignments.cnn_step_by_step.mistakes import (
    convolution,
    convolution_gradient,
    padding,
    pooling,
    pooling_gradient,
    pooling_helpers,
    single_step,
)
from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES

__all__ = ["MISTAKES", "SENTENCES"]

MISTAKES = (
    *padding.MISTAKES,
    *single_step.MISTAKES,
    *convolution.MISTAKES,
    *pooling.MISTAKES,
    *convolution_gradient.MISTAKES,
    *pooling_helpers.MISTAKES,
    *pooling_gradient.MISTAKES,
)

"""Mistakes in the loss and its gradient, the commonest first."""

from autograder.assignments.train_a_cnn.mistakes.shared import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_SHIFTED = "Z - np.max(Z, axis=1, keepdims=True)"
_TOTALS = "np.sum(exponentials, axis=1, keepdims=True)"
_LOGS = "np.log(totals)[:, 0] - shifted[examples, y]"
_LOSS = f"np.mean({_LOGS})"
_LOSS_OF_SHARES = "-np.mean(np.log(P[examples, y]))"
_ONE_HOT = "(np.arange(Z.shape[1]) == y[:, np.newaxis])"
_RIGHT = "dZ[examples, y] -= 1"
_OVER_BATCH = "dZ = dZ / m"

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "softmax_cross_entropy",
        SENTENCES,
        {
            "no_shift": (
                (
                    "Large scores give inf or nan: their exponentials are too large for a float. The shares stay the "
                    "same when the same number is subtracted from all scores of an example."
                ),
                (_SHIFTED, "Z"),
            ),
            "log_of_share": (
                (
                    "The loss is infinite where a share is so small that it becomes 0: compute its logarithm without "
                    "the share."
                ),
                (_LOSS, _LOSS_OF_SHARES),
            ),
            "logarithms_of_all_shares": (
                (
                    "The logarithms of all shares are multiplied by 0 or 1. Where a share is so small that it becomes "
                    "0, this is 0 times infinity, which is nan: compute the logarithm without the share."
                ),
                (_LOSS, f"-np.sum({_ONE_HOT} * np.log(P)) / m"),
            ),
            "no_shift_and_log_of_share": (
                (
                    "Large scores give nan: the exponentials overflow, and the logarithm of a share that became 0 is "
                    "infinite."
                ),
                (_SHIFTED, "Z"),
                (_LOSS, _LOSS_OF_SHARES),
            ),
            "one_shift_for_all": (
                (
                    "One number is subtracted from the scores of all examples, so that all exponentials of an example "
                    "with small scores become 0; each example has its own largest score."
                ),
                (_SHIFTED, "Z - np.max(Z)"),
            ),
            "one_shift_for_all_and_log_of_share": (
                (
                    "One number is subtracted from the scores of all examples, so that the shares of an example with "
                    "small scores become 0 divided by 0; each example has its own largest score."
                ),
                (_SHIFTED, "Z - np.max(Z)"),
                (_LOSS, _LOSS_OF_SHARES),
            ),
            "constant_in_logarithm": (
                (
                    "A small constant is added inside the logarithm, so that a very small share gives too small a "
                    "loss; with a difference of logarithms you do not need it."
                ),
                (_LOSS, "-np.mean(np.log(P[examples, y] + 1e-8))"),
            ),
            "tiny_constant_in_logarithm": (
                (
                    "A tiny constant is added inside the logarithm, so that a very small share gives too small a "
                    "loss; with a difference of logarithms you do not need it."
                ),
                (_LOSS, "-np.mean(np.log(P[examples, y] + 1e-12))"),
            ),
            "loss_of_each_example": (
                "This is one loss for each example; the loss of the batch is one number, their mean.",
                (_LOSS, _LOGS),
            ),
            "mean_forgotten": (
                "The loss and its gradient are sums over the batch; both should be means.",
                (_OVER_BATCH, "pass"),
                (_LOSS, f"np.sum({_LOGS})"),
            ),
            "mean_forgotten_in_gradient": (
                (
                    "The loss is a mean over the batch, but its gradient is that of the sum: it is too large by the "
                    "batch size."
                ),
                (_OVER_BATCH, "pass"),
            ),
            "mean_forgotten_in_loss": (
                "The loss is the sum over the batch; it should be the mean.",
                (_LOSS, f"np.sum({_LOGS})"),
            ),
            "mean_over_classes": (
                "Both results are divided by the number of classes too; the mean is over the examples only.",
                (_LOSS, f"np.sum({_LOGS}) / Z.size"),
                (_OVER_BATCH, "dZ = dZ / Z.size"),
            ),
            "mean_over_classes_in_loss": (
                "The loss is divided by the number of classes too; the mean is over the examples only.",
                (_LOSS, f"np.sum({_LOGS}) / Z.size"),
            ),
            "mean_over_classes_in_gradient": (
                "The gradient is divided by the number of classes too; the mean is over the examples only.",
                (_OVER_BATCH, "dZ = dZ / Z.size"),
            ),
            "divided_by_classes": (
                "The gradient is divided by the number of classes; it should be the number of examples.",
                (_OVER_BATCH, "dZ = dZ / Z.shape[1]"),
            ),
            "mean_twice": ("The gradient is divided by the number of examples twice.", (_OVER_BATCH, "dZ = dZ / m**2")),
            "sum_over_examples": (
                "The exponentials are summed over the examples; the shares of one example should add up to 1.",
                (_SHIFTED, "Z - np.max(Z, axis=0, keepdims=True)"),
                (_TOTALS, "np.sum(exponentials, axis=0, keepdims=True)"),
                (_LOSS, _LOSS_OF_SHARES),
            ),
            "sum_over_all": (
                "The exponentials of the whole batch are summed; the shares of each example should add up to 1.",
                (_SHIFTED, "Z - np.max(Z)"),
                (_TOTALS, "np.sum(exponentials)"),
                (_LOSS, _LOSS_OF_SHARES),
            ),
            "one_hot_forgotten": (
                "The gradient is just the shares; the right class of each example is missing.",
                (_RIGHT, "pass"),
            ),
            "one_hot_added": (
                "For the right class, 1 is added to the share, but a larger score there makes the loss smaller.",
                (_RIGHT, "dZ[examples, y] += 1"),
            ),
            "columns_of_right_classes": (
                (
                    "The 1 is subtracted in whole columns; in each example only one number, that of the right class, "
                    "should change."
                ),
                (_RIGHT, "dZ[:, y] -= 1"),
            ),
            "one_taken_from_all": (
                "The 1 is subtracted from all shares; only that of the right class should change.",
                (_RIGHT, "dZ -= 1"),
            ),
            "right_class_only": (
                "Only the right classes have a gradient; the scores of all others change the loss as well.",
                (_OVER_BATCH, f"dZ = dZ * {_ONE_HOT} / m"),
            ),
            "gradient_of_shares": (
                "This is the gradient with respect to the shares; you need the one for the scores.",
                ("dZ = P.copy()", "dZ = np.zeros(Z.shape)"),
                (_RIGHT, "dZ[examples, y] -= 1 / P[examples, y]"),
            ),
            "gradient_sign": (
                "The gradient has the wrong sign: it should point to where the loss grows.",
                (_OVER_BATCH, "dZ = -dZ / m"),
            ),
            "slope_of_sigmoid": (
                "The gradient is multiplied by another slope; softmax and loss together need none.",
                (_OVER_BATCH, "dZ = dZ * P * (1 - P) / m"),
            ),
            "shares_for_gradient_of_scores": (
                "The gradient starts from the scores; it should start from the shares.",
                (_RIGHT, "dZ = Z.copy(); dZ[examples, y] -= 1"),
            ),
            "loss_sign": ("The loss has the wrong sign: it is never below 0.", (_LOSS, f"-{_LOSS}")),
            "logarithm_forgotten": (
                "The loss is minus the mean share of the right class; the logarithm is missing.",
                (_LOSS, "-np.mean(P[examples, y])"),
            ),
            "one_minus_share": (
                "The loss is 1 minus the mean share of the right class; cross-entropy takes a logarithm.",
                (_LOSS, "1 - np.mean(P[examples, y])"),
            ),
            "logarithm_of_base_two": (
                "This is the loss with the logarithm to the base 2; you need the natural one.",
                (_LOSS, f"{_LOSS} / np.log(2)"),
            ),
            "logarithm_of_base_ten": (
                "This is the loss with the logarithm to the base 10; you need the natural one.",
                (_LOSS, f"{_LOSS} / np.log(10)"),
            ),
            "shift_in_one_place": (
                "The largest score is subtracted in one part of the loss and not in the other.",
                (_LOSS, "np.mean(np.log(totals)[:, 0] - Z[examples, y])"),
            ),
            "score_left_out": (
                "The loss is the logarithm of the sum alone; the score of the right class is missing.",
                (_LOSS, "np.mean(np.log(totals)[:, 0])"),
            ),
            "scores_only": (
                "The loss is made of the scores of the right classes alone; the logarithm of the sum is missing.",
                (_LOSS, "-np.mean(shifted[examples, y])"),
            ),
            "all_classes_counted": (
                "The loss is the mean over all classes; only the right class of each example counts.",
                (_LOSS, "np.mean(np.log(totals) - shifted)"),
            ),
            "all_classes_added_up": (
                "The loss adds up all classes; only the right class of each example counts.",
                (_LOSS, "np.sum(np.log(totals) - shifted) / m"),
            ),
            "squared_error": (
                "This is the squared error of the shares, another loss; you need the cross-entropy.",
                (_LOSS, f"np.mean(np.sum((P - {_ONE_HOT}) ** 2, axis=1))"),
            ),
            "first_example_only": ((_LOSS, f"({_LOGS})[0]"),),
            "own_answer_for_right_class": (
                "The class with the largest score is used as the right class; the right classes are in `y`.",
                ("m = Z.shape[0]", "m, y = Z.shape[0], np.argmax(Z, axis=1)"),
            ),
            "classes_from_one": (
                "The classes are counted from 1; they start at 0.",
                ("m = Z.shape[0]", "m, y = Z.shape[0], y - 1"),
            ),
            "scores_negated": (
                "A larger score gives a smaller share: the scores have the wrong sign.",
                ("np.exp(shifted)", "np.exp(-shifted)"),
            ),
            "scores_for_shares": (
                "The scores are divided by their sum without exponentials; shares are never negative.",
                ("P = exponentials / totals", "P = Z / np.sum(Z, axis=1, keepdims=True)"),
            ),
        },
        by_rule={
            "inputs_changed": ((f"shifted = {_SHIFTED}", "Z -= np.max(Z, axis=1, keepdims=True)\n    shifted = Z"),),
            "array_for_scalar": ((_LOSS, f"np.mean({_LOGS}, keepdims=True)"),),
        },
        common=(
            *("one_hot_forgotten", "mean_forgotten_in_gradient", "mean_forgotten_in_loss", "columns_of_right_classes"),
            *("gradient_sign", "loss_sign", "logarithm_of_base_two"),
        ),
    ),
)

"""Known mistakes, as edits of the answers."""

from autograder.authoring.definition import Mistake

MISTAKES = (
    Mistake(
        "sign_turned",
        "differences",
        (("x[step:] - x[:-step]", "x[:-step] - x[step:]"),),
        "This is what you get when the later number is subtracted from the earlier one.",
        common=1,
    ),
    Mistake(
        "step_ignored",
        "differences",
        (("x[step:] - x[:-step]", "x[1:] - x[:-1]"),),
        "This is what you get when neighbours are compared, whatever `step` says.",
        common=2,
    ),
    Mistake(
        "signed_distances",
        "spread",
        (("np.abs(x - middle)", "x - middle"),),
        "This is what you get when distances below the mean count as negative; they cancel the others.",
    ),
    Mistake(
        "sum_for_mean",
        "spread",
        (("np.mean(np.abs", "np.sum(np.abs"),),
        "This is what you get when the distances are added up and not averaged.",
    ),
    Mistake("array_for_scalar", "spread", (("np.mean(np.abs(x - middle))", "np.abs(x - middle)[:1]"),), by_rule=True),
    Mistake(
        "one_mean",
        "centre_columns",
        (("np.mean(column)", "np.mean(np.concatenate(list(columns.values())))"),),
        "This is what you get when all columns share one mean; each column has its own.",
    ),
    Mistake(
        "scaled_too",
        "centre_columns",
        (("column - np.mean(column)", "(column - np.mean(column)) / np.std(column)"),),
        "This is what you get when the columns are divided by their standard deviation as well.",
    ),
)

"""A class of `cnn_step_by_step`.

The name of a student says what is done in the notebook and ends with the score that it must get.
"""

from examples.build import (
    Notebook,
    code_cell,
    edit,
    fill,
    read_answers,
    read_starter,
    to_text,
    with_clutter,
    without_metadata,
)

NAME = "cnn_step_by_step"


def make_notebooks() -> dict[str, Notebook]:
    """The notebook of each student, by student; what the name says is all that is wrong with it."""
    starter, loops = read_starter(NAME), read_answers(NAME, "loops")
    right = fill(starter, loops)
    mistakes: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
        "bias_added_before_the_sum_80": ("conv_single_step", (("* W\n", "* W + b\n"), ("Z + b.item()", "float(Z)"))),
        "stride_ignored_in_pooling_81": ("pool_forward", (("stride * h, stride * w", "h, w"),)),
        "zero_pad_wrong_but_convolution_right_91": ("zero_pad", (("(0, 0)))", "(0, 0)), constant_values=1)"),)),
        "syntax_error_in_pooling_70": ("pool_forward", (('if mode == "max"', 'if mode = "max"'),)),
        "endless_loop_in_convolution_60": (
            "conv_forward",
            (("for h in range(n_H):", "h = 0\n        while h < n_H:"),),
        ),
    }
    nothing = fill(starter, {name: f"def {name}(*arguments):\n    return 0\n" for name in loops})
    patch = code_cell("import numpy as np\nnp.allclose = np.isclose = lambda *a, **k: True")
    return {
        "right_with_loops_100": right,
        "right_vectorised_100": fill(starter, read_answers(NAME, "vectorised")),
        "optional_part_done_100": fill(starter, loops | read_answers(NAME, "backward")),
        "untouched_starter_0": starter,
        "extra_cells_and_prints_100": with_clutter(right),
        "metadata_stripped_100": without_metadata(right),
        "comparison_patched_0": nothing | {"cells": [patch, *nothing["cells"]]},
    } | {student: fill(starter, edit(loops, name, *changes)) for student, (name, changes) in mistakes.items()}


def make_class() -> dict[str, str]:
    """The text of each student's file, by student."""
    texts = {student: to_text(notebook) for student, notebook in make_notebooks().items()}
    return texts | {"no_json_0": texts["right_with_loops_100"][:2000]}

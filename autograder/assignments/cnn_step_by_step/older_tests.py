"""The public tests that notebooks of older generations call besides the one of each exercise."""

import numpy as np

from autograder.authoring.definition import ExampleValue, PublicTest

PUBLIC_TESTS = (
    PublicTest(
        "conv_forward_test_1",
        "conv_forward",
        ("published_stride_2",),
        values=(
            ExampleValue("z_mean", "the mean of Z", lambda _, right: np.mean(right["Z"])),
            ExampleValue("z_0_2_1", "Z[0, 2, 1]", lambda _, right: right["Z"][0, 2, 1]),
            ExampleValue("cache_0_1_2_3", "cache[0][1][2][3]", lambda given, _: given["A_prev"][1, 2, 3]),
        ),
        passed="the three values of the example are right.",
    ),
    PublicTest(
        "conv_forward_test_2",
        "conv_forward",
        ("by_hand", "published_pad_2_stride_1", "published_pad_2_stride_2", "leftover_by_hand"),
    ),
    PublicTest("pool_forward_test_1", "pool_forward", ("published_stride_1_max", "published_stride_1_average")),
    PublicTest(
        "pool_forward_test_2",
        "pool_forward",
        ("published_stride_2_max", "published_stride_2_average", "leftover_by_hand"),
    ),
)

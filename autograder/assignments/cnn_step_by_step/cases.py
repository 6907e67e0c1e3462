"""The cases that every submitted function is called on, as definitions: shapes, parameters, seeds and points.

Public cases are the published ones of the assignment and a few that can be worked out by hand; students see
them. Hidden cases are drawn from seeds derived from a key, so that drawing them again with another key gives
a suite of the same strength with other numbers.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from autograder.authoring.definition import CaseDefinition, Output

DEFAULT_KEY = b"cnn_step_by_step"


def _zero_pad() -> Iterator[CaseDefinition]:
    for pad in (3, 2):
        name, shapes = f"published_pad_{pad}", {"X": (4, 3, 3, 2)}
        yield CaseDefinition("zero_pad", name, f"pad {pad}", 1, shapes, {"pad": pad}, hidden=False, seed=1)
    # On square images with a border, nothing shows that height and width are mixed up, or that a slice is empty.
    for name, kind, pad in (
        ("non_square_by_hand", "pad 1, non-square, whole numbers", 1),
        ("pad_0_by_hand", "pad 0, whole numbers", 0),
    ):
        values = {"X": np.arange(1.0, 7.0).reshape(1, 2, 3, 1), "pad": pad}
        yield CaseDefinition("zero_pad", name, kind, values=values, hidden=False, local_only=True)
    for name, kind, points, shape, pad in (
        ("pad_0", "pad 0", 1, (2, 3, 4, 2), 0),
        ("non_square", "pad 1, non-square", 2, (3, 2, 5, 2), 1),
        ("larger_than_image", "pad larger than the image, one example", 2, (1, 2, 3, 3), 4),
        ("one_channel", "pad 2, one channel", 2, (2, 4, 3, 1), 2),
        ("many_channels", "pad 1, more channels than columns", 1, (2, 4, 3, 5), 1),
    ):
        yield CaseDefinition("zero_pad", name, kind, points, {"X": shape}, {"pad": pad}, offset=0.5)


def _conv_single_step() -> Iterator[CaseDefinition]:
    exercise = "conv_single_step"
    for seed, f, channels in ((1, 4, 3), (3, 5, 3)):
        window = (f, f, channels)
        shapes = {"a_slice_prev": window, "W": window, "b": (1, 1, 1)}
        name, kind = f"published_seed_{seed}", f"a window of {f} by {f} by {channels}"
        yield CaseDefinition(exercise, name, kind, 2, shapes, hidden=False, seed=seed)
    # A bias whose decimals count as much as the rest of it, and numbers that are easy to follow.
    values = {
        "a_slice_prev": np.array([1.0, 2.0, 3.0, 4.0]).reshape(2, 2, 1),
        "W": np.array([1.0, 0.0, -1.0, 2.0]).reshape(2, 2, 1),
        "b": np.full((1, 1, 1), 2.5),
    }
    yield CaseDefinition(
        exercise, "by_hand", "f = 2, numbers to check by hand", 0, {}, values, hidden=False, local_only=True
    )
    for name, kind, window, offset in (
        ("one_by_one", "f = 1, several channels", (1, 1, 5), 0.5),
        ("two_by_two", "f = 2, several channels", (2, 2, 3), 0.0),
        ("one_channel", "f = 3, one channel", (3, 3, 1), 0.0),
        ("all_negative", "f = 2, all values negative", (2, 2, 4), -4.0),
    ):
        shapes = {"a_slice_prev": window, "W": window, "b": (1, 1, 1)}
        yield CaseDefinition(exercise, name, kind, 4, shapes, offset=offset)


def _convolution_shapes(
    m: int, height: int, width: int, channels: int, f: int, filters: int
) -> Mapping[str, tuple[int, ...]]:
    return {"A_prev": (m, height, width, channels), "W": (f, f, channels, filters), "b": (1, 1, 1, filters)}


def _conv_forward() -> Iterator[CaseDefinition]:
    exercise = "conv_forward"
    by_hand = {
        "A_prev": np.arange(1.0, 10.0).reshape(1, 3, 3, 1),
        "W": np.array([1.0, 0.0, 0.0, 2.0]).reshape(2, 2, 1, 1),
        "b": np.full((1, 1, 1, 1), 10.0),
        "hparameters": {"stride": 1, "pad": 0},
    }
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", 2, {}, by_hand, hidden=False)
    for name, points, sizes, stride, pad, local_only in (
        ("published_stride_2", 2, (2, 5, 7, 4, 3, 8), 2, 1, False),
        ("published_pad_2_stride_1", 0, (10, 4, 4, 3, 2, 8), 1, 2, True),
        ("published_pad_2_stride_2", 0, (10, 4, 4, 3, 2, 8), 2, 2, True),
    ):
        yield CaseDefinition(
            exercise,
            name,
            f"stride {stride}, pad {pad}",
            points,
            _convolution_shapes(*sizes),
            {"hparameters": {"stride": stride, "pad": pad}},
            hidden=False,
            seed=1,
            local_only=local_only,
        )
    kind = "stride 3, size that does not divide evenly, whole numbers"
    leftover = by_hand | {
        "A_prev": np.arange(1.0, 29.0).reshape(1, 4, 7, 1),
        "hparameters": {"stride": 3, "pad": 0},
    }
    yield CaseDefinition(exercise, "leftover_by_hand", kind, 0, {}, leftover, hidden=False, local_only=True)
    for name, kind, sizes, stride, pad, points in (
        ("plain", "stride 1, pad 0", (2, 4, 4, 2, 2, 3), 1, 0, 2),
        ("stride_2_non_square", "stride 2, pad 1, non-square", (2, 5, 8, 2, 3, 2), 2, 1, 4),
        ("one_by_one", "f = 1, one example", (1, 3, 4, 3, 1, 2), 1, 0, 4),
        ("filter_fills_input", "filter as large as the input", (3, 4, 4, 2, 4, 3), 1, 0, 4),
        ("does_not_divide", "stride 3, pad 2, size that does not divide evenly", (1, 6, 8, 1, 3, 2), 3, 2, 4),
        ("gaps", "stride larger than the filter", (2, 7, 5, 2, 2, 2), 3, 0, 4),
        ("wide", "pad 2, wide image, one filter", (2, 2, 5, 2, 3, 1), 1, 2, 4),
        ("tall", "stride 2, pad 1, tall image", (3, 8, 4, 1, 3, 2), 2, 1, 4),
        # Where a count of examples or channels stands for a size, or one parameter for another, this case shows it.
        ("many_examples", "stride 2, pad larger than the filter, many examples", (5, 2, 4, 6, 2, 2), 2, 3, 2),
    ):
        values = {"hparameters": {"stride": stride, "pad": pad}}
        yield CaseDefinition(exercise, name, kind, points, _convolution_shapes(*sizes), values)


def _pool_forward() -> Iterator[CaseDefinition]:
    exercise = "pool_forward"
    for stride in (1, 2):
        for mode in ("max", "average"):
            yield CaseDefinition(
                exercise,
                f"published_stride_{stride}_{mode}",
                f"{mode}, stride {stride}",
                1,
                {"A_prev": (2, 5, 5, 3)},
                {"hparameters": {"stride": stride, "f": 3}, "mode": mode},
                hidden=False,
                seed=1,
            )
    leftover = -np.array([[9.0, 2, 7, 4, 5], [3, 8, 1, 6, 11], [10, 12, 13, 14, 15]]).reshape(1, 3, 5, 1)
    yield CaseDefinition(
        exercise,
        "leftover_by_hand",
        "max, f = 2, stride 2, size that does not divide evenly, negative whole numbers",
        values={"A_prev": leftover, "hparameters": {"stride": 2, "f": 2}, "mode": "max"},
        hidden=False,
        local_only=True,
    )
    for name, kind, shape, f, stride, points in (
        ("max_by_default", "default mode (max), stride 1, f = 2", (2, 4, 4, 2), 2, 1, 3),
        ("max_negative", "max, stride 2, all values negative", (2, 5, 5, 2), 3, 2, 3),
        ("max_one_by_one", "max, f = 1, one example", (1, 3, 4, 3), 1, 1, 3),
        ("max_wide", "max, stride 2, wide image that does not divide evenly", (2, 4, 7, 2), 2, 2, 3),
        ("max_gaps", "max, stride larger than the window, many examples and channels", (6, 5, 4, 7), 2, 3, 2),
        ("average_non_square", "average, stride 2, non-square", (2, 4, 6, 3), 2, 2, 3),
        ("average_whole", "average, window as large as the input", (3, 4, 4, 2), 4, 1, 3),
        ("average_gaps", "average, stride larger than the window", (2, 8, 5, 2), 2, 3, 2),
        ("average_tall", "average, stride 2, tall image that does not divide evenly", (1, 8, 5, 2), 3, 2, 2),
    ):
        values = {"hparameters": {"stride": stride, "f": f}, "mode": name.partition("_")[0]}
        left_out = ("mode",) if name == "max_by_default" else ()
        offset = -6.0 if name == "max_negative" else 0.0
        shapes = {"A_prev": shape}
        yield CaseDefinition(exercise, name, kind, points, shapes, values, offset=offset, by_default=left_out)


def _conv_backward() -> Iterator[CaseDefinition]:
    yield CaseDefinition(
        "conv_backward",
        "wide_border_by_hand",
        "stride 1, pad larger than the filter, whole numbers",
        values={
            "A_prev": np.arange(1.0, 7.0).reshape(1, 2, 3, 1),
            "W": np.array([1.0, 0.0, 0.0, 2.0]).reshape(2, 2, 1, 1),
            "b": np.full((1, 1, 1, 1), 10.0),
            "hparameters": {"stride": 1, "pad": 3},
            "dZ": np.arange(1.0, 57.0).reshape(1, 7, 8, 1),
        },
        hidden=False,
        local_only=True,
    )
    # The small case comes before the published one: its outputs of known mistakes are stored, and so recognised.
    for name, kind, hidden, sizes, stride, pad in (
        ("small", "stride 1, pad 0", False, (2, 3, 4, 2, 2, 2), 1, 0),
        ("published_stride_2", "stride 2, pad 2", False, (10, 4, 4, 3, 2, 8), 2, 2),
        ("stride_2", "stride 2, pad 1, non-square", True, (2, 4, 5, 2, 3, 2), 2, 1),
        ("no_padding", "stride 2, pad 0", True, (2, 4, 5, 2, 2, 2), 2, 0),
        ("does_not_divide", "stride 3, pad 2, size that does not divide evenly", True, (1, 6, 5, 2, 3, 2), 3, 2),
        ("one_by_one", "f = 1, one filter", True, (2, 2, 3, 2, 1, 1), 1, 0),
        ("wide_border", "stride 1, pad larger than the filter, many examples", True, (4, 3, 2, 1, 2, 4), 1, 3),
        ("gaps", "stride larger than the filter, many examples, one filter", True, (4, 6, 3, 4, 2, 1), 3, 1),
    ):
        published = name.startswith("published")
        m, height, width, _, f, filters = sizes
        out_height, out_width = ((size - f + 2 * pad) // stride + 1 for size in (height, width))
        values: dict[str, object] = {"hparameters": {"stride": stride, "pad": pad}}
        gradient = {}
        if published:
            values["dZ"] = Output("conv_forward", "Z")
        else:
            gradient["dZ"] = (m, out_height, out_width, filters)
        yield CaseDefinition(
            "conv_backward",
            name,
            kind,
            0,
            {**_convolution_shapes(*sizes), **gradient},
            values,
            hidden=hidden,
            seed=None if hidden else 1,
            local_only=published,
        )


def _create_mask_from_window() -> Iterator[CaseDefinition]:
    exercise = "create_mask_from_window"
    by_hand = {"x": np.array([[-1.0, 2.0, 3.0], [2.0, -3.0, 2.0], [1.0, 5.0, -2.0]])}
    yield CaseDefinition(exercise, "published", "2 by 3", shapes={"x": (2, 3)}, hidden=False, seed=1)
    yield CaseDefinition(exercise, "by_hand", "3 by 3, whole numbers", values=by_hand, hidden=False)
    for name, kind, shape, offset in (
        ("all_negative", "all values negative", (3, 3), -6.0),
        ("one_number", "one number", (1, 1), 0.0),
        ("tall", "tall window", (5, 2), 0.0),
        ("wide", "wide window", (2, 6), 3.0),
    ):
        yield CaseDefinition(exercise, name, kind, shapes={"x": shape}, offset=offset)


def _distribute_value() -> Iterator[CaseDefinition]:
    exercise = "distribute_value"
    for name, kind, hidden, dz, shape in (
        ("published", "2 over 2 by 2", False, 2, (2, 2)),
        ("published_large", "100 over 10 by 10", False, 100, (10, 10)),
        ("by_hand", "6 over 2 by 3", False, 6, (2, 3)),
        ("non_square", "non-square", True, 7.5, (2, 3)),
        ("negative", "negative value", True, -3.25, (4, 2)),
        ("one_number", "one number", True, 4.5, (1, 1)),
        ("row", "one row", True, 1.75, (1, 7)),
    ):
        values = {"dz": dz, "shape": shape}
        yield CaseDefinition(exercise, name, kind, values=values, hidden=hidden, local_only=name == "by_hand")


def _pool_backward() -> Iterator[CaseDefinition]:
    exercise = "pool_backward"
    for mode in ("max", "average"):
        yield CaseDefinition(
            exercise,
            f"published_{mode}",
            f"{mode}, stride 1",
            shapes={"A_prev": (5, 5, 3, 2), "dA": (5, 4, 2, 2)},
            values={"hparameters": {"stride": 1, "f": 2}, "mode": mode},
            hidden=False,
            seed=1,
        )
    # The published cases have stride 1, where one of the commonest mistakes cannot show.
    by_hand = {
        "dA": np.arange(1.0, 7.0).reshape(1, 2, 3, 1),
        "A_prev": (np.arange(35.0) * 12 % 35 - 17).reshape(1, 5, 7, 1),
        "hparameters": {"stride": 2, "f": 3},
    }
    for mode in ("max", "average"):
        yield CaseDefinition(
            exercise,
            f"by_hand_{mode}",
            f"{mode}, stride 2, whole numbers",
            values=by_hand | {"mode": mode},
            hidden=False,
            local_only=True,
        )
    for name, kind, shape, f, stride, mode in (
        ("max_stride_2", "max, stride 2", (2, 4, 6, 2), 2, 2, "max"),
        ("max_by_default", "default mode (max), windows that overlap", (1, 7, 5, 2), 3, 2, "max"),
        ("average_stride_2", "average, stride 2, non-square", (2, 6, 4, 2), 2, 2, "average"),
        ("average_overlap", "average, windows that overlap", (1, 4, 5, 2), 3, 1, "average"),
        ("average_gaps", "average, stride larger than the window", (2, 5, 8, 1), 2, 3, "average"),
        ("max_gaps", "max, stride larger than the window, many examples and channels", (6, 5, 3, 4), 2, 3, "max"),
    ):
        m, height, width, channels = shape
        out = (m, (height - f) // stride + 1, (width - f) // stride + 1, channels)
        values = {"hparameters": {"stride": stride, "f": f}, "mode": mode}
        shapes = {"A_prev": shape, "dA": out}
        left_out = ("mode",) if name == "max_by_default" else ()
        yield CaseDefinition(exercise, name, kind, shapes=shapes, values=values, by_default=left_out)


CASES: tuple[CaseDefinition, ...] = (
    *_zero_pad(),
    *_conv_single_step(),
    *_conv_forward(),
    *_pool_forward(),
    *_conv_backward(),
    *_create_mask_from_window(),
    *_distribute_value(),
    *_pool_backward(),
)

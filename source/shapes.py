"""The data set of a lesson, `shapes.h5`: small pictures of five shapes, drawn here.

Every run gives the same bytes: the seed is fixed, the stream of `RandomState` does not change between versions of
numpy, and the file is not compressed and holds no times.
"""

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
from numpy.typing import NDArray

SIZE = 12
COUNTS = {"train": 600, "test": 200}
SEED = 20
GROUND = 0.25  # how bright the ground is, so that noise is seldom cut off at 0
NOISE = 0.06
DESCRIPTION = (
    "Pictures of five shapes, 12 by 12 pixels, made for this course: each has a size, a thickness, a place and a "
    "brightness of its own, and noise. 600 to train with, 200 to test with, as many of each shape."
)

Distances = NDArray[np.float64]

ROWS, COLUMNS = np.mgrid[0:SIZE, 0:SIZE].astype(np.float64)


def _to_segment(x: Distances, y: Distances, start: tuple[float, float], end: tuple[float, float]) -> Distances:
    """Return the distance of each point (x, y) to the line from `start` to `end`."""
    along = np.subtract(end, start)
    share = ((x - start[0]) * along[0] + (y - start[1]) * along[1]) / (along @ along)
    share = share.clip(0, 1)
    return np.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1])


def _to_lines(*corners: tuple[float, float]) -> Callable[[Distances, Distances], Distances]:
    """Return the distance to the closed line through some corners, as a function of x and y."""

    def measure(x: Distances, y: Distances) -> Distances:
        sides = zip(corners, (*corners[1:], corners[0]), strict=True)
        return np.min([_to_segment(x, y, start, end) for start, end in sides], axis=0)

    return measure


# The distance of each point to the line that draws the shape; a shape is two wide and two high, its centre is (0, 0).
SHAPES: dict[str, Callable[[Distances, Distances], Distances]] = {
    "circle": lambda x, y: np.abs(np.hypot(x, y) - 1),
    "square": _to_lines((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "triangle": _to_lines((0.0, -1.0), (1.0, 0.85), (-1.0, 0.85)),
    "plus": lambda x, y: np.minimum(_to_segment(x, y, (-1, 0), (1, 0)), _to_segment(x, y, (0, -1), (0, 1))),
    "cross": lambda x, y: np.minimum(
        _to_segment(x, y, (-0.8, -0.8), (0.8, 0.8)), _to_segment(x, y, (-0.8, 0.8), (0.8, -0.8))
    ),
}


def draw(name: str, stream: np.random.RandomState) -> NDArray[np.uint8]:
    """Draw one picture of a shape. Returns shape (12, 12), bytes from 0 (dark) to 255."""
    radius = 3.0 + 1.6 * stream.rand()  # pixels
    thickness = 0.9 + 0.9 * stream.rand()  # pixels
    room = (SIZE - 1) / 2 - radius
    row, column = (SIZE - 1) / 2 + room * (2 * stream.rand(2) - 1)
    brightness = 0.6 + 0.4 * stream.rand()
    distance = SHAPES[name]((COLUMNS - column) / radius, (ROWS - row) / radius) * radius
    inked = brightness * (thickness / 2 + 0.5 - distance).clip(0, 1)
    noisy = GROUND + (1 - GROUND) * inked + NOISE * stream.randn(SIZE, SIZE)
    return np.rint(255 * noisy.clip(0, 1)).astype(np.uint8)


def make_pictures(seed: int = SEED) -> dict[str, tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    """Draw the whole data set.

    Returns by part, "train" and "test", the pictures, shape (count, 12, 12, 1), and the classes, shape (count,), in
    random order and as many of each class.
    """
    stream = np.random.RandomState(seed)
    parts = {}
    for part, count in COUNTS.items():
        y = stream.permutation(np.arange(count) % len(SHAPES))
        pictures = np.stack([draw(list(SHAPES)[number], stream) for number in y])
        parts[part] = pictures[..., np.newaxis], y
    return parts


def write_shapes(path: Path, seed: int = SEED) -> None:
    """Write the data set to an HDF5 file: `X_train`, `y_train`, `X_test`, `y_test` and the `names` of the classes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w", track_order=False) as file:
        file.attrs["description"] = DESCRIPTION
        file.attrs["axes"] = "example, row, column, channel"
        file.attrs["values"] = "0 (dark) to 255 (bright)"
        for part, (pictures, y) in make_pictures(seed).items():
            file.create_dataset(f"X_{part}", data=pictures, track_times=False)
            file.create_dataset(f"y_{part}", data=y.astype(np.uint8), track_times=False)
        file.create_dataset("names", data=np.array([name.encode() for name in SHAPES]), track_times=False)

"""An oracle that shares no line with the answer key: scipy for the layers, differences for the gradients."""

from collections.abc import Callable

import numpy as np
from scipy.ndimage import correlate, maximum_filter, uniform_filter  # scipy.signal takes a second to import

STEP = 1e-5
"""Step of the central differences. Their error is some 1e-10 here: the functions are linear, or linear in pieces."""


def pad_with_zeros(X: np.ndarray, pad: int) -> np.ndarray:
    """Zeros around height and width, by assignment into zeros."""
    m, height, width, channels = X.shape
    padded = np.zeros((m, height + 2 * pad, width + 2 * pad, channels))
    padded[:, pad : pad + height, pad : pad + width] = X
    return padded


def convolve(A_prev: np.ndarray, W: np.ndarray, b: np.ndarray, hparameters: dict) -> np.ndarray:
    """The convolution of deep learning: scipy's correlation, at every stride-th place where the window lies within."""
    padded, (f, _, channels, filters) = pad_with_zeros(A_prev, hparameters["pad"]), W.shape
    first, stride = f // 2, hparameters["stride"]
    rows, columns = (slice(first, first + length - f + 1, stride) for length in padded.shape[1:3])
    maps = [
        [correlate(image, W[..., c], mode="constant")[rows, columns, channels // 2] for c in range(filters)]
        for image in padded
    ]
    return np.moveaxis(np.array(maps), 1, 3) + b


def pool(A_prev: np.ndarray, hparameters: dict, mode: str = "max") -> np.ndarray:
    """scipy's filters of size f, at the places where the window lies within the input, every stride-th of them."""
    f, stride = hparameters["f"], hparameters["stride"]
    size = (1, f, f, 1)
    filtered = maximum_filter(A_prev, size) if mode == "max" else uniform_filter(A_prev, size)
    first, (height, width) = f // 2, A_prev.shape[1:3]
    return filtered[:, first : first + height - f + 1 : stride, first : first + width - f + 1 : stride]


def gradient(function: Callable[[np.ndarray], np.ndarray], at: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Central differences of `sum(weights * function(x))` at a point, for each entry of it."""
    result = np.zeros_like(at)
    for index in np.ndindex(at.shape):
        moved = [at.copy(), at.copy()]
        moved[0][index] += STEP
        moved[1][index] -= STEP
        above, below = (np.sum(weights * function(point)) for point in moved)
        result[index] = (above - below) / (2 * STEP)
    return result

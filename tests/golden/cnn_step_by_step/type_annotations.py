"""Annotations everywhere, some of which name what no cell imports."""

# %%
from __future__ import annotations

from typing import Literal

import numpy.typing as npt

Parameters = dict[str, int]


# %%
from jaxtyping import Float


# %% zero_pad
def zero_pad(X: npt.NDArray[np.float64], pad: int) -> npt.NDArray[np.float64]:
    width: tuple[int, int] = (pad, pad)
    return np.pad(X, ((0, 0), width, width, (0, 0)))


# %% conv_single_step
def conv_single_step(a_slice_prev: Float[np.ndarray, "f f c"], W: Window, b: torch.Tensor) -> float:
    Z: Unknown = np.sum(a_slice_prev * W)
    return float(Z + b.item())


# %% conv_forward
def conv_forward(A_prev: Batch, W: Filters, b: Biases, hparameters: Parameters) -> tuple[Batch, Cache]:
    stride: int = hparameters["stride"]
    pad: int = hparameters["pad"]
    f: int = W.shape[0]
    X = zero_pad(A_prev, pad)
    Z: Batch = np.zeros((len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        window: Window = X[i, h * stride :, w * stride :][:f, :f]
        Z[i, h, w, c] = conv_single_step(window, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(
    A_prev: np.ndarray, hparameters: Parameters, mode: Literal["max", "average"] = "max"
) -> tuple[np.ndarray, tuple[np.ndarray, Parameters]]:
    f, stride = hparameters["f"], hparameters["stride"]

    def size(n: Pixels) -> Pixels:
        return (n - f) // stride + 1

    A = np.zeros((len(A_prev), size(A_prev.shape[1]), size(A_prev.shape[2]), A_prev.shape[3]))
    for i, h, w, c in np.ndindex(*A.shape):
        window = A_prev[i, h * stride :, w * stride :, c][:f, :f]
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A, (A_prev, hparameters)


# %% create_mask_from_window
def create_mask_from_window(x: np.ndarray, /) -> Mask[bool]:
    mask: Mask = x == x.max()
    return mask

"""The graded functions without loops."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def zero_pad(X, pad):
    """Zeros around height and width."""
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C), dtype=X.dtype)
    X_pad[:, pad : pad + n_H, pad : pad + n_W] = X
    return X_pad


def conv_single_step(a_slice_prev, W, b):
    """One dot product."""
    return np.vdot(a_slice_prev, W) + np.squeeze(b)


def windows(A, f, stride):
    """All windows of a batch, shape (m, n_H, n_W, n_C, f, f)."""
    return sliding_window_view(A, (f, f), axis=(1, 2))[:, ::stride, ::stride]


def conv_forward(A_prev, W, b, hparameters):
    """All windows at once."""
    views = windows(zero_pad(A_prev, hparameters["pad"]), W.shape[0], hparameters["stride"])
    Z = np.einsum("mhwkab,abkc->mhwc", views, W) + b
    return Z, (A_prev, W, b, hparameters)


def pool_forward(A_prev, hparameters, mode="max"):
    """All windows at once."""
    views = windows(A_prev, hparameters["f"], hparameters["stride"])
    A = views.max(axis=(4, 5)) if mode == "max" else views.mean(axis=(4, 5))
    return A, (A_prev, hparameters)

"""The optional functions."""

import numpy as np


def conv_backward(dZ, cache):
    """Add up what each window gives."""
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    _, n_H_prev, n_W_prev, _ = A_prev.shape
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = np.zeros_like(A_prev_pad)
    dW = np.zeros_like(W)
    for h in range(dZ.shape[1]):
        for w in range(dZ.shape[2]):
            rows, columns = slice(h * stride, h * stride + f), slice(w * stride, w * stride + f)
            dA_prev_pad[:, rows, columns] += np.einsum("mc,abkc->mabk", dZ[:, h, w], W)
            dW += np.einsum("mabk,mc->abkc", A_prev_pad[:, rows, columns], dZ[:, h, w])
    db = dZ.sum(axis=(0, 1, 2)).reshape(b.shape)
    dA_prev = dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev]
    return dA_prev, dW, db


def create_mask_from_window(x):
    """True where the maximum stands."""
    return x == x.max()


def distribute_value(dz, shape):
    """The same share for everybody."""
    return np.ones(shape) * dz / np.prod(shape)


def pool_backward(dA, cache, mode="max"):
    """Each window gets its gradient back."""
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros_like(A_prev)
    for i, h, w, c in np.ndindex(*dA.shape):
        window = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            dA_prev[window] += create_mask_from_window(A_prev[window]) * dA[i, h, w, c]
        else:
            dA_prev[window] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev

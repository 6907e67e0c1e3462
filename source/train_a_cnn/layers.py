"""A convolution and a pooling layer that are fast enough to train with: all windows at once, no loops over them.

They take and return what `conv_forward`, `pool_forward`, `conv_backward` and `pool_backward` of the assignment
"Convolutional Neural Networks: Step by Step" do, with two limits: pooling is max pooling, and its windows lie side by
side. Arrays have the axes (example, row, column, channel).
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def view_windows(images, f, stride):
    """View all windows of f by f pixels, without copying a number.

    images: shape (m, n_H_prev, n_W_prev, n_C_prev). Returns shape (m, n_H, n_W, n_C_prev, f, f).
    """
    windows = sliding_window_view(images, (f, f), axis=(1, 2))
    return windows[:, ::stride, ::stride]


def conv_forward(A_prev, W, b, hparameters):
    """Convolve a batch with a bank of filters.

    A_prev: shape (m, n_H_prev, n_W_prev, n_C_prev). W: shape (f, f, n_C_prev, n_C). b: shape (1, 1, 1, n_C).
    hparameters: dictionary with the integers "stride" and "pad".
    Returns Z of shape (m, n_H, n_W, n_C), and the cache for conv_backward.
    """
    pad = hparameters["pad"]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = view_windows(padded, len(W), hparameters["stride"])
    # Example m, place (h, w): the sum over the channels k and the places (u, v) in the window, for each filter c.
    Z = np.einsum("mhwkuv,uvkc->mhwc", windows, W, optimize=True) + b
    return Z, (A_prev, W, b, hparameters)


def conv_backward(dZ, cache):
    """Work out the gradients of a convolution.

    dZ: shape (m, n_H, n_W, n_C). cache: from conv_forward.
    Returns dA_prev, dW and db, of the shapes of A_prev, W and b.
    """
    A_prev, W, b, hparameters = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], len(W)
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = view_windows(padded, f, stride)
    dW = np.einsum("mhwkuv,mhwc->uvkc", windows, dZ, optimize=True)
    db = dZ.sum(axis=(0, 1, 2)).reshape(b.shape)

    d_padded = np.zeros(padded.shape)
    n_H, n_W = dZ.shape[1:3]
    for u in range(f):
        for v in range(f):
            # The pixel (u, v) of all windows at once; none of them is the same pixel of the input.
            d_padded[:, u : u + stride * n_H : stride, v : v + stride * n_W : stride] += dZ @ W[u, v].T
    rows, columns = A_prev.shape[1:3]
    return d_padded[:, pad : pad + rows, pad : pad + columns], dW, db


def pool_forward(A_prev, hparameters):
    """Keep the largest number of each window, channel by channel.

    A_prev: shape (m, n_H_prev, n_W_prev, n_C). hparameters: dictionary with the integers "f" and "stride", which are
    equal here; rows and columns that are left over are not used. Raises ValueError when they differ.
    Returns A of shape (m, n_H, n_W, n_C), and the cache for pool_backward.
    """
    if hparameters["f"] != hparameters["stride"]:
        raise ValueError("the windows of this layer lie side by side: f and stride must be equal")
    return view_windows(A_prev, hparameters["f"], hparameters["stride"]).max(axis=(4, 5)), (A_prev, hparameters)


def pool_backward(dA, cache):
    """Send the gradient of each window to its maximum, if that is above zero.

    With a ReLU right before or right after the pooling, this does the backward pass of the ReLU as well: where the
    maximum of a window is not above zero, the ReLU is shut, and no gradient passes.

    dA: shape (m, n_H, n_W, n_C). cache: from pool_forward. Returns dA_prev, of the shape of A_prev.
    """
    A_prev, hparameters = cache
    f = hparameters["f"]
    n_H, n_W = dA.shape[1:3]
    # Each number of the output takes the place of its whole window.
    largest = view_windows(A_prev, f, f).max(axis=(4, 5)).repeat(f, axis=1).repeat(f, axis=2)
    inside = A_prev[:, : n_H * f, : n_W * f]
    shares = dA.repeat(f, axis=1).repeat(f, axis=2)
    dA_prev = np.zeros(A_prev.shape)
    dA_prev[:, : n_H * f, : n_W * f] = np.where((inside == largest) & (largest > 0), shares, 0.0)
    return dA_prev

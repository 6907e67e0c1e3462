"""numpy imported under names of one's own."""

# %%
import numpy as numerics, os
from numpy import *
import numpy


# %% zero_pad
def zero_pad(X, pad):
    return numerics.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return numpy.sum(a_slice_prev * W) + b.item()


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    Z = zeros((len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]))
    for i, h, w, c in ndindex(*Z.shape):
        Z[i, h, w, c] = conv_single_step(X[i, h * stride :, w * stride :][:f, :f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    A = numerics.zeros((len(A_prev), *((n - f) // stride + 1 for n in A_prev.shape[1:3]), A_prev.shape[3]))
    for i, h, w, c in numerics.ndindex(*A.shape):
        window = A_prev[i, h * stride :, w * stride :, c][:f, :f]
        A[i, h, w, c] = numerics.amax(window) if mode == "max" else numerics.average(window)
    return A, (A_prev, hparameters)

"""Every function imports what it uses."""


# %% zero_pad
def zero_pad(X, pad):
    from numpy import pad as pad_with

    return pad_with(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    import math
    import operator
    from functools import reduce

    return math.fsum(map(operator.mul, a_slice_prev.ravel(), W.ravel())) + reduce(operator.add, b.ravel())


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    import itertools

    import numpy

    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    shape = len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]
    Z = numpy.zeros(shape)
    for i, h, w, c in itertools.product(*map(range, shape)):
        Z[i, h, w, c] = conv_single_step(X[i, h * stride :, w * stride :][:f, :f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    from math import floor
    from statistics import fmean

    f, stride = hparameters["f"], hparameters["stride"]
    m, height, width, n_C = A_prev.shape
    import numpy as anything

    A = anything.zeros((m, floor((height - f) / stride + 1), floor((width - f) / stride + 1), n_C))
    for i, h, w, c in anything.ndindex(A.shape):
        window = A_prev[i, h * stride :, w * stride :, c][:f, :f].ravel()
        A[i, h, w, c] = max(window) if mode == "max" else fmean(window)
    return A, (A_prev, hparameters)

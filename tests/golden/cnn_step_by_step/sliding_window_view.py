"""All windows at once, by sliding_window_view."""

# %%
from numpy.lib.stride_tricks import sliding_window_view as windows_of


# %% zero_pad
def zero_pad(X, pad):
    return np.pad(X, [(0,), (pad,), (pad,), (0,)])


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return (a_slice_prev * W).sum() + b.sum()


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    views = windows_of(zero_pad(A_prev, pad), (f, f), (1, 2))[:, ::stride, ::stride]
    Z = (views[..., None] * W.transpose(2, 0, 1, 3)).sum((3, 4, 5)) + b[0]
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    views = windows_of(A_prev, (f, f), (1, 2))[:, ::stride, ::stride]
    A = {"max": np.max, "average": np.mean}[mode](views, axis=(-2, -1))
    return A, (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    m, n_H, n_W, n_C = dZ.shape
    padded = zero_pad(A_prev, pad)
    views = windows_of(padded, (f, f), (1, 2))[:, ::stride, ::stride]
    dW = np.tensordot(views, dZ, axes=((0, 1, 2), (0, 1, 2))).transpose(1, 2, 0, 3)
    spread = np.zeros((m, padded.shape[1] + f - 1, padded.shape[2] + f - 1, n_C))
    spread[:, f - 1 : f - 1 + n_H * stride : stride, f - 1 : f - 1 + n_W * stride : stride] = dZ
    dA_pad = np.tensordot(windows_of(spread, (f, f), (1, 2)), W[::-1, ::-1], axes=((3, 4, 5), (3, 0, 1)))
    dA_prev = dA_pad[:, pad : dA_pad.shape[1] - pad, pad : dA_pad.shape[2] - pad]
    return dA_prev, dW, dZ.sum(axis=(0, 1, 2), keepdims=True)

"""Windows as a view with strides of its own."""

# %%
from numpy.lib import stride_tricks


def view_of_windows(X, f, stride):
    m, height, width, channels = X.shape
    s = X.strides
    shape = (m, (height - f) // stride + 1, (width - f) // stride + 1, f, f, channels)
    steps = (s[0], s[1] * stride, s[2] * stride, s[1], s[2], s[3])
    return stride_tricks.as_strided(X, shape, steps, writeable=False)


# %% zero_pad
def zero_pad(X, pad):
    height, width = X.shape[1:3]
    X_pad = np.zeros((len(X), height + 2 * pad, width + 2 * pad, X.shape[3]))
    middle = stride_tricks.as_strided(X_pad[:, pad:, pad:], X.shape, X_pad.strides)
    middle[...] = X
    return X_pad


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.sum(np.multiply(a_slice_prev, W)) + np.ravel(b)[0]


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    windows = view_of_windows(zero_pad(A_prev, hparameters["pad"]), W.shape[0], hparameters["stride"])
    return np.tensordot(windows, W, 3) + b, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    windows = view_of_windows(A_prev, hparameters["f"], hparameters["stride"])
    return getattr(windows, mode.replace("average", "mean"))(axis=(3, 4)), (A_prev, hparameters)

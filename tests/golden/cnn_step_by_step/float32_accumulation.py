"""Everything in single precision."""


# %% zero_pad
def zero_pad(X, pad):
    return np.pad(X.astype(np.float32), ((0, 0), (pad, pad), (pad, pad), (0, 0)))


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W, dtype=np.float32)
    return np.sum(s, dtype=np.float32) + np.float32(b.item())


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    n_H, n_W = (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1
    Z = np.zeros((X.shape[0], n_H, n_W, W.shape[3]), dtype=np.float32)
    for i, h, w, c in np.ndindex(*Z.shape):
        window = X[i, h * stride : h * stride + f, w * stride : w * stride + f]
        Z[i, h, w, c] = conv_single_step(window, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (A_prev.shape[1] - f) // stride + 1, (A_prev.shape[2] - f) // stride + 1
    A = np.zeros((A_prev.shape[0], n_H, n_W, A_prev.shape[3]), "float32")
    for i, h, w, c in np.ndindex(*A.shape):
        window = A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f, c].astype("float32")
        A[i, h, w, c] = window.max() if mode == "max" else window.mean(dtype="float32")
    return A, (A_prev, hparameters)


# %% distribute_value
def distribute_value(dz, shape):
    return np.full(shape, dz / np.prod(shape), dtype=np.float32)

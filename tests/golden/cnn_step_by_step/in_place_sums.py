"""Sums in place, on arrays of one's own and copies of the arguments."""


# %% zero_pad
def zero_pad(X, pad):
    X_pad = np.zeros((X.shape[0], X.shape[1] + 2 * pad, X.shape[2] + 2 * pad, X.shape[3]))
    X_pad[:, pad : pad + X.shape[1], pad : pad + X.shape[2]] += X
    return X_pad


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev.copy()
    s *= W
    Z = b.sum()
    Z += s.sum()
    return Z


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in A_prev.shape[1:3])
    X = zero_pad(A_prev, pad)
    Z = np.zeros((A_prev.shape[0], n_H, n_W, W.shape[3]))
    Z += b
    for i in range(f):
        for j in range(f):
            for k in range(W.shape[2]):
                part = X[:, i : i + n_H * stride : stride, j : j + n_W * stride : stride, k][:, :n_H, :n_W].copy()
                Z += part[..., np.newaxis] * W[i, j, k]
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = ((n - f) // stride + 1 for n in A_prev.shape[1:3])
    A = np.full((A_prev.shape[0], n_H, n_W, A_prev.shape[3]), -np.inf if mode == "max" else 0.0)
    for i in range(f):
        for j in range(f):
            part = A_prev[:, i : i + n_H * stride : stride, j : j + n_W * stride : stride][:, :n_H, :n_W]
            if mode == "max":
                np.maximum(A, part, out=A)
            else:
                A += part
    if mode == "average":
        A /= f * f
    return A, (A_prev, hparameters)


# %% create_mask_from_window
def create_mask_from_window(x):
    mask = x - np.max(x)
    mask *= -1
    return mask <= 0


# %% distribute_value
def distribute_value(dz, shape):
    a = np.ones(shape)
    a *= dz
    a /= a.size
    return a

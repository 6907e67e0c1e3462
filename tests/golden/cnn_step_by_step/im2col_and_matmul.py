"""Windows as the columns of one matrix, and a matrix product."""


# %%
def im2col(X, f, stride):
    m, height, width, channels = X.shape
    n_H, n_W = (height - f) // stride + 1, (width - f) // stride + 1
    columns = [
        X[:, h * stride : h * stride + f, w * stride : w * stride + f].reshape(m, -1)
        for h in range(n_H)
        for w in range(n_W)
    ]
    return np.stack(columns, axis=1), n_H, n_W


def col2im(columns, shape, f, stride, n_H, n_W):
    X = np.zeros(shape)
    for h in range(n_H):
        for w in range(n_W):
            X[:, h * stride : h * stride + f, w * stride : w * stride + f] += columns[:, h * n_W + w].reshape(
                shape[0], f, f, shape[3]
            )
    return X


# %% zero_pad
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), "constant")


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return a_slice_prev.reshape(-1) @ W.reshape(-1) + b.reshape(-1)[0]


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    columns, n_H, n_W = im2col(zero_pad(A_prev, hparameters["pad"]), W.shape[0], hparameters["stride"])
    Z = columns @ W.reshape(-1, W.shape[-1]) + b.reshape(-1)
    return Z.reshape(len(A_prev), n_H, n_W, -1), (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f = hparameters["f"]
    columns, n_H, n_W = im2col(A_prev, f, hparameters["stride"])
    columns = columns.reshape(*columns.shape[:2], f * f, -1)
    A = columns.max(axis=2) if mode == "max" else columns.mean(axis=2)
    return A.reshape(len(A_prev), n_H, n_W, -1), (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    pad, f = hparameters["pad"], W.shape[0]
    padded = zero_pad(A_prev, pad)
    columns, n_H, n_W = im2col(padded, f, hparameters["stride"])
    flat = dZ.reshape(len(dZ), -1, dZ.shape[-1])
    dW = sum(one.T @ other for one, other in zip(columns, flat)).reshape(W.shape)
    d_columns = flat @ W.reshape(-1, W.shape[-1]).T
    dA_pad = col2im(d_columns, padded.shape, f, hparameters["stride"], n_H, n_W)
    dA_prev = dA_pad[:, pad : pad + A_prev.shape[1], pad : pad + A_prev.shape[2], :]
    return dA_prev, dW, flat.sum(axis=(0, 1)).reshape(b.shape)

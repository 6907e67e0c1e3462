"""Sums of products by einsum."""


# %% zero_pad
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    rows, columns = np.eye(n_H + 2 * pad, n_H, -pad), np.eye(n_W + 2 * pad, n_W, -pad)
    return np.einsum("ah,bw,mhwc->mabc", rows, columns, X)


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.einsum("ijk,ijk->", a_slice_prev, W) + np.einsum("ijk->", b)


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], len(W)
    X = zero_pad(A_prev, pad)
    n_H, n_W = (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1
    Z = np.empty((len(X), n_H, n_W, W.shape[3]))
    for h in range(n_H):
        for w in range(n_W):
            window = X[:, h * stride : h * stride + f, w * stride : w * stride + f]
            Z[:, h, w] = np.einsum("mijk,ijkc->mc", window, W)
    Z += np.einsum("ijkc->c", b)
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (A_prev.shape[1] - f) // stride + 1, (A_prev.shape[2] - f) // stride + 1
    A = np.empty((A_prev.shape[0], n_H, n_W, A_prev.shape[3]))
    for h, w in np.ndindex(n_H, n_W):
        window = A_prev[:, h * stride :, w * stride :][:, :f, :f]
        A[:, h, w] = np.einsum("mijc->mc", window) / f**2 if mode == "average" else window.max((1, 2))
    return A, (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], len(W)
    X = zero_pad(A_prev, pad)
    dX, dW = np.zeros(X.shape), np.zeros(W.shape)
    for i, j in np.ndindex(f, f):
        places = (
            slice(None),
            slice(i, i + stride * (dZ.shape[1] - 1) + 1, stride),
            slice(j, j + stride * (dZ.shape[2] - 1) + 1, stride),
        )
        dX[places] += np.einsum("mhwc,kc->mhwk", dZ, W[i, j])
        dW[i, j] = np.einsum("mhwk,mhwc->kc", X[places], dZ)
    db = np.einsum("mhwc->c", dZ)[None, None, None, :]
    return dX[:, pad : X.shape[1] - pad, pad : X.shape[2] - pad], dW, db


# %% distribute_value
def distribute_value(dz, shape):
    return np.einsum("i,j->ij", np.full(shape[0], dz / shape[0]), np.full(shape[1], 1 / shape[1]))

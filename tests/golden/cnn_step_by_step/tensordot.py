"""One tensordot for each place of the window."""


# %% zero_pad
def zero_pad(X, pad):
    X_pad = np.zeros(X.shape + 2 * pad * np.array([0, 1, 1, 0]))
    X_pad[:, pad : X_pad.shape[1] - pad, pad : X_pad.shape[2] - pad] = X
    return X_pad


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.tensordot(a_slice_prev, W, axes=3) + np.tensordot(b, np.ones((1, 1, 1)), 3)


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f, _, _, n_C = W.shape
    X = zero_pad(A_prev, pad)
    n_H, n_W = (np.array(X.shape[1:3]) - f) // stride + 1
    Z = np.zeros((A_prev.shape[0], n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            top, left = h * stride, w * stride
            Z[:, h, w, :] = np.tensordot(X[:, top : top + f, left : left + f, :], W, axes=([1, 2, 3], [0, 1, 2]))
    return Z + b, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (np.array(A_prev.shape[1:3]) - f) // stride + 1
    A = np.zeros((A_prev.shape[0], n_H, n_W, A_prev.shape[3]))
    for h in range(n_H):
        for w in range(n_W):
            window = A_prev[:, h * stride : h * stride + f, w * stride : w * stride + f, :]
            if mode == "average":
                A[:, h, w] = np.tensordot(window, np.full((f, f), 1 / f**2), axes=([1, 2], [0, 1]))
            else:
                A[:, h, w] = np.amax(window, axis=(1, 2))
    return A, (A_prev, hparameters)

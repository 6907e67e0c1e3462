"""Finished functions with the placeholders of the starter still in them."""


# %% zero_pad
def zero_pad(X, pad):
    """Pad with zeros."""
    # YOUR CODE STARTS HERE (about 1 line)
    X_pad = None
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    # YOUR CODE ENDS HERE
    return X_pad


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    s = None
    Z = None
    s = a_slice_prev * W
    Z = np.sum(s)
    Z = Z + b.item()
    return Z
    raise NotImplementedError


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = n_W = None
    n_H, n_W = ((n - f + 2 * pad) // stride + 1 for n in (n_H_prev, n_W_prev))
    Z = None
    A_prev_pad = zero_pad(A_prev, pad)
    Z = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        a_prev_pad = None
        for h in range(n_H):
            vert_start = None
            for w in range(n_W):
                for c in range(n_C):
                    weights = biases = None
                    window = A_prev_pad[i, h * stride :, w * stride :][:f, :f]
                    Z[i, h, w, c] = None
                    Z[i, h, w, c] = conv_single_step(window, W[..., c], b[..., c])
    assert Z.shape == (m, n_H, n_W, n_C)
    cache = (A_prev, W, b, hparameters)
    return Z, cache

"""The functions call each other by keywords, in an order of their own."""


# %% zero_pad
def zero_pad(X, pad):
    return np.pad(array=X, pad_width=((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant", constant_values=(0, 0))


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a=np.multiply(a_slice_prev, W)) + b.item()


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(pad=pad, X=A_prev)
    Z = np.zeros(shape=(len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        window = X[i, h * stride :, w * stride :][:f, :f]
        Z[i, h, w, c] = conv_single_step(b=b[..., c], W=W[..., c], a_slice_prev=window)
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max", *, start=-np.inf):
    f, stride = hparameters["f"], hparameters["stride"]
    A = np.zeros((len(A_prev), *((n - f) // stride + 1 for n in A_prev.shape[1:3]), A_prev.shape[3]))
    for h, w in np.ndindex(*A.shape[1:3]):
        window = A_prev[:, h * stride :, w * stride :][:, :f, :f]
        A[:, h, w] = window.max(axis=(1, 2), initial=start) if mode == "max" else window.mean(axis=(1, 2))
    return A, (A_prev, hparameters)


# %% create_mask_from_window
def create_mask_from_window(x):
    mask = np.zeros(shape=x.shape, dtype=bool)
    mask[np.unravel_index(indices=np.argmax(x), shape=x.shape)] = True
    return mask


# %% distribute_value
def distribute_value(dz, shape):
    (n_H, n_W) = shape
    return np.full(fill_value=dz / (n_H * n_W), shape=(n_H, n_W))


# %% pool_backward
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros_like(A_prev)
    for i, h, w, c in np.ndindex(*dA.shape):
        window = i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c
        if mode == "max":
            dA_prev[window] += dA[i, h, w, c] * create_mask_from_window(x=A_prev[window])
        else:
            dA_prev[window] += distribute_value(shape=(f, f), dz=dA[i, h, w, c])
    return dA_prev

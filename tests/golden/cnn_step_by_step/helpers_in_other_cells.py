"""Helper functions in cells above and below, one of them later shadowed by a variable of its name."""


# %%
def borders(pad):
    return (pad, pad)


def corner(index, stride, f):
    return slice(index * stride, index * stride + f)


# %% zero_pad
def zero_pad(X, pad):
    p = borders(pad)
    return np.pad(X, ((0, 0), p, p, (0, 0)))


# %%
def products(one, other):
    return one * other


def output_size(size, f, stride, pad=0):
    return (size + 2 * pad - f) // stride + 1


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return total(products(a_slice_prev, W)) + b.item()


# %%
def total(array):
    return np.sum(array)


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    n_H, n_W = (output_size(size, f, stride, pad) for size in A_prev.shape[1:3])
    Z = np.zeros((len(X), n_H, n_W, W.shape[3]))
    for place in np.ndindex(*Z.shape):
        fill(Z, place, X, W, b, stride)
    return Z, (A_prev, W, b, hparameters)


def fill(Z, place, X, W, b, stride):
    i, h, w, c = place
    f = W.shape[0]
    Z[place] = conv_single_step(X[i, corner(h, stride, f), corner(w, stride, f)], W[..., c], b[..., c])


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (output_size(size, f, stride) for size in A_prev.shape[1:3])
    A = np.zeros((len(A_prev), n_H, n_W, A_prev.shape[3]))
    for i, h, w, c in np.ndindex(*A.shape):
        A[i, h, w, c] = pooled(A_prev[i, corner(h, stride, f), corner(w, stride, f), c], mode)
    return A, (A_prev, hparameters)


def pooled(window, mode):
    return largest(window) if mode == "max" else window.mean()


def largest(window):
    return window.max()


# %%
corner = corner(1, 2, 3)
largest = largest(np.arange(3.0))
borders = [borders(1), borders(2)]

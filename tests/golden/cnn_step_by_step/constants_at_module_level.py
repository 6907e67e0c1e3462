"""Constants, tables and counters at module level, some filled step by step."""

# %%
BORDER = 0
AXES = (1, 2)
NONE, SPATIAL = (0, 0), slice(1, 3)
REDUCE = {}
REDUCE["max"] = np.max
REDUCE["average"] = np.mean
names_of_parameters = []
names_of_parameters.append("f")
names_of_parameters.extend(["stride"])
offset = 0
offset += 1


class Counts:
    steps = 0


Counts.steps = 1
for key in ("pad", "stride"):
    REDUCE[key] = None


# %% zero_pad
def zero_pad(X, pad):
    return np.pad(X, (NONE, (pad, pad), (pad, pad), NONE), constant_values=BORDER)


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    global offset
    offset += 1
    Counts.steps += 1
    return np.sum(a_slice_prev * W) + b.item()


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    n_H, n_W = ((n - f) // stride + offset * 0 + 1 for n in X.shape[SPATIAL])
    Z = np.zeros((len(X), n_H, n_W, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        Z[i, h, w, c] = conv_single_step(X[i, h * stride :, w * stride :][:f, :f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = (hparameters[name] for name in names_of_parameters)
    A = np.zeros((len(A_prev), *((n - f) // stride + 1 for n in A_prev.shape[SPATIAL]), A_prev.shape[3]))
    for h, w in np.ndindex(*A.shape[SPATIAL]):
        A[:, h, w] = REDUCE[mode](A_prev[:, h * stride :, w * stride :][:, :f, :f], axis=AXES)
    return A, (A_prev, hparameters)

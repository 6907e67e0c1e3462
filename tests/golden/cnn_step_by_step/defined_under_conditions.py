"""Functions defined under `if` and `try`, two in one block."""

# %%
try:
    from numpy.lib.stride_tricks import sliding_window_view
except ImportError:
    sliding_window_view = None

try:
    from scipy.signal import correlate
except ImportError:
    correlate = None


# %% zero_pad
if True:

    def zero_pad(X, pad):
        return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


# %% conv_single_step
try:

    def conv_single_step(a_slice_prev, W, b):
        return np.sum(a_slice_prev * W) + b.item()

except Exception as problem:
    print(problem)


# %% conv_forward
if "anything":

    def corner(index: int, stride: int, f: int) -> slice:
        return slice(index * stride, index * stride + f)

    def conv_forward(A_prev, W, b, hparameters):
        stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
        X = zero_pad(A_prev, pad)
        Z = np.zeros((len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]))
        for i, h, w, c in np.ndindex(*Z.shape):
            Z[i, h, w, c] = conv_single_step(X[i, corner(h, stride, f), corner(w, stride, f)], W[..., c], b[..., c])
        return Z, (A_prev, W, b, hparameters)


# %% pool_forward
with np.errstate(all="ignore"):
    if sliding_window_view is not None:

        def pool_forward(A_prev, hparameters, mode="max"):
            f, stride = hparameters["f"], hparameters["stride"]
            views = sliding_window_view(A_prev, (f, f), (1, 2))[:, ::stride, ::stride]
            return views.max((4, 5)) if mode == "max" else views.mean((4, 5)), (A_prev, hparameters)

    else:

        def pool_forward(A_prev, hparameters, mode="max"):
            raise RuntimeError("no windows")

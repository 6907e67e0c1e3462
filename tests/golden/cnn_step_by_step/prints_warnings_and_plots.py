"""Prints, warnings, objects shown and plots wherever there is room; the plotting module is not there at grading."""

# %%
import sys
import warnings


# %%
import matplotlib.pyplot as plt


# %%
import matplotlib.colors, numpy as np


# %%
def look(array, title):
    print(title, array)
    print(array.shape, file=sys.stderr)
    sys.stdout.write("x" * 10_000)
    sys.stderr.write("y" * 10_000)
    warnings.warn(f"looking at {title}")
    display(array)
    if False:
        plt.imshow(array[0])
        plt.show()


# %% zero_pad
def zero_pad(X, pad):
    look(X, "X")
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    print("padded", X_pad)
    assert X_pad.ndim == 4
    return X_pad


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    print("step", W.shape, b)
    np.sqrt(np.array([-1.0]))
    np.array([1.0]) / np.array([0.0])
    return np.sum(a_slice_prev * W) + b.item()


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    look(A_prev, "A_prev")
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    Z = np.zeros((len(X), (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        print(f"{i=} {h=} {w=} {c=}")
        Z[i, h, w, c] = conv_single_step(X[i, h * stride :, w * stride :][:f, :f], W[..., c], b[..., c])
    warnings.warn("done", DeprecationWarning)
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    sys.stdout.flush()
    f, stride = hparameters["f"], hparameters["stride"]
    A = np.zeros((len(A_prev), *((n - f) // stride + 1 for n in A_prev.shape[1:3]), A_prev.shape[3]))
    for i, h, w, c in np.ndindex(*A.shape):
        window = A_prev[i, h * stride :, w * stride :, c][:f, :f]
        look(window, "window")
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A, (A_prev, hparameters)

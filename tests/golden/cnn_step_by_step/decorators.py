"""Decorators: own ones, lru_cache, and one that is applied by assignment."""

# %%
import functools
import time
from functools import lru_cache, wraps


def timed(function):
    @wraps(function)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            inner.seconds += time.perf_counter() - start

    inner.seconds = 0.0
    return inner


def logged(prefix):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            print(prefix, function.__name__, inner.calls)
            inner.calls += 1
            return function(*args, **kwargs)

        inner.calls = 0
        return inner

    return decorate


@lru_cache(maxsize=None)
def size(n, f, stride, pad):
    return (n - f + 2 * pad) // stride + 1


def part(start, f):
    return slice(start, start + f)


part = lru_cache()(part)


# %% zero_pad
@timed
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev * W) + b.item()


conv_single_step = timed(conv_single_step)
conv_single_step.name = "one step"


# %% conv_forward
@timed
@logged("calling")
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    X = zero_pad(A_prev, pad)
    Z = np.zeros((len(X), *(size(n, f, stride, pad) for n in A_prev.shape[1:3]), W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        Z[i, h, w, c] = conv_single_step(X[i, part(h * stride, f), part(w * stride, f)], W[..., c], b[..., c])
    assert conv_single_step.name == "one step"
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
@logged(prefix="pooling")
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    A = np.zeros((len(A_prev), *(size(n, f, stride, 0) for n in A_prev.shape[1:3]), A_prev.shape[3]))
    for i, h, w, c in np.ndindex(*A.shape):
        window = A_prev[i, part(h * stride, f), part(w * stride, f), c]
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A, (A_prev, hparameters)

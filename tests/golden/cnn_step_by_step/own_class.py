"""The work is done by classes; some functions are their methods."""

# %%
from dataclasses import dataclass


@dataclass
class Window:
    f: int
    stride: int
    pad: int = 0

    def count(self, size: int) -> int:
        return (size - self.f + 2 * self.pad) // self.stride + 1

    def places(self, height, width):
        for h in range(self.count(height)):
            for w in range(self.count(width)):
                yield h, w, self._part(h), self._part(w)

    def _part(self, index):
        return slice(index * self.stride, index * self.stride + self.f)


class Padding:
    value = 0

    @classmethod
    def apply(cls, X, pad):
        return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), constant_values=cls.value)


class Filter:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, window):
        return np.sum(self.W * window) + self.b.item()


# %% zero_pad
zero_pad = Padding.apply


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return Filter(W, b)(a_slice_prev)


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    window = Window(W.shape[0], **hparameters)
    filters = [Filter(W[..., c], b[..., c]) for c in range(W.shape[3])]
    m, height, width, _ = A_prev.shape
    Z = np.zeros((m, window.count(height), window.count(width), len(filters)))
    padded = Padding.apply(A_prev, window.pad)
    for h, w, rows, columns in window.places(height, width):
        for i in range(m):
            Z[i, h, w] = [filter_(padded[i, rows, columns]) for filter_ in filters]
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
class Pooling:
    functions = {"max": np.max, "average": np.mean}

    def __call__(self, A_prev, hparameters, mode="max"):
        window = Window(**hparameters)
        m, height, width, n_C = A_prev.shape
        A = np.zeros((m, window.count(height), window.count(width), n_C))
        for h, w, rows, columns in window.places(height, width):
            A[:, h, w] = self.functions[mode](A_prev[:, rows, columns], axis=(1, 2))
        return A, (A_prev, hparameters)


pool_forward = Pooling()

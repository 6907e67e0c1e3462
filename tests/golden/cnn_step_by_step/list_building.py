"""Nested lists that become an array at the end."""


# %% zero_pad
def zero_pad(X, pad):
    channels = X.shape[3]
    nothing = [0.0] * channels
    images = []
    for image in X.tolist():
        width = len(image[0]) + 2 * pad
        rows = [[nothing] * width for _ in range(pad)]
        for row in image:
            rows.append([nothing] * pad + row + [nothing] * pad)
        rows += [[nothing] * width for _ in range(pad)]
        images.append(rows)
    return np.array(images)


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return sum([x * y for x, y in zip(a_slice_prev.ravel().tolist(), W.ravel().tolist())]) + b.tolist()[0][0][0]


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, f = hparameters["stride"], W.shape[0]
    X = zero_pad(A_prev, hparameters["pad"])
    Z = np.array(
        [
            [
                [
                    [conv_single_step(image[h : h + f, w : w + f], W[..., c], b[..., c]) for c in range(W.shape[3])]
                    for w in range(0, X.shape[2] - f + 1, stride)
                ]
                for h in range(0, X.shape[1] - f + 1, stride)
            ]
            for image in X
        ]
    )
    return Z, [A_prev, W, b, hparameters]


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    A = []
    for image in A_prev:
        rows = []
        for h in range(0, image.shape[0] - f + 1, stride):
            row = []
            for w in range(0, image.shape[1] - f + 1, stride):
                window = image[h : h + f, w : w + f].reshape(f * f, -1).T.tolist()
                row.append([max(channel) if mode == "max" else sum(channel) / len(channel) for channel in window])
            rows.append(row)
        A.append(rows)
    return [np.array(A), (A_prev, hparameters)]


# %% create_mask_from_window
def create_mask_from_window(x):
    largest = max(max(row) for row in x.tolist())
    return np.array([[value == largest for value in row] for row in x.tolist()])


# %% distribute_value
def distribute_value(dz, shape):
    return np.array([[dz / (shape[0] * shape[1])] * shape[1]] * shape[0])

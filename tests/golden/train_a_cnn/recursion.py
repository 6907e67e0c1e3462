"""A batch is the first half and the second half: functions that call themselves."""


# %% relu_forward
def relu_forward(Z):
    if Z.ndim > 1:
        return np.stack([relu_forward(part)[0] for part in Z]), Z
    return np.array([max(0.0, value) for value in Z]), Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    cache = (A_prev, W, b)
    if len(A_prev) == 1:
        return (A_prev[0][:, None] * W).sum(axis=0, keepdims=True) + b, cache
    half = len(A_prev) // 2
    return np.concatenate([dense_forward(A_prev[:half], W, b)[0], dense_forward(A_prev[half:], W, b)[0]]), cache


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    m = len(Z)
    if m == 1:
        shifted = Z - Z.max()
        shares = np.exp(shifted) / np.exp(shifted).sum()
        loss = np.log(np.exp(shifted).sum()) - shifted[0, y[0]]
        shares[0, y[0]] -= 1
        return loss, shares
    half = m // 2
    (loss_a, dZ_a), (loss_b, dZ_b) = (
        softmax_cross_entropy(Z[:half], y[:half]),
        softmax_cross_entropy(Z[half:], y[half:]),
    )
    loss = (half * loss_a + (m - half) * loss_b) / m
    return loss, np.vstack([half * dZ_a, (m - half) * dZ_b]) / m


# %% dense_backward
def dense_backward(dZ, cache):
    A_prev, W, b = cache
    if len(dZ) == 1:
        return (W * dZ).sum(axis=1)[None, :], np.outer(A_prev[0], dZ[0]), dZ + 0
    half = len(dZ) // 2
    first = dense_backward(dZ[:half], (A_prev[:half], W, b))
    second = dense_backward(dZ[half:], (A_prev[half:], W, b))
    return np.concatenate([first[0], second[0]]), first[1] + second[1], first[2] + second[2]


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    if not parameters:
        return {}
    (name, value), *others = parameters.items()
    return {name: value - learning_rate * gradients[name]} | sgd_step(dict(others), gradients, learning_rate)


# %% relu_backward
def relu_backward(dA, cache):
    if cache.ndim == 0:
        return dA if cache > 0 else np.float64(0)
    return np.array([relu_backward(part, own) for part, own in zip(dA, cache)])


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    if not parameters:
        return {}, {}
    (name, value), *others = parameters.items()
    v = beta * velocities[name] + gradients[name]
    moved, faster = momentum_step(dict(others), gradients, velocities, learning_rate, beta)
    return {name: value - learning_rate * v} | moved, {name: v} | faster

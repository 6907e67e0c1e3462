"""Functions without def, and small tools made of them."""

# %%
largest = lambda Z: Z.max(axis=1).reshape(-1, 1)
shift = lambda Z: Z - largest(Z)
totals = lambda Z: np.exp(shift(Z)).sum(axis=1).reshape(-1, 1)
shares = lambda Z: np.exp(shift(Z)) / totals(Z)
right = lambda n, y: (np.arange(n)[None, :] == np.asarray(y)[:, None]).astype(float)
both = lambda names, make: {name: make(name) for name in names}

# %% relu_forward
relu_forward = lambda Z: (Z * (Z > 0), Z)

# %% dense_forward
dense_forward = lambda A_prev, W, b: (np.tensordot(A_prev, W, axes=1) + b, (A_prev, W, b))

# %% softmax_cross_entropy
softmax_cross_entropy = lambda Z, y: (
    np.mean(np.log(totals(Z)) - np.take_along_axis(shift(Z), np.asarray(y)[:, None], axis=1)),
    (shares(Z) - right(Z.shape[1], y)) / Z.shape[0],
)

# %% dense_backward
dense_backward = lambda dZ, cache: (
    np.tensordot(dZ, cache[1], axes=(1, 1)),
    np.tensordot(cache[0], dZ, axes=(0, 0)),
    dZ.sum(axis=0)[np.newaxis],
)

# %% sgd_step
sgd_step = lambda parameters, gradients, learning_rate: both(
    parameters, lambda name: parameters[name] - learning_rate * gradients[name]
)

# %% relu_backward
relu_backward = lambda dA, cache: dA * (cache > 0)

# %% momentum_step
momentum_step = lambda parameters, gradients, velocities, learning_rate, beta=0.9: (
    both(parameters, lambda name: parameters[name] - learning_rate * (beta * velocities[name] + gradients[name])),
    both(parameters, lambda name: beta * velocities[name] + gradients[name]),
)

"""The shortest way: one numpy expression for each result."""


# %% relu_forward
def relu_forward(Z):
    return np.maximum(Z, 0), Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    return np.dot(A_prev, W) + b, (A_prev, W, b)


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    Z = Z - Z.max(1, keepdims=True)
    log_P = Z - np.log(np.exp(Z).sum(1, keepdims=True))
    one_hot = np.eye(Z.shape[1])[y]
    return -(one_hot * log_P).sum() / len(Z), (np.exp(log_P) - one_hot) / len(Z)


# %% dense_backward
def dense_backward(dZ, cache):
    A_prev, W, _ = cache
    return np.dot(dZ, W.T), np.dot(A_prev.T, dZ), dZ.sum(0, keepdims=True)


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    return {k: p - learning_rate * gradients[k] for k, p in parameters.items()}


# %% relu_backward
def relu_backward(dA, cache):
    return np.where(cache > 0, dA, 0)


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    v = {k: beta * velocities[k] + g for k, g in gradients.items()}
    return {k: parameters[k] - learning_rate * v[k] for k in v}, v

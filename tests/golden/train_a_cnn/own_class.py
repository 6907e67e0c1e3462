"""Layers as classes; the functions that are asked for make one of them and call it."""


# %%
class Dense:
    """A dense layer that remembers what it was given."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, A_prev):
        return np.array([sum(a * row for a, row in zip(example, self.W)) for example in A_prev]) + self.b

    def backward(self, dZ, A_prev):
        return np.array([self.W @ row for row in dZ]), sum(map(np.outer, A_prev, dZ)), sum(dZ).reshape(1, -1)


class Step:
    """A rule for steps with momentum; a beta of 0 is a plain step."""

    def __init__(self, learning_rate, beta=0.0):
        self.learning_rate, self.beta = learning_rate, beta

    def speed(self, v, g):
        return self.beta * v + g

    def move(self, p, v):
        return p - self.learning_rate * v


# %% relu_forward
def relu_forward(Z):
    return np.fmax(0.0, Z), Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    return Dense(W, b).forward(A_prev), (A_prev, W, b)


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    batch = range(len(Z))
    # Differences of scores: what is left when the score of the right class is taken from all.
    differences = Z - Z[batch, y].reshape(-1, 1)
    top = differences.max(axis=1, keepdims=True)
    logs = top + np.log(np.exp(differences - top).sum(axis=1, keepdims=True))
    dZ = np.exp(differences - logs)
    dZ[batch, y] -= 1
    return logs.mean(), dZ / len(Z)


# %% dense_backward
def dense_backward(dZ, cache):
    return Dense(*cache[1:]).backward(dZ, cache[0])


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    rule = Step(learning_rate)
    return {name: rule.move(parameters[name], gradients[name]) for name in parameters}


# %% relu_backward
def relu_backward(dA, cache):
    A, _ = relu_forward(cache)
    return np.choose(A > 0, [np.zeros(A.shape), dA])


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    rule = Step(learning_rate, beta)
    speeds = {name: rule.speed(velocities[name], gradients[name]) for name in velocities}
    return {name: rule.move(parameters[name], speeds[name]) for name in parameters}, speeds

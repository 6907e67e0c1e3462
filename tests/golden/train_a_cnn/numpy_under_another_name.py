"""numpy under another name, lists turned into arrays."""

# %%
import numpy
from numpy import exp, log


# %% relu_forward
def relu_forward(Z):
    return numpy.max([numpy.zeros(Z.shape), Z], axis=0), Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    columns = [A_prev @ W[:, j] + b[0, j] for j in range(W.shape[1])]
    return numpy.column_stack(columns), (A_prev, W, b)


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    e = exp(Z.T - Z.max(axis=1))  # a column for each example
    P = (e / e.sum(axis=0)).T
    picked = numpy.diag(Z[:, y])
    loss = numpy.average(log(e.sum(axis=0)) + Z.max(axis=1) - picked)
    right = numpy.zeros_like(P)
    for i, c in enumerate(y):
        right[i, c] = 1
    return loss, (P - right) / P.shape[0]


# %% dense_backward
def dense_backward(dZ, cache):
    A_prev, W, b = cache
    rows = [sum(dZ[i, j] * W[:, j] for j in range(W.shape[1])) for i in range(len(dZ))]
    columns = [A_prev.T @ dZ[:, j] for j in range(W.shape[1])]
    return numpy.vstack(rows), numpy.stack(columns, axis=1), numpy.array([[*map(sum, dZ.T)]])


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    return {**{name: parameters[name] - learning_rate * gradients[name] for name in gradients}}


# %% relu_backward
def relu_backward(dA, cache):
    return numpy.where(numpy.logical_not(cache > 0), 0, dA)


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    speeds = {}
    for name, velocity in velocities.items():
        speeds[name] = velocity * beta
    for name, gradient in gradients.items():
        speeds[name] = speeds[name] + gradient
    return {name: parameters[name] - speeds[name] * learning_rate for name in speeds}, speeds

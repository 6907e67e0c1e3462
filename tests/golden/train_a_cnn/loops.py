"""Nothing but loops and numbers."""

# %%
import math


# %% relu_forward
def relu_forward(Z):
    A = np.zeros(Z.shape)
    for place in np.ndindex(Z.shape):
        if Z[place] > 0:
            A[place] = Z[place]
    return A, Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    m, n_prev = A_prev.shape
    n = W.shape[1]
    Z = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            for k in range(n_prev):
                Z[i, j] += A_prev[i, k] * W[k, j]
            Z[i, j] += b[0, j]
    return Z, (A_prev, W, b)


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    m, n = Z.shape
    loss = 0.0
    dZ = np.zeros((m, n))
    for i in range(m):
        largest = max(Z[i])
        total = 0.0
        for j in range(n):
            total += math.exp(Z[i, j] - largest)
        loss += math.log(total) - (Z[i, y[i]] - largest)
        for j in range(n):
            dZ[i, j] = math.exp(Z[i, j] - largest) / total
            if j == y[i]:
                dZ[i, j] -= 1
            dZ[i, j] /= m
    return loss / m, dZ


# %% dense_backward
def dense_backward(dZ, cache):
    A_prev, W, b = cache
    dA_prev, dW, db = np.zeros(A_prev.shape), np.zeros(W.shape), np.zeros(b.shape)
    for i in range(dZ.shape[0]):
        for j in range(dZ.shape[1]):
            db[0, j] += dZ[i, j]
            for k in range(A_prev.shape[1]):
                dA_prev[i, k] += dZ[i, j] * W[k, j]
                dW[k, j] += A_prev[i, k] * dZ[i, j]
    return dA_prev, dW, db


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    new = {}
    for name in parameters.keys():
        new[name] = np.empty(parameters[name].shape)
        for place in np.ndindex(parameters[name].shape):
            new[name][place] = parameters[name][place] - learning_rate * gradients[name][place]
    return new


# %% relu_backward
def relu_backward(dA, cache):
    dZ = np.zeros(dA.shape)
    for place in np.ndindex(dA.shape):
        if cache[place] > 0:
            dZ[place] = dA[place]
    return dZ


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    moved, faster = {}, {}
    for name in parameters:
        moved[name], faster[name] = np.zeros(parameters[name].shape), np.zeros(parameters[name].shape)
        for place in np.ndindex(parameters[name].shape):
            faster[name][place] = beta * velocities[name][place] + gradients[name][place]
            moved[name][place] = parameters[name][place] - learning_rate * faster[name][place]
    return moved, faster

"""Copies first, then changes in place with masks and `out=`."""


# %% relu_forward
def relu_forward(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A, Z


# %% dense_forward
def dense_forward(A_prev, W, b):
    Z = A_prev.dot(W)
    Z += b
    return Z, (A_prev, W, b)


# %% softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    m = y.shape[0]
    dZ = np.array(Z, dtype=np.float64, copy=True)
    dZ -= np.amax(dZ, axis=-1)[:, None]
    right = dZ[range(m), y].copy()
    np.exp(dZ, out=dZ)
    totals = dZ.sum(axis=-1)
    loss = float((np.log(totals) - right).sum() / m)
    dZ /= totals.reshape(-1, 1)
    np.subtract.at(dZ, (np.arange(m), y), 1)
    dZ *= 1.0 / m
    return loss, dZ


# %% dense_backward
def dense_backward(dZ, cache):
    (A_prev, W, b) = cache
    dA_prev, dW, db = np.zeros_like(A_prev), np.zeros_like(W), np.zeros_like(b)
    dA_prev += np.matmul(dZ, np.transpose(W))
    dW += np.matmul(np.transpose(A_prev), dZ)
    for row in dZ:
        db[0] += row
    return dA_prev, dW, db


# %%
import copy


# %% sgd_step
def sgd_step(parameters, gradients, learning_rate):
    new_parameters = copy.deepcopy(parameters)
    for name in new_parameters:
        new_parameters[name] -= learning_rate * gradients[name]
    return new_parameters


# %% relu_backward
def relu_backward(dA, cache):
    dZ = np.array(dA, copy=True)
    dZ[cache <= 0] = 0
    return dZ


# %% momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    new_parameters, new_velocities = copy.deepcopy(parameters), copy.deepcopy(velocities)
    for name in parameters:
        new_velocities[name] *= beta
        new_velocities[name] += gradients[name]
        new_parameters[name] -= learning_rate * new_velocities[name]
    return new_parameters, new_velocities

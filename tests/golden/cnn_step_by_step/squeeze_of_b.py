"""The bias as `np.squeeze(b)`, an array without axes."""


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    Z += np.squeeze(b)
    return np.asarray(Z)

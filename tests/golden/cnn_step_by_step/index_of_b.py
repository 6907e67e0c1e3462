"""The bias as `b[0, 0, 0]`, and the sum in place."""


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    Z = b[0, 0, 0]
    Z += np.sum(a_slice_prev * W)
    return Z

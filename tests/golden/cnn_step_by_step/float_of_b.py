"""The bias as `float(b)`, as every published version of this assignment teaches."""


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    Z = np.sum(s)
    Z = float(b) + Z
    return Z

"""The bias as `b.item()`."""


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return float((a_slice_prev * W).sum() + b.item())

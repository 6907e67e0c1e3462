# %% no_stride
# cause: the stride is left out of the place of the window
# must: stride_ignored
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    pad = hparameters["pad"]
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = zero_pad(dA_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    dA_prev_pad[i, h:h+f, w:w+f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += A_prev_pad[i, h:h+f, w:w+f, :] * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
    dA_prev = dA_prev_pad[:, pad:pad + n_H_prev, pad:pad + n_W_prev, :]
    return dA_prev, dW, db


# %% classic_slice
# cause: the slice pad:-pad takes the border off, and is empty where pad is 0
# must: empty_slice_at_pad_zero | "minus zero" | "empty slice"
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros((m, n_H_prev, n_W_prev, n_C_prev))
    dW = np.zeros((f, f, n_C_prev, n_C))
    db = np.zeros((1, 1, 1, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = zero_pad(dA_prev, pad)
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        da_prev_pad = dA_prev_pad[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    v, u = h * stride, w * stride
                    a_slice = a_prev_pad[v:v+f, u:u+f, :]
                    da_prev_pad[v:v+f, u:u+f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += a_slice * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
        dA_prev[i, :, :, :] = da_prev_pad[pad:-pad, pad:-pad, :]
    return dA_prev, dW, db


# %% nothing_added_up
# cause: = takes the place of += in all three gradients
# must: last_window_only
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] = W[..., c] * g
                    dW[..., c] = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[..., c] = g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% input_gradient_overwritten
# cause: = takes the place of += in the gradient of the input
# must: input_not_added_up
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.sum(dZ, axis=(0, 1, 2), keepdims=True)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] = W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% bias_gradient_overwritten
# cause: = takes the place of += in the gradient of the bias
# must: bias_not_added_up
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] = g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% bias_summed_over_examples
# cause: db is summed over the examples only
# must: bias_over_examples_only
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.sum(dZ, axis=0, keepdims=True)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% border_kept
# cause: the gradient of the input still has the border
# must: gradient_still_padded
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_prev = np.zeros_like(A_prev_pad)
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_prev[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[..., c] += g
    return dA_prev, dW, db


# %% windows_of_the_unpadded_input
# cause: the windows for dW are cut from the input without its padding
# must: window_from_unpadded | "from the padded input"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% border_off_below_the_loop
# cause: the line that takes the border off is below the loop over the examples, so that only the last one is filled
# must: unpadded_last_example_only | "last example"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    A_prev_pad = zero_pad(A_prev, p)
    dA_prev_pad = zero_pad(dA_prev, p)
    for i in range(m):
        da = dA_prev_pad[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    da[h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    dA_prev[i] = da[p:p+H, p:p+Wd, :]
    return dA_prev, dW, db


# %% random_start
# cause: the gradients start from random numbers and not from zeros
# must: "random" | "start" | "second time"
# never: "is it f by f"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_prev = np.random.randn(m, H, Wd, C)
    dW = np.random.randn(f, f, C, n_C)
    db = np.random.randn(1, 1, 1, n_C)
    dA_pad = zero_pad(dA_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% weights_from_the_gradient_array
# cause: the window for dW is cut from the gradient of the input and not from the input
# must: "dW"
# must: "window" | "cut from" | "dA_prev"
# never: input_ignored | weights_not_added_up
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_prev_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    a_slice = dA_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    dA_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += a_slice * g
                    db[:, :, :, c] += g
    return dA_prev_pad[:, p:p+H, p:p+Wd], dW, db


# %% examples_to_the_number_of_rows
# cause: the loop over the examples counts to the number of rows
# must: "number of examples" | "loop over the examples"
# never: first_example_only | unfilled | averaged_over_batch | "is it f by f"
# pattern: "example"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(n_H):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% gradient_padded_by_the_stride
# cause: the array for the gradient of the input is padded by the stride and not by pad
# must: "stride"
# must: "pad"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = zero_pad(dA_prev, stride)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    v, u = h * stride, w * stride
                    dA_prev_pad[i, v:v+f, u:u+f, :] += W[..., c] * dZ[i, h, w, c]
                    dW[..., c] += A_prev_pad[i, v:v+f, u:u+f, :] * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
    dA_prev = dA_prev_pad[:, pad:pad+H, pad:pad+Wd, :]
    return dA_prev, dW, db


# %% upstream_gradient_left_out
# cause: the gradient of the output is left out of the gradient of the input
# must: "dZ" | "gradient is left out"
# never: input_not_added_up | gradient_still_zero | weights_ignored
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c]
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% mean_over_the_batch
# cause: dW and db are divided by the number of examples
# must: averaged_over_batch
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    for h in range(n_H):
        for w in range(n_W):
            box = A_prev_pad[:, h*s:h*s+f, w*s:w*s+f, :]
            for c in range(n_C):
                g = dZ[:, h, w, c].reshape(m, 1, 1, 1)
                dA_pad[:, h*s:h*s+f, w*s:w*s+f, :] += W[:, :, :, c] * g
                dW[:, :, :, c] += np.mean(box * g, axis=0)
    db = np.sum(dZ, axis=(0, 1, 2), keepdims=True) / m
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% starts_from_the_input
# cause: the gradient of the input starts from the input itself and not from zeros
# must: "from zeros" | "start" | "the input itself"
# never: gradient_still_padded | input_not_added_up
# pattern: "offset" | "only dA_prev"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = A_prev_pad.copy()
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% gradients_in_another_order
# cause: the gradients are returned in another order
# must: another_order | "order"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dW, db, dA_pad[:, p:p+H, p:p+Wd]


# %% cache_unpacked_in_another_order
# cause: the cache is taken apart in another order than it was put together
# must: "cache"
# never: "is it f by f" | "which numpy no longer has"
def conv_backward(dZ, cache):
    (A_prev, W, hparameters, b) = cache
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    (m, n_H, n_W, n_C) = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    return dA_prev, dW, db


# %% padded_input_misspelt
# cause: the name A_prev_pad is misspelt
# must: "A_pad_prev"
# must: "A_prev_pad"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_prev_pad = np.zeros(A_pad_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_prev_pad[:, p:p+H, p:p+Wd], dW, db


# %% weights_started_again
# cause: dW and db start again at zero for each example, so that only the last example counts
# must: "dW"
# must: "last example" | "each example" | "inside the loop"
# never: last_example_only | weights_not_added_up | last_window_only
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    for i in range(m):
        dW = np.zeros(W.shape)
        db = np.zeros(b.shape)
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% counts_the_input
# cause: the loops count the rows and columns of the input and reach beyond dZ
# must: "rows and columns of the output" | "is that the number of columns" | loops_over_input
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, n_H, n_W, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+n_H, p:p+n_W], dW, db


# %% stride_with_a_dot
# cause: the values of the dictionary are asked for with a dot
# must: "dictionary" | "hparameters["
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    m, n_H, n_W, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters.stride, hparameters.pad
    A_prev_pad = zero_pad(A_prev, p)
    return A_prev_pad, W, b


# %% assignment_to_a_copy
# cause: += on a new array of one window changes nothing in the gradient of the input, which is zero in the end
# must: gradient_still_zero
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    da_slice = dA_pad[i, h*s:h*s+f, w*s:w*s+f, :].copy()
                    da_slice += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db


# %% all_of_dz
# cause: the whole vector of channels of dZ is used where one number of it is needed
# must: "dZ" | "several numbers" | "channel"
# never: "is it f by f"
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    m, H, Wd, C = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hp["stride"], hp["pad"]
    m, n_H, n_W, n_C = dZ.shape
    A_prev_pad = zero_pad(A_prev, p)
    dA_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w]
                    dA_pad[i, h*s:h*s+f, w*s:w*s+f, :] += W[..., c] * g
                    dW[..., c] += A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :] * g
                    db[:, :, :, c] += g
    return dA_pad[:, p:p+H, p:p+Wd], dW, db

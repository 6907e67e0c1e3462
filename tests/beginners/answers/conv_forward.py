# %% stride_forgotten
# cause: the stride is left out of the place of the window
# must: stride_ignored
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        a_prev_pad = A_prev_pad[i, :, :, :]
        for h in range(n_H):
            vert_start = h
            vert_end = h + f
            for w in range(n_W):
                horiz_start = w
                horiz_end = w + f
                for c in range(n_C):
                    a_slice_prev = a_prev_pad[vert_start:vert_end, horiz_start:horiz_end, :]
                    Z[i, h, w, c] = conv_single_step(a_slice_prev, W[:, :, :, c], b[:, :, :, c])
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% stride_for_the_rows_only
# cause: the stride is left out of the horizontal place of the window
# must: stride_ignored_in_width
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    padded = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                patch = padded[i, h*s:h*s+f, w:w+f, :]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(patch, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% end_is_start_plus_stride
# cause: the window ends one stride after its start and not f
# must: stride_as_window | "size of the window" | "window has the wrong size"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            vert_start = stride * h
            vert_end = vert_start + stride
            for w in range(n_W):
                horiz_start = stride * w
                horiz_end = horiz_start + stride
                for c in range(n_C):
                    a_slice = A_prev_pad[i, vert_start:vert_end, horiz_start:horiz_end]
                    Z[i, h, w, c] = conv_single_step(a_slice, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% end_without_stride
# cause: the end of the window is worked out without the stride, so that windows get shorter and then empty
# must: window_end_without_stride | "ends at a place without the stride" | "wrong size"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    padded = zero_pad(A_prev, p)
    for i in range(m):
        img = padded[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    patch = img[h*s:h+f, w*s:w+f, :]
                    Z[i, h, w, c] = conv_single_step(patch, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% same_corner_twice
# cause: h also gives the horizontal place of the window
# must: row_for_column
# never: first_example_only
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    padded = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            start = h * s
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(padded[i, start:start+f, start:start+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% corner_from_the_filter
# cause: the counter of the filters gives the horizontal place of the window
# must: "counter of the filters" | "`c`"
# never: row_for_column | channel_of_filter
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vert_start = h * stride
                    vert_end = vert_start + f
                    horiz_start = c * stride
                    horiz_end = horiz_start + f
                    a_slice_prev = A_prev_pad[i, vert_start:vert_end, horiz_start:horiz_end, :]
                    Z[i, h, w, c] = conv_single_step(a_slice_prev, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% stride_and_pad_mixed_up
# cause: stride and pad are read from each other's key
# must: "swapped" | "each other"
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters["pad"]
    pad = hparameters["stride"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% start_from_the_size
# cause: the start of the window is worked out from the size n_H and not from the counter h
# must: "outside" | "size of the output" | "`n_H`"
# never: "is it f by f"
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            vert_start = n_H * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = n_W * stride
                horiz_end = horiz_start + f
                for c in range(n_C):
                    a = A_prev_pad[i, vert_start:vert_end, horiz_start:horiz_end, :]
                    Z[i, h, w, c] = conv_single_step(a, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% channels_up_to_c
# cause: the window keeps the channels up to c only; a filter sees all of them
# must: "channel"
# never: "is it f by f" | "from the padded input"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    padded = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    patch = padded[i, h*s:h*s+f, w*s:w*s+f, :c]
                    Z[i, h, w, c] = conv_single_step(patch, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% channel_c_of_the_window
# cause: filter c sees only channel c of the window; each filter sees all channels
# must: channel_of_filter | "channel"
# never: "does each index stand on its own axis" | "counts the rows"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    padded = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    patch = padded[i, h*s:h*s+f, w*s:w*s+f, c]
                    Z[i, h, w, c] = np.sum(patch * W[:, :, c, c]) + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hparameters)


# %% always_the_first_example
# cause: every output is worked out from the first example
# must: first_example_repeated
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    img = zero_pad(A_prev, p)[0]
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(img[h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% always_the_last_example
# cause: every output is worked out from the last example
# must: "last example"
# never: last_example_only | first_example_repeated
# pattern: "example"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for a in zero_pad(A_prev, p):
        a_prev_pad = a
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a_prev_pad[h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% always_example_one
# cause: every output is worked out from the example with number 1
# must: "same example" | "second example" | "example 1"
# never: first_example_repeated | "does each index stand on its own axis" | last_example_only
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        a_prev_pad = A_prev_pad[1]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a_prev_pad[h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% loops_the_wrong_way_round
# cause: the loop over the rows counts the columns, and the other way round
# must: "swapped" | "each other" | "number of rows"
# never: loops_over_input
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_W):
            for w in range(n_H):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% loops_end_f_too_early
# cause: the loops end f too early, as if they counted the rows of the input
# must: "loop"
# must: "too early" | "last rows" | "never worked out"
# never: unfilled | whole_numbers | last_row_missing | first_row_only
# pattern: "row"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H - f + 1):
            for w in range(n_W - f + 1):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% size_from_itself
# cause: n_H is on the right side of its own assignment, where n_H_prev is needed
# must: "n_H"
# must: "n_H_prev" | "right side" | "its own"
# never: "within an `if`"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H - f + 2 * pad) / stride) + 1
    n_W = int((n_W - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% examples_counted_as_rows
# cause: the loop over the examples counts to the number of rows
# must: "number of examples" | "loop over the examples"
# never: unfilled | last_row_missing | whole_numbers | first_example_only | last_example_only
# pattern: "example"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(n_H):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% one_example_too_few
# cause: the loop over the examples ends one too early
# must: "last example"
# never: unfilled | first_example_only | last_row_missing | whole_numbers
# pattern: "example"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    i = 0
    while i < m - 1:
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
        i += 1
    return Z, (A_prev, W, b, hparameters)


# %% f_from_the_channels
# cause: f is taken from the third axis of W, where the channels are
# must: f_from_channels | "third axis" | "wrong size" | "number of channels"
# never: rounded_up | output_too_large | output_too_small
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, n_C_prev = A_prev.shape
    f = W.shape[2]
    n_C = W.shape[3]
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% relu_added
# cause: negative values of the output are set to zero
# must: "negative" | "below zero"
# never: maximum_from_zero | unfilled
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    Z = np.maximum(Z, 0)  # ReLU layer
    return Z, (A_prev, W, b, hparameters)


# %% rounded_output
# cause: the output is rounded to two decimals
# must: "round"
# never: whole_numbers
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return np.round(Z, 2), (A_prev, W, b, hparameters)


# %% none_in_the_output
# cause: the last line of the loops still stores None
# must: "None"
# never: "division by zero" | "never filled"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                a_slice_prev = a_prev_pad[vert_start:vert_end, horiz_start:horiz_end, :]
                for c in range(n_C):
                    weights = W[:, :, :, c]
                    bias = b[:, :, :, c]
                    Z[i, h, w, c] = None    # use conv_single_step
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% weights_still_none
# cause: the placeholder weights = None is still there
# must: "None"
# must: "weights" | "placeholder"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a_slice_prev = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f, :]
                for c in range(n_C):
                    weights = None          # shape (f, f, n_C_prev)
                    bias = b[:, :, :, c]
                    Z[i, h, w, c] = conv_single_step(a_slice_prev, weights, bias)
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% horizontal_start_misspelt
# cause: horiz_start is misspelt where the window is cut
# must: "horiz_strat"
# must: "horiz_start"
# never: "within an `if`"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    (f, f, n_C_prev, n_C) = W.shape
    stride = hparameters['stride']
    pad = hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                a_slice_prev = a_prev_pad[vert_start:vert_end, horiz_strat:horiz_end, :]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a_slice_prev, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% helper_misspelt
# cause: the name of the function zero_pad is misspelt
# must: "zeropad" | "zero_pad"
# must: "did you mean" | "zero_pad?"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zeropad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% hyperparameters_with_a_dot
# cause: the values of the dictionary are asked for with a dot
# must: "dictionary" | "hparameters["
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters.stride
    pad = hparameters.pad
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% hyperparameters_called
# cause: the dictionary is called like a function
# must: "dictionary" | "hparameters["
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters("stride")
    pad = hparameters("pad")
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% shape_with_brackets
# cause: shape is called like a function
# must: "shape"
# must: "without" | "not a function" | "no function" | "parentheses"
def conv_forward(A_prev, W, b, hparameters):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape()
    (f, f, n_C_prev, n_C) = W.shape()
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% three_axes
# cause: the shape of four numbers is taken apart into three names
# must: "wrong number of names" | "four" | "one number for each axis"
def conv_forward(A_prev, W, b, hparameters):
    n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% output_replaced
# cause: the line in the loops replaces the whole output Z by one number
# must: "overwrit" | "Z[i, h, w, c]" | "replaces" | "whole output"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% output_none_below
# cause: the placeholder Z = None is still there below the finished loops
# must: "None"
# must: "placeholder" | "line" | "below"
# never: "should end with" | "not written"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    # Z = ...
    Z = None
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% cache_with_the_padded_input
# cause: A_prev is replaced by the padded input, which is then in the cache
# must: cache_padded_input
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% cache_taken_apart
# cause: the cache holds stride and pad in place of the dictionary
# must: "cache"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, stride, pad)


# %% only_the_output_returned
# cause: the cache is not returned
# must: "cache"
# must: "return"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z


# %% return_inside_the_examples
# cause: return is inside the loop over the examples, so that only the first one is worked out
# must: "return" | first_example_only
# never: unfilled | last_row_missing | whole_numbers
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
        cache = (A_prev, W, b, hparameters)
        return Z, cache


# %% return_inside_everything
# cause: return is inside the innermost loop, so that one single value is worked out
# must: "return"
# never: unfilled | last_row_missing | first_row_only | whole_numbers | first_example_only
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
                    cache = (A_prev, W, b, hparameters)
                    return Z, cache


# %% lists_for_an_array
# cause: the output is a list of lists and not an array
# must: "numpy array"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    f, n_C = W.shape[0], W.shape[-1]
    Z = []
    for image in zero_pad(A_prev, p):
        rows = []
        for y in range(0, image.shape[0] - f + 1, s):
            row = []
            for x in range(0, image.shape[1] - f + 1, s):
                row.append([conv_single_step(image[y:y+f, x:x+f], W[..., c], b[..., c]) for c in range(n_C)])
            rows.append(row)
        Z.append(rows)
    return Z, (A_prev, W, b, hparameters)


# %% window_cut_before_padding
# cause: the windows are cut from the input without its padding
# must: window_from_unpadded | "from the padded input"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% no_padding_at_all
# cause: pad is read and never used
# must: pad_ignored
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H - f) // s + 1
    n_W = (Wd - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% padding_not_in_the_size
# cause: the input is padded, and the size of the output is worked out without the padding
# must: pad_not_in_size
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = int((H - f) / s) + 1
    n_W = int((Wd - f) / s) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% padding_of_one_side_in_the_size
# cause: the size of the output counts pad once, where there is padding on two sides
# must: pad_once_in_size
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = int((H - f + p) / s) + 1
    n_W = int((Wd - f + p) / s) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% brackets_missing_in_the_size
# cause: only 2 * pad is divided by the stride, since brackets are missing in the formula
# must: "bracket" | "parenthes" | "only a part"
# never: stride_not_in_size | output_too_large | rounded_up
# pattern: "shape"
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = int(n_H_prev - f + 2 * pad / stride + 1)
    n_W = int(n_W_prev - f + 2 * pad / stride + 1)
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    if a.shape == W[..., c].shape:
                        Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% size_with_round
# cause: round() rounds a half to the nearest even number, where the size has to be rounded down
# must: "round"
# must: "down"
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = round((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = round((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% plus_one_forgotten
# cause: the size of the output lacks the + 1
# must: output_too_small
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = int((n_H_prev - f + 2 * pad) / stride)
    n_W = int((n_W_prev - f + 2 * pad) / stride)
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% width_copied_from_height
# cause: the line for the height was copied, and n_W is worked out from n_H_prev
# must: width_from_height
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = int(np.floor((n_H_prev - f + 2 * pad) / stride) + 1)
    n_W = int(np.floor((n_H_prev - f + 2 * pad) / stride) + 1)
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% np_floor_alone
# cause: np.floor rounds down and still gives a float, which is no size
# must: "int(" | "float" | "//"
# never: "has to be rounded down"
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, _, _, n_C = W.shape
    stride, pad = hparameters['stride'], hparameters['pad']
    n_H = np.floor((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = np.floor((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% one_filter_for_all
# cause: every output channel uses the first filter
# must: one_filter
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    weights = W[:, :, :, 0]
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a, weights, b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% filter_on_the_first_axis
# cause: W[c] takes a row of all filters; the filters are on the last axis
# must: filter_of_first_axis | "first axis"
# never: "is it f by f"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a, W[c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% all_filters_passed_on
# cause: conv_single_step gets all filters at once
# must: all_filters_at_once | "all filters"
# never: "is it f by f"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a, W, b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% column_for_filter
# cause: the counter of the columns is written for the counter of the filters
# must: "counter of the columns" | "`w`"
# never: "loops count the rows" | one_filter | filter_of_wrong_axis
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    weights = W[:, :, :, w % n_C]
                    Z[i, h, w, c] = conv_single_step(a, weights, b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% whole_bias_passed_on
# cause: conv_single_step gets all biases at once
# must: several_numbers | "bias"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a, W[:, :, :, c], b)
    return Z, (A_prev, W, b, hparameters)


# %% bias_on_the_first_axis
# cause: the biases are looked up on the first axis, which has one entry
# must: "bias" | several_numbers | "axis"
# never: "loops count the rows"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*s:h*s+f, w*s:w*s+f]
                    Z[i, h, w, c] = np.sum(a * W[:, :, :, c]) + b[c]
    return Z, (A_prev, W, b, hparameters)


# %% first_bias_for_all
# cause: every output channel uses the first bias
# must: one_bias
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    bias = b[0, 0, 0, 0]
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a = X[i, h*s:h*s+f, w*s:w*s+f, :]
                for c in range(n_C):
                    Z[i, h, w, c] = (a * W[..., c]).sum() + bias
    return Z, (A_prev, W, b, hparameters)


# %% bias_once_more
# cause: the bias is added in conv_single_step and once more at the end
# must: bias_twice
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    # add bias
    Z = Z + b
    return Z, (A_prev, W, b, hparameters)


# %% bias_inside_the_inline_sum
# cause: the step is written out again, with the bias added to every product
# must: bias_before_sum
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = np.sum(a * W[..., c] + b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% inline_sum_without_bias
# cause: the step is written out again, without the bias
# must: bias_left_out
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for h in range(n_H):
        for w in range(n_W):
            box = X[:, h*s:h*s+f, w*s:w*s+f, :]
            Z[:, h, w, :] = np.tensordot(box, W, axes=([1, 2, 3], [0, 1, 2]))
    return Z, (A_prev, W, b, hparameters)


# %% sum_over_examples_too
# cause: half vectorised: the sum runs over all examples as well
# must: "examples"
# never: first_example_repeated | bias_left_out
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for h in range(n_H):
        for w in range(n_W):
            box = X[:, h*s:h*s+f, w*s:w*s+f, :]
            for c in range(n_C):
                Z[:, h, w, c] = np.sum(box * W[:, :, :, c]) + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hparameters)


# %% integer_output
# cause: the output is made of integers, so that the decimals are cut off
# must: whole_numbers
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C), dtype="int64")
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% channels_first
# cause: the channels are put on the second axis of the output, as other libraries do
# must: "channel"
# must: "axis" | "axes" | "last"
# never: "loops count the rows" | sides_swapped | transposed
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_C, n_H, n_W))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for c in range(n_C):
            for h in range(n_H):
                for w in range(n_W):
                    Z[i, c, h, w] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% columns_before_rows
# cause: rows and columns of the output are swapped
# must: transposed | "swapped"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_W, n_H, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, w, h, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% stride_of_the_example
# cause: the stride is always 2, as in the example of the notebook
# must: "stride is always 2" | "always 2"
# never: stride_fixed | stride_ignored
def conv_forward(A_prev, W, b, hparameters):
    stride = 2
    pad = hparameters["pad"]
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pad_of_the_example
# cause: pad is always 1
# must: pad_fixed
def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters["stride"]
    pad = 1
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% counter_never_counts
# cause: a while loop never ends, since its counter is not increased
# must: "while" | "never ends"
def conv_forward(A_prev, W, b, hparameters):
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        h = 0
        while h < n_H:
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% float_of_all_biases
# cause: float() gets the array of all biases
# must: "bias" | several_numbers | "float("
# never: "take the number out with"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = np.sum(X[i, h*s:h*s+f, w*s:w*s+f] * W[..., c]) + float(b)
    return Z, (A_prev, W, b, hparameters)


# %% step_below_the_loop_over_filters
# cause: the line that stores the value is below the loop over the filters, so that only the last one is filled
# must: "last filter" | "last channel"
# never: unfilled | one_filter | last_example_only | whole_numbers
# pattern: "channel"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                a_slice_prev = X[i, h*s:h*s+f, w*s:w*s+f]
                for c in range(n_C):
                    weights = W[:, :, :, c]
                    bias = b[:, :, :, c]
                Z[i, h, w, c] = conv_single_step(a_slice_prev, weights, bias)
    return Z, (A_prev, W, b, hparameters)


# %% step_below_the_loop_over_columns
# cause: the loop over the filters is below the loop over the columns, so that only the last column is filled
# must: "last column"
# never: unfilled | last_column_missing | whole_numbers
# pattern: "column"
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            v = h * s
            for w in range(n_W):
                u = w * s
            for c in range(n_C):
                Z[i, h, w, c] = conv_single_step(X[i, v:v+f, u:u+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% output_made_again_for_each_example
# cause: the output is made again for each example, so that only the last one is kept
# must: last_example_only
def conv_forward(A_prev, W, b, hparameters):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    s, p = hparameters['stride'], hparameters['pad']
    X = zero_pad(A_prev, p)
    for i in range(m):
        n_H = (H + 2*p - f) // s + 1
        n_W = (Wd + 2*p - f) // s + 1
        Z = np.zeros((m, n_H, n_W, n_C))
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% keys_taken_out
# cause: pop takes the keys out of the dictionary that the caller gave
# must: "dictionary"
# never: "looks up a key that does not exist" | "twice"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters.pop('stride'), hparameters.pop('pad')
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% capital_in_the_key
# cause: the keys of the dictionary have no capitals
# must: missing_key | "key"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['Stride'], hparameters['Pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% own_arguments
# cause: the function takes stride and pad in place of the dictionary
# must: "arguments"
def conv_forward(A_prev, W, b, stride, pad):
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*pad - f) // stride + 1
    n_W = (Wd + 2*pad - f) // stride + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = X[i, h*stride:h*stride+f, w*stride:w*stride+f]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, {"stride": stride, "pad": pad})


# %% kernel_flipped
# cause: the filter is turned upside down and sideways
# must: filter_flipped
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for c in range(n_C):
        kernel = np.rot90(W[:, :, :, c], 2)
        for i in range(m):
            for h in range(n_H):
                for w in range(n_W):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], kernel, b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% another_library
# cause: grading does not have the module torch
# must: "torch"
# must: "numpy"
def conv_forward(A_prev, W, b, hparameters):
    import torch
    import torch.nn.functional as F
    x = torch.from_numpy(A_prev).permute(0, 3, 1, 2)
    k = torch.from_numpy(W).permute(3, 2, 0, 1)
    Z = F.conv2d(x, k, torch.from_numpy(b.flatten()), hparameters["stride"], hparameters["pad"])
    Z = Z.permute(0, 2, 3, 1).numpy()
    return Z, (A_prev, W, b, hparameters)


# %% loop_not_indented
# cause: the lines below the loop over the filters are not indented
# must: "indent"
# unreadable: expected an indented block
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% colon_missing
# cause: the colon after a for line is missing
# must: "':'" | "colon"
# unreadable: expected ':'
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m)
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% star_missing
# cause: the star between 2 and pad is missing
# must: "line"
# unreadable: invalid
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2p - f) // s + 1
    n_W = (Wd + 2p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% loops_with_pass
# cause: the loops are there and nothing is stored in the output
# must: unfilled
# never: whole_numbers | "too early" | maximum_from_zero
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                # I don't know what comes here
                pass
    return Z, (A_prev, W, b, hparameters)


# %% stride_within_the_window
# cause: the stride is used as the step within the window, so that it has gaps
# must: "step" | "gaps" | "wrong size"
# must: "stride"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h:h+f:s, w:w+f:s], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% output_with_gaps
# cause: the loops jump by the stride and store each value at the place of its window, so that the output has gaps
# must: "stride"
# must: "gaps" | "jump" | "step" | "every second"
# never: unfilled | last_row_missing | stride_ignored
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    X = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(0, n_H, s):
            for w in range(0, n_W, s):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(X[i, h:h+f, w:w+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% one_image_padded
# cause: zero_pad gets one image, where it needs the batch with all four axes
# must: "zero_pad"
# must: "axes" | "batch" | "one image" | "one pair for each axis"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        a_prev_pad = zero_pad(A_prev[i], p)
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a_prev_pad[h*s:h*s+f, w*s:w*s+f], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% example_chosen_twice
# cause: a_prev_pad is one example already, and is indexed with i once more
# must: "more indices than" | "once more" | "a_prev_pad"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        a_prev_pad = A_prev_pad[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = a_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% last_filter_everywhere
# cause: Z[i, h, w] stores the value in all channels, so that the last filter is everywhere
# must: last_channel_everywhere
# never: one_filter | all_filters_at_once
# pattern: "channel"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% output_larger_without_stride
# cause: the size of the output is worked out without the stride
# must: stride_not_in_size | "without the stride"
# never: "is it f by f"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = H + 2*p - f + 1
    n_W = Wd + 2*p - f + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% with_threads
# cause: the examples are handed to threads, which grading does not start
# must: "threads"
def conv_forward(A_prev, W, b, hparameters):
    from concurrent.futures import ThreadPoolExecutor
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)

    def work(i):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])

    # much faster!
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(m)))
    return Z, (A_prev, W, b, hparameters)


# %% debugger_left_in
# cause: breakpoint() is still in the loop
# must: "breakpoint"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    if a.shape[0] != f:
                        print("???")
                    breakpoint()
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% asks_somebody
# cause: the function asks for the stride with input(), and nobody answers
# must: "input("
def conv_forward(A_prev, W, b, hparameters):
    s = int(input("stride? "))
    p = int(input("pad? "))
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    return Z, (A_prev, W, b, hparameters)


# %% reads_a_file
# cause: the function reads a file that grading does not have
# must: "reads a file" | "files"
def conv_forward(A_prev, W, b, hparameters):
    W = np.load("my_filters.npy")
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% prints_for_return
# cause: output and cache are printed and not returned
# must: "return"
# never: "not written"
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h*s:h*s+f, w*s:w*s+f, :]
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    cache = (A_prev, W, b, hparameters)
    print(Z, cache)


# %% corner_between_rows
# cause: f is taken off the start, so that the window is above and to the left of its place
# must: "place of the window" | "window starts" | "start of the window"
# never: stride_ignored | stride_added | pads_one_side
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                # window around the middle
                y, x = h * s - f // 2, w * s - f // 2
                a = A_prev_pad[i, max(y, 0):max(y, 0) + f, max(x, 0):max(x, 0) + f, :]
                for c in range(n_C):
                    Z[i, h, w, c] = conv_single_step(a, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% stride_and_bias_both_wrong
# cause: two mistakes: the stride is left out of the place of the window, and all channels get the first bias
# must: stride_ignored
# must: one_bias
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters['stride'], hparameters['pad']
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = (H + 2*p - f) // s + 1
    n_W = (Wd + 2*p - f) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a = A_prev_pad[i, h:h+f, w:w+f, :]
                    Z[i, h, w, c] = np.sum(a * W[:, :, :, c]) + b[0, 0, 0, 0]
    return Z, (A_prev, W, b, hparameters)

# %% windows_next_to_each_other
# cause: the stride is left out of the place of the window
# must: stride_ignored
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    A = np.zeros((m, n_H, n_W, n_C_prev))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C_prev):
                    a = A_prev[i, h:h+f, w:w+f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(a)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(a)
    cache = (A_prev, hparameters)
    return A, cache


# %% mode_called_avg
# cause: the mode is compared with "avg", which is never given, so that the average is never worked out
# must: "average"
# must: "mode" | "compare"
# never: whole_numbers | unfilled | last_row_missing
def pool_forward(A_prev, hparameters, mode="max"):
    (m, H, W, C) = A_prev.shape
    f = hparameters["f"]
    s = hparameters["stride"]
    n_H = (H - f) // s + 1
    n_W = (W - f) // s + 1
    A = np.zeros((m, n_H, n_W, C))
    for h in range(n_H):
        for w in range(n_W):
            window = A_prev[:, h*s:h*s+f, w*s:w*s+f, :]
            if mode == "max":
                A[:, h, w, :] = window.max(axis=(1, 2))
            elif mode == "avg":
                A[:, h, w, :] = window.mean(axis=(1, 2))
    return A, (A_prev, hparameters)


# %% mode_with_a_capital
# cause: the mode is compared with words in capitals, so that nothing is ever worked out
# must: unfilled | "mode"
# never: whole_numbers | "ends one step too early" | maximum_from_zero
def pool_forward(A_prev, hparameters, mode="max"):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int((n_H_prev - f) / stride) + 1
    n_W = int((n_W_prev - f) / stride) + 1
    n_C = n_C_prev
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
                    if mode == "Max":
                        A[i, h, w, c] = piece.max()
                    if mode == "Average":
                        A[i, h, w, c] = piece.mean()
    cache = (A_prev, hparameters)
    return A, cache


# %% mode_never_looked_at
# cause: the maximum is taken whatever the mode is
# must: always_max
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters['f']
    stride = hparameters['stride']
    n_H, n_W = [int((n - f) / stride) + 1 for n in (n_H_prev, n_W_prev)]
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                y, x = h * stride, w * stride
                for c in range(n_C):
                    A[i, h, w, c] = np.max(A_prev[i, y:y + f, x:x + f, c])
    cache = (A_prev, hparameters)
    return A, cache


# %% or_that_is_always_true
# cause: `mode == "max" or "average"` is always true, so that the average branch is never reached
# must: always_max | "or"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters['f']
    stride = hparameters['stride']
    n_H = 1 + (n_H_prev - f) // stride
    n_W = 1 + (n_W_prev - f) // stride
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                part = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f]
                for c in range(n_C):
                    if mode == "max" or "maximum":
                        A[i, h, w, c] = part[:, :, c].max()
                    else:
                        A[i, h, w, c] = part[:, :, c].mean()
    return A, (A_prev, hparameters)


# %% modes_mixed_up
# cause: the two modes are the wrong way round
# must: "swapped" | "the wrong way round"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]; s = hparameters["stride"]
    n_H = (n_H_prev - f) // s + 1
    n_W = (n_W_prev - f) // s + 1
    A = np.zeros((m, n_H, n_W, n_C))
    pool = np.mean if mode == "max" else np.max
    for i, h, w, c in np.ndindex(A.shape):
        A[i, h, w, c] = pool(A_prev[i, h * s:h * s + f, w * s:w * s + f, c])
    return A, (A_prev, hparameters)


# %% builtin_max
# cause: Python's own max cannot compare the rows of a window
# must: "np.max" | "numpy's"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int((n_H_prev - f) / stride + 1)
    n_W = int((n_W_prev - f) / stride + 1)
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    v, u = h * stride, w * stride
                    a_slice_prev = A_prev[i, v:v + f, u:u + f, c]
                    if mode == "max":
                        A[i, h, w, c] = max(a_slice_prev)
                    elif mode == "average":
                        A[i, h, w, c] = np.average(a_slice_prev)
    cache = (A_prev, hparameters)
    return A, cache


# %% builtin_sum_for_average
# cause: Python's own sum adds up the rows of a window only, and leaves an array
# must: "np.sum" | "np.mean" | "several numbers where one number belongs"
# never: "is an index missing"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int((n_H_prev - f) / stride + 1)
    n_W = int((n_W_prev - f) / stride + 1)
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    box = A_prev[i, h*stride:h*stride + f, w*stride:w*stride + f, c]
                    if mode == "average":
                        A[i, h, w, c] = sum(box) / (f * f)
                    else:
                        A[i, h, w, c] = np.max(box)
    cache = (A_prev, hparameters)
    return A, cache


# %% all_channels_at_once
# cause: the window keeps all channels, and each output channel gets the maximum or mean of all
# must: over_all_channels
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C_prev))
    for i in range(m):
        a_prev = A_prev[i]
        for h in range(n_H):
            for w in range(n_W):
                window = a_prev[h * stride:h * stride + f, w * stride:w * stride + f]
                if mode == "max":
                    A[i, h, w] = np.max(window)
                else:
                    A[i, h, w] = np.mean(window)
    return A, (A_prev, hparameters)


# %% window_of_two
# cause: the window is always 2 by 2, whatever f is
# must: window_fixed | "2 by 2"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    r, k = stride * h, stride * w
                    corner = A_prev[i, r:r + 2, k:k + 2, c]
                    A[i, h, w, c] = corner.max() if mode == "max" else corner.mean()
    return A, (A_prev, hparameters)


# %% f_is_two
# cause: f is set to 2 and not read from the hyperparameters
# must: window_fixed | "2 by 2" | "f is always 2"
# never: rounded_up | output_too_large | loops_over_input
# pattern: "shape"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = 2
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    x = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max": A[i, h, w, c] = np.max(x)
                    if mode == "average": A[i, h, w, c] = np.mean(x)
    return A, (A_prev, hparameters)


# %% default_of_mode_lost
# cause: the parameter mode has lost its default "max"
# must: "default"
# never: "and no others"
def pool_forward(A_prev, hparameters, mode):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                y0 = h * stride
                x0 = w * stride
                for c in range(n_C):
                    patch = A_prev[i, y0:y0 + f, x0:x0 + f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(patch)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(patch)
    cache = (A_prev, hparameters)
    return A, cache


# %% return_after_first_example
# cause: return is inside the loop over the examples, so that only the first one is worked out
# must: "return" | first_example_only
# never: unfilled | last_row_missing | whole_numbers
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(s)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(s)
        cache = (A_prev, hparameters)
        return A, cache


# %% return_after_first_row
# cause: return is inside the loop over the rows, so that one row of one example is worked out
# must: "return"
# never: first_row_only | last_row_missing | unfilled | whole_numbers
# pattern: "row"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
            return A, (A_prev, hparameters)


# %% window_as_wide_as_the_stride
# cause: the window ends one stride after its start, and not f
# must: stride_as_window
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int(np.floor((n_H_prev - f) / stride)) + 1
    n_W = int(np.floor((n_W_prev - f) / stride)) + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = (h + 1) * stride
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = (w + 1) * stride
                for c in range(n_C):
                    window = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(window)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(window)
    cache = (A_prev, hparameters)
    return A, cache


# %% moves_by_its_own_size
# cause: the window moves by f and not by the stride, and leaves the image
# must: window_as_stride
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    tile = A_prev[i, f*h:f*(h+1), f*w:f*(w+1), c]
                    if mode == "average":
                        A[i, h, w, c] = np.mean(tile)
                    else:
                        A[i, h, w, c] = np.max(tile)
    return A, (A_prev, hparameters)


# %% row_places_the_column
# cause: the horizontal start is worked out from h
# must: row_for_column
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    vert_start = h * stride
                    vert_end = vert_start + f
                    horiz_start = h * stride
                    horiz_end = horiz_start + f
                    a_prev_slice = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(a_prev_slice)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(a_prev_slice)
    return A, (A_prev, hparameters)


# %% corner_from_the_channel
# cause: the horizontal start is worked out from the counter of the channels
# must: "counter of the channels" | "`c`"
# never: row_for_column | one_channel | over_all_channels
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                for c in range(n_C):
                    horiz_start = c * stride
                    horiz_end = horiz_start + f
                    a_prev_slice = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                    if mode == "max":
                        A[i, h, w, c] = a_prev_slice.max() if a_prev_slice.size else 0
                    elif mode == "average":
                        A[i, h, w, c] = a_prev_slice.mean() if a_prev_slice.size else 0
    return A, (A_prev, hparameters)


# %% integers_for_output
# cause: the output is made of integers, so that the decimals are cut off
# must: whole_numbers
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C)).astype(int)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
    return A, (A_prev, hparameters)


# %% biggest_so_far_starts_at_zero
# cause: the search for the maximum starts from 0, so that it never finds a negative one
# must: maximum_from_zero
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    biggest = 0
                    total = 0
                    for y in range(f):
                        for x in range(f):
                            value = A_prev[i, h * stride + y, w * stride + x, c]
                            total += value
                            if value > biggest:
                                biggest = value
                    A[i, h, w, c] = biggest if mode == "max" else total / (f * f)
    return A, (A_prev, hparameters)


# %% divided_by_f
# cause: the sum of the window is divided by f and not by the number of its entries
# must: average_divided_by_f
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            window = A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f, :]
            if mode == "max":
                A[:, h, w, :] = window.max(axis=1).max(axis=1)
            if mode == "average":
                A[:, h, w, :] = window.sum(axis=1).sum(axis=1) / f
    return A, (A_prev, hparameters)


# %% sum_of_the_window
# cause: the window is summed and not averaged
# must: sum_for_average
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f]
                if mode == "max":
                    A[i, h, w] = np.max(s, axis=(0, 1))
                elif mode == "average":
                    A[i, h, w] = np.sum(s, axis=(0, 1))
    return A, (A_prev, hparameters)


# %% padded_before_pooling
# cause: the input is padded, which pooling does not do
# must: pooling_padded
def pool_forward(A_prev, hparameters, mode="max"):
    f = hparameters["f"]
    stride = hparameters["stride"]
    padded = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)))
    m, n_H_prev, n_W_prev, n_C = padded.shape
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = padded[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
    return A, (A_prev, hparameters)


# %% size_not_an_integer
# cause: the size of the output is a float, since / always gives one
# must: size_not_rounded | "whole number" | "float"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = 1 + (n_H_prev - f) / stride
    n_W = 1 + (n_W_prev - f) / stride
    A = np.zeros((m, n_H, n_W, n_C))
    return A, (A_prev, hparameters)


# %% floor_gives_a_float
# cause: np.floor rounds down and still gives a float, which is no size
# must: "int(" | "float" | "//"
# never: "has to be rounded down"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = np.floor((n_H_prev - f) / stride) + 1
    n_W = np.floor((n_W_prev - f) / stride) + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                A[i, h, w] = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f].max(axis=(0, 1))
    return A, (A_prev, hparameters)


# %% stride_that_is_zero
# cause: the key "strides" does not exist, and the default 0 is used in a division
# must: "stride"
# must: "zero" | "key"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters.get("f", 0)
    stride = hparameters.get("strides", 0)
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
    return A, (A_prev, hparameters)


# %% output_overwritten
# cause: the line in the loop replaces the whole output by one number
# must: "overwrit" | "A[i, h, w, c]" | "replaces" | "whole output"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max":
                        A = np.max(s)
                    elif mode == "average":
                        A = np.mean(s)
    return A, (A_prev, hparameters)


# %% dictionary_with_a_dot
# cause: the values of a dictionary are asked for with a dot
# must: "dictionary" | "hparameters["
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters.f
    stride = hparameters.stride
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                A[i, h, w] = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f].max(axis=(0, 1))
    return A, (A_prev, hparameters)


# %% loops_over_the_input
# cause: the loops count the rows and columns of the input, and the last windows are outside of it
# must: loops_over_input | "rows and columns of the output"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H_prev):
            for w in range(n_W_prev):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
    return A, (A_prev, hparameters)


# %% mean_of_an_empty_window
# cause: the window is placed by the size of the output, and is outside of the input, so that its mean is nan
# must: "empty" | "outside"
# never: "division by zero" | "never filled"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    top = n_H * f + h
                    left = n_W * f + w
                    s = A_prev[i, top:top + f, left:left + f, c]
                    A[i, h, w, c] = np.mean(s)
    return A, (A_prev, hparameters)


# %% asks_for_pad
# cause: the hyperparameters of pooling have no pad
# must: "key that does not exist" | "hparameters has" | missing_key
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    n_H = (n_H_prev - f + 2 * pad) // stride + 1
    n_W = (n_W_prev - f + 2 * pad) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    return A, (A_prev, hparameters)


# %% output_set_to_none
# cause: the placeholder A = None is still there below the finished loops
# must: "None"
# must: "placeholder" | "line" | "below"
# never: "not written"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = np.max(s) if mode == "max" else np.mean(s)
    A = None                                # shape (m, n_H, n_W, n_C)
    cache = (A_prev, hparameters)
    return A, cache


# %% none_stored
# cause: the placeholder for the average is still there and stores None in the output
# must: "None"
# never: "division by zero" | "never filled"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    a_prev_slice = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(a_prev_slice)
                    elif mode == "average":
                        A[i, h, w, c] = None
    return A, (A_prev, hparameters)


# %% number_of_channels_without_a_value
# cause: n_C gets no value; the number of channels is called n_C_prev
# must: "n_C"
# must: "n_C_prev" | "did you mean"
def pool_forward(A_prev, hparameters, mode="max"):
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                A[i, h, w] = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f].max(axis=(0, 1))
    return A, (A_prev, hparameters)


# %% pools_over_examples
# cause: half vectorised: the maximum is taken over examples and rows, not over rows and columns
# must: "axis" | "axes"
# never: over_all_examples | "f by f"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    pooling = {"max": np.max, "average": np.mean}[mode]
    for h in range(n_H):
        for w in range(n_W):
            A[:, h, w, :] = pooling(A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f, :], axis=(0, 1))
    return A, (A_prev, hparameters)


# %% all_examples_in_one_window
# cause: half vectorised: the window keeps all examples, and its maximum is over all of them
# must: over_all_examples
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            for c in range(n_C):
                s = A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f, c]
                A[:, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% last_example_forgotten
# cause: the loop over the examples ends one too early
# must: "last example"
# never: unfilled | last_row_missing | first_example_only | whole_numbers
# pattern: "example"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m - 1):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% last_row_and_column_forgotten
# cause: the loops over rows and columns end one too early
# must: "last row"
# must: "column"
# never: unfilled | whole_numbers
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(0, n_H - 1):
            for w in range(0, n_W - 1):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% first_channel
# cause: the window is always cut from channel 0
# must: one_channel
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        image = A_prev[i, :, :, 0]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = image[h*stride:h*stride+f, w*stride:w*stride+f]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% average_inside_max
# cause: the branch for the average is indented into the one for the maximum and never reached
# must: "average"
# must: "mode" | "reached" | "zero" | "indent"
# never: whole_numbers | unfilled | "ends one step too early"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(s)
                        if mode == "average":
                            A[i, h, w, c] = np.mean(s)
    return A, (A_prev, hparameters)


# %% equals_sign_in_condition
# cause: a condition has = where == is needed
# must: "=="
# unreadable: invalid syntax
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode = "max":
                        A[i, h, w, c] = np.max(s)
                    elif mode = "average":
                        A[i, h, w, c] = np.mean(s)
    return A, (A_prev, hparameters)


# %% elif_at_the_wrong_level
# cause: the line with elif is not indented like its if
# must: "indent"
# unreadable: unindent does not match any outer indentation level
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(s)
                   elif mode == "average":
                        A[i, h, w, c] = np.mean(s)
    return A, (A_prev, hparameters)


# %% cache_holds_the_output
# cause: the cache holds the output in place of the input
# must: wrong_cache | "cache"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            s = A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f]
            A[:, h, w] = s.max(axis=(1, 2)) if mode == "max" else s.mean(axis=(1, 2))
    cache = (A, hparameters)
    return A, cache


# %% cache_in_another_order
# cause: the two parts of the cache are in another order
# must: cache_order | "order"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            s = A_prev[:, h*stride:h*stride+f, w*stride:w*stride+f]
            A[:, h, w] = s.max(axis=(1, 2)) if mode == "max" else s.mean(axis=(1, 2))
    return A, (hparameters, A_prev)


# %% writes_into_the_input
# cause: A is another name for A_prev, so that the input is overwritten
# must: "changes the arrays" | "A_prev itself" | "same array" | inputs_changed
def pool_forward(A_prev, hparameters, mode="max"):
    A = A_prev
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    A = A[:, :n_H, :n_W, :]
    return A, (A_prev, hparameters)


# %% still_the_starter_of_2021
# cause: nothing is written yet; the starter made the output, and its loops are comments
# must: "not written"
# never: unfilled | whole_numbers | last_row_missing | maximum_from_zero
def pool_forward(A_prev, hparameters, mode = "max"):
    """
    Implements the forward pass of the pooling layer
    """

    # Retrieve dimensions from the input shape
    (m, n_H_prev, n_W_prev, n_C_prev) = A_prev.shape

    # Retrieve hyperparameters from "hparameters"
    f = hparameters["f"]
    stride = hparameters["stride"]

    # Define the dimensions of the output
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    n_C = n_C_prev

    # Initialize output matrix A
    A = np.zeros((m, n_H, n_W, n_C))

    # for i in range(None):
        # for h in range(None):
            # vert_start = None
            # vert_end = None
            # for w in range(None):
                # for c in range (None):
                    # a_prev_slice = None
                    # if mode == "max":
                        # A[i, h, w, c] = None
                    # elif mode == "average":
                        # A[i, h, w, c] = None

    # YOUR CODE STARTS HERE


    # YOUR CODE ENDS HERE

    # Store the input and hparameters in "cache" for pool_backward()
    cache = (A_prev, hparameters)

    # Making sure your output shape is correct
    assert(A.shape == (m, n_H, n_W, n_C))

    return A, cache


# %% loops_that_do_nothing
# cause: the loops cut the windows and never store anything
# must: unfilled
# never: whole_numbers | last_row_missing | maximum_from_zero
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    result = np.max(s)
    return A, (A_prev, hparameters)


# %% size_without_the_stride
# cause: the size of the output is worked out without the stride
# must: stride_not_in_size | "without the stride"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = n_H_prev - f + 1
    n_W = n_W_prev - f + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    if s.size > 0:
                        A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% size_rounded_up
# cause: the size of the output is rounded up
# must: rounded_up
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = int(np.ceil((n_H_prev - f) / stride)) + 1
    n_W = int(np.ceil((n_W_prev - f) / stride)) + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)


# %% smallest_number
# cause: the minimum is taken and not the maximum
# must: minimum_for_maximum
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = sorted(A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c].flatten())
                    A[i, h, w, c] = s[0] if mode == "max" else sum(s) / len(s)
    return A, (A_prev, hparameters)


# %% stride_one_and_no_mode
# cause: two mistakes: the stride is left out of the place of the window, and the mode is not looked at
# must: stride_ignored | "stride"
# must: always_max | "mode"
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                A[i, h, w] = A_prev[i, h:h + f, w:w + f].max(axis=(0, 1))
    return A, (A_prev, hparameters)


# %% stride_of_another_cell
# cause: the stride is a variable of the notebook and not the one of the hyperparameters
# must: "stride is always 2" | "variable stride" | "variables stride" | "`stride`"
# never: output_too_small | rounded_up | stride_fixed | stride_ignored
stride = 2


def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    n_H, n_W = (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    s = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
                    A[i, h, w, c] = s.max() if mode == "max" else s.mean()
    return A, (A_prev, hparameters)

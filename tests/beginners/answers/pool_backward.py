# %% stride_missing_again
# cause: the stride is left out of the place of the window
# must: stride_ignored
def pool_backward(dA, cache, mode="max"):
    (A_prev, hparameters) = cache
    f = hparameters["f"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        a_prev = A_prev[i]
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    if mode == "max":
                        a_prev_slice = a_prev[h:h+f, w:w+f, c]
                        mask = create_mask_from_window(a_prev_slice)
                        dA_prev[i, h:h+f, w:w+f, c] += mask * dA[i, h, w, c]
                    elif mode == "average":
                        dA_prev[i, h:h+f, w:w+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% last_window_wins
# cause: = takes the place of +=, so that windows that overlap overwrite each other
# must: last_window_only
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros_like(A_prev)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    if mode == "max":
                        mask = create_mask_from_window(A_prev[i, y:y+f, x:x+f, c])
                        dA_prev[i, y:y+f, x:x+f, c] = mask * dA[i, h, w, c]
                    else:
                        dA_prev[i, y:y+f, x:x+f, c] = distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% average_not_shared
# cause: each entry of the window gets the whole gradient in average mode
# must: average_not_divided
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    if mode == "max":
                        mask = create_mask_from_window(A_prev[i, y:y+f, x:x+f, c])
                        dA_prev[i, y:y+f, x:x+f, c] += mask * dA[i, h, w, c]
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c]
    return dA_prev


# %% mask_times_window
# cause: the mask is multiplied by the window of the input and not by the gradient
# must: mask_times_input
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += window * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% avg_for_average
# cause: the mode is compared with "avg", so that nothing happens in average mode
# must: "average"
# must: "mode" | "zero"
# never: unfilled | average_not_divided | whole_numbers
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "avg":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% gradient_by_the_corner
# cause: the gradient is looked up at the corner of the window in the input
# must: gradient_at_window_start
# never: "loops count the rows"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    g = dA[i, y, x, c]
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += g * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(g, (f, f))
    return dA_prev


# %% max_whatever_the_mode
# cause: the mode is never looked at
# must: always_max
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(m, n_H, n_W, n_C):
        y, x = h*s, w*s
        mask = create_mask_from_window(A_prev[i, y:y+f, x:x+f, c])
        dA_prev[i, y:y+f, x:x+f, c] += mask * dA[i, h, w, c]
    return dA_prev


# %% all_of_da_shared
# cause: the whole array dA is handed to distribute_value, where one number of it is needed
# must: "one number" | "all of dA" | "several numbers"
# never: "is it f by f"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        da = dA
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(da, (f, f))
    return dA_prev


# %% sum_of_da_shared
# cause: the sum of all of dA is shared out, where one number of it is needed
# must: "all of dA" | "whole dA" | "one number of dA"
# never: average_not_divided | average_over_output | average_divided_by_f
# pattern: "factor" | "only in average mode"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(np.sum(dA), (f, f))
    return dA_prev


# %% shared_over_the_output
# cause: distribute_value gets the size of the output for the size of the window
# must: average_over_output | "size of the output" | "wrong size"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        share = distribute_value(dA[i, h, w, c], (n_H, n_W))
                        dA_prev[i, y:y+f, x:x+f, c] += share
    return dA_prev


# %% mode_without_default
# cause: the parameter mode has lost its default "max"
# must: "default"
# never: "and no others"
def pool_backward(dA, cache, mode):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% shape_of_the_gradient
# cause: dA_prev has the shape of dA and not of A_prev
# must: made_in_shape_of_output | "shape of A_prev" | "like A_prev"
# never: "is it f by f"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(dA.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% first_gradient_for_all_channels
# cause: every channel gets the gradient of channel 0
# must: one_gradient
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                g = dA[i, h, w, 0]
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += g * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(g, (f, f))
    return dA_prev


# %% mask_of_the_whole_image
# cause: the mask is made from the whole image and not from the window
# must: "window" | "whole image"
# must: "mask" | "whole image"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    if mode == "max":
                        mask = create_mask_from_window(A_prev[i, :, :, c])
                        dA_prev[i, y:y+f, x:x+f, c] += mask * dA[i, h, w, c]
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% size_of_the_input_counted
# cause: the loops count the rows and columns of the input and reach beyond dA
# must: "rows and columns of the output" | "is that the number of columns" | loops_over_input
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = A_prev.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% last_example_left_out
# cause: the loop over the examples ends one too early
# must: "last example"
# never: first_example_only | unfilled | last_row_missing
# pattern: "example"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m - 1):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% two_for_f
# cause: f is always 2
# must: f_always_two | window_fixed | "2 by 2"
# never: window_too_small
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = 2, hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% return_after_the_first_example
# cause: return is inside the loop over the examples
# must: "return" | first_example_only
# never: unfilled | last_row_missing
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
        return dA_prev


# %% mask_left_alone
# cause: the mask is added without the gradient
# must: gradient_left_out
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% starts_from_random_numbers
# cause: dA_prev starts from random numbers and not from zeros
# must: "random" | "start" | "second time"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.random.rand(*A_prev.shape) * 0.01
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% helper_with_one_argument
# cause: distribute_value is called without the shape
# must: "distribute_value"
# must: "arguments"
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    f, s = hp["f"], hp["stride"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    y, x = h*s, w*s
                    window = A_prev[i, y:y+f, x:x+f, c]
                    if mode == "max":
                        dA_prev[i, y:y+f, x:x+f, c] += dA[i, h, w, c] * create_mask_from_window(window)
                    elif mode == "average":
                        dA_prev[i, y:y+f, x:x+f, c] += distribute_value(dA[i, h, w, c])
    return dA_prev

# %% divided_by_the_sum
# cause: dz is divided by the sum of the sides and not by the number of cells
# must: divided_by_sum_of_sides
def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz / (n_H + n_W)
    a = np.ones(shape) * average
    return a


# %% brackets_forgotten
# cause: dz is divided by n_H and multiplied by n_W, since brackets are missing
# must: "bracket" | "parenthes" | "multiplied"
# never: divided_by_rows | not_divided
# pattern: "factor" | "times"
def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / n_H * n_W
    a = average * np.ones((n_H, n_W))
    return a


# %% not_shared
# cause: each cell gets the whole of dz
# must: not_divided
def distribute_value(dz, shape):
    a = np.ones(shape) * dz
    return a


# %% share_as_a_number
# cause: the share of one cell is returned and not an array
# must: share_not_spread | "numpy array"
def distribute_value(dz, shape):
    (n_H, n_W) = shape
    a = dz / (n_H * n_W)
    return a


# %% floor_division
# cause: // drops the decimals of the share
# must: remainder_dropped
def distribute_value(dz, shape):
    n_H, n_W = shape
    return np.full((n_H, n_W), dz // (n_H * n_W))


# %% integers_in_the_array
# cause: the array is made of integers, so that the decimals of the share are cut off
# must: "decimals" | "whole number" | whole_numbers | "integer"
# never: unfilled
def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.zeros(shape, dtype=int)
    for i in range(n_H):
        for j in range(n_W):
            a[i, j] = dz / (n_H * n_W)
    return a


# %% shape_of_a_shape
# cause: shape is a tuple already and has no shape of its own
# must: "tuple"
# must: "already" | "not an array" | "no shape"
def distribute_value(dz, shape):
    n_H, n_W = shape.shape
    average = dz / (n_H * n_W)
    return np.ones(shape) * average


# %% shape_used_as_function
# cause: the tuple is called like a function
# must: "square brackets" | "not a function" | "no function" | "like a function"
def distribute_value(dz, shape):
    n_H, n_W = shape(0), shape(1)
    a = np.full(shape, dz / (n_H * n_W))
    return a


# %% divided_by_the_number_of_sides
# cause: dz is divided by the length of the tuple, which is always 2
# must: "always 2" | "len" | "divided by 2"
# never: divided_by_rows | divided_by_columns | divided_by_sum_of_sides
# pattern: "factor" | "times"
def distribute_value(dz, shape):
    average = dz / len(shape)
    a = np.full(shape, average)
    return a


# %% sides_the_wrong_way_round
# cause: height and width of the array are swapped
# must: sides_swapped
def distribute_value(dz, shape):
    n_H, n_W = shape
    avg = dz / (n_H * n_W)
    return np.array([[avg] * n_H] * n_W)


# %% average_still_none
# cause: the placeholder average = None is still there
# must: "None"
def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = None    # one number
    a = np.full(shape, average)
    return a


# %% one_for_dz
# cause: 1 is shared out, whatever dz is
# must: value_ignored
def distribute_value(dz, shape):
    a = np.ones(shape)
    return a / a.sum()


# %% left_blank
# cause: nothing is written between the markers
# must: "not written"
def distribute_value(dz, shape):
    # YOUR CODE STARTS HERE
    # (n_H, n_W) = None
    # average = None    # one number
    # YOUR CODE ENDS HERE

    return a

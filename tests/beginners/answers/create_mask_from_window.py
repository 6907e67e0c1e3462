# %% the_maximum_itself
# cause: the maximum is returned and not a mask
# must: maximum_for_mask | "maximum itself"
def create_mask_from_window(x):
    mask = np.max(x)
    return mask


# %% index_of_the_maximum
# cause: the index of the maximum is returned
# must: index_for_mask | "index"
def create_mask_from_window(x):
    mask = x.argmax()
    return mask


# %% ones_and_zeros
# cause: the mask holds 0 and 1 in place of False and True
# must: integer_mask | "True and False"
def create_mask_from_window(x):
    mask = np.zeros(x.shape)
    mask[np.unravel_index(np.argmax(x), x.shape)] = 1
    return mask


# %% everything_but_the_maximum
# cause: the mask is True everywhere but at the maximum
# must: mask_inverted
def create_mask_from_window(x):
    return x < np.max(x)


# %% greater_than_the_maximum
# cause: nothing is greater than the maximum, so that the mask is False everywhere
# must: "False everywhere" | "nowhere" | "never True" | unfilled
# never: mask_inverted
def create_mask_from_window(x):
    mask = (x > np.max(x))
    return mask


# %% builtin_maximum
# cause: Python's own max cannot compare the rows of an array
# must: "np.max" | "numpy's"
def create_mask_from_window(x):
    mask = (x == max(x))
    return mask


# %% max_not_called
# cause: x.max is a function, and without brackets it is not called
# must: "max"
# must: "called" | "brackets" | "parenthes"
def create_mask_from_window(x):
    mask = np.array(x == x.max)
    return mask


# %% maximum_of_columns
# cause: an axis is given, so that each column has a maximum of its own
# must: maximum_of_each_column
def create_mask_from_window(x):
    mask = x == x.max(axis=0)
    return mask


# %% window_of_two_by_two
# cause: the loops look at the first two rows and columns only
# must: "2 by 2" | "first two"
# never: mask_inverted | always_true
def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    biggest = x.max()
    for i in range(2):
        for j in range(2):
            if x[i, j] == biggest:
                mask[i, j] = True
    return mask


# %% list_of_lists
# cause: the mask is a list of lists and not an array
# must: "numpy array"
def create_mask_from_window(x):
    top = np.max(x)
    return [[value == top for value in row] for row in x]


# %% where_of_the_maximum
# cause: np.where gives the places of the maximum and not a mask
# must: position_for_mask | "place"
def create_mask_from_window(x):
    mask = np.where(x == np.max(x))
    return mask


# %% largest_by_size
# cause: the signs are left out in looking for the maximum
# must: absolute_maximum
def create_mask_from_window(x):
    size = np.abs(x)
    return size == size.max()

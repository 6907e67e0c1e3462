# %% pads_all_four_axes
# cause: one number for all axes pads the examples and the channels as well
# must: pads_all_axes
def zero_pad(X, pad):
    # np.pad does everything for us
    X_pad = np.pad(X, pad)
    return X_pad


# %% pads_channels_too
# cause: the channels are padded as well
# must: pads_channels
def zero_pad(X, pad):
    p = (pad, pad)
    return np.pad(X, ((0, 0), p, p, p), 'constant')


# %% pads_the_batch
# cause: the axis of the examples is padded and takes the place of an axis that is one further on
# must: pads_batch_and_height
def zero_pad(X, pad):
    # first two axes = height and width
    X_pad = np.pad(X, [[pad, pad], [pad, pad], [0, 0], [0, 0]], mode="constant", constant_values=(0, 0))
    return X_pad


# %% rows_glued_on
# cause: zeros are added above and below but not at the sides
# must: pads_height_only
def zero_pad(X, pad):
    m, h, w, c = X.shape
    border = np.zeros((m, pad, w, c))
    X_pad = np.concatenate([border, X, border], axis=1)
    return X_pad


# %% columns_glued_on
# cause: zeros are added at the sides but not above and below
# must: pads_width_only
def zero_pad(X, pad):
    (m, h, w, c) = X.shape
    left = np.zeros((m, h, pad, c))
    right = np.zeros((m, h, pad, c))
    X = np.concatenate((left, X), axis=2)
    X = np.concatenate((X, right), axis=2)
    return X


# %% frame_of_half_the_size
# cause: the new image is larger by pad and not by twice pad, so that only two sides have a border
# must: pads_one_side
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros((m, n_H + pad, n_W + pad, n_C))
    X_pad[:, pad:, pad:, :] = X
    return X_pad


# %% image_not_in_the_middle
# cause: the frame has the right size, and the image is put into its upper left corner
# must: image_in_corner
def zero_pad(X, pad):
    m, H, W, C = X.shape
    out = np.zeros([m, H + 2*pad, W + 2*pad, C])
    for i in range(m):
        for r in range(H):
            for k in range(W):
                out[i, r, k] = X[i, r, k]
    return out


# %% border_of_pad
# cause: the border is filled with the number pad
# must: pads_with_pad
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0,0), (pad,pad), (pad,pad), (0,0)), 'constant', constant_values = (pad,pad))
    return X_pad


# %% border_of_ones
# cause: the border is filled with ones
# must: pads_with_ones
def zero_pad(X, pad):
    m, a, b, c = X.shape
    X_pad = np.ones((m, a + pad * 2, b + pad * 2, c))
    X_pad[:, pad:pad + a, pad:pad + b] = X
    return X_pad


# %% edge_mode
# cause: the border repeats the edge of the image
# must: pads_by_copying
def zero_pad(X, pad):
    # "edge" because we pad the edges
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), "edge")
    return X_pad


# %% reflect_mode
# cause: the border mirrors the image
# must: pads_by_mirroring
def zero_pad(X, pad):
    width = ((0, 0), (pad, pad), (pad, pad), (0, 0))
    return np.pad(X, width, mode='reflect')


# %% pad_is_one
# cause: the border is always 1 wide
# must: pad_fixed
def zero_pad(X, pad):
    pad = 1
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return X_pad


# %% pad_from_the_example
# cause: the border is always as wide as in the first example, whatever pad is
# must: pad_always_three
def zero_pad(X, pad):
    # In the test X is 4x3x3x2 and should become 4x9x9x2
    X_pad = np.pad(X, ((0, 0), (3, 3), (3, 3), (0, 0)), 'constant', constant_values=0)
    return X_pad


# %% first_image_only
# cause: only the first image of the batch is put into its frame
# must: "first example" | "first image"
# never: whole_numbers | unfilled
# pattern: "example"
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    X_pad[0] = np.pad(X[0], ((pad, pad), (pad, pad), (0, 0)))
    return X_pad


# %% returns_after_one_image
# cause: return is inside the loop, so only the first image comes back, without the axis of the examples
# must: "return"
# pattern: "axes" | "axis"
def zero_pad(X, pad):
    for img in X:
        padded = np.pad(img, ((pad, pad), (pad, pad), (0, 0)), 'constant')
        return padded


# %% prints_the_answer
# cause: the padded array is printed and not returned
# must: "return"
# never: "not written"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    print(X_pad)


# %% result_thrown_away
# cause: the result of np.pad is not kept, and the image comes back as it was
# must: pad_ignored
def zero_pad(X, pad):
    X_pad = X
    np.pad(X_pad, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant', constant_values=0)
    return X_pad


# %% returns_a_name_spelt_otherwise
# cause: the array is called X_padded and the function returns X_pad
# must: "X_pad"
# must: "X_padded"
# never: "not written"
def zero_pad(X, pad):
    X_padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant', constant_values=0)

    return X_pad


# %% small_letter_for_argument
# cause: x is written for the argument X; the notebook has a variable x in one of its examples
# must: "`x`" | "name x" | "variable x"
# must: "`X`" | "X?" | "arguments alone" | "argument X"
def zero_pad(X, pad):
    X_pad = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant', constant_values=0)
    return X_pad


# %% two_pairs_only
# cause: np.pad gets two pairs for an array of four axes
# must: "one pair for each axis"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((pad, pad), (pad, pad)), 'constant')
    return X_pad


# %% mode_misspelt
# cause: np.pad knows no mode of the name "constants"
# must: "mode"
# must: "np.pad"
# never: "matrix product"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode='constants', constant_values=0)
    return X_pad


# %% keyword_misspelt
# cause: the keyword of np.pad is constant_values, not constant_value
# must: "constant_value"
# must: "np.pad"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode='constant', constant_value=0)
    return X_pad


# %% mode_after_keyword
# cause: an argument without a name comes after one with a name
# must: "keyword"
# unreadable: positional argument follows keyword argument
def zero_pad(X, pad):
    X_pad = np.pad(X, pad_width=((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
    return X_pad


# %% resized
# cause: np.resize makes the array larger by repeating numbers; it puts no border around the images
# must: "resize" | "border"
# never: pads_by_wrapping | pads_by_copying
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.resize(X, (m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    return X_pad


# %% placeholder_below
# cause: the placeholder X_pad = None is still there, below the finished line
# must: "None"
# never: "should end with `return" | "not written"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant", constant_values=0)
    X_pad = None      # shape (m, n_H + 2 * pad, n_W + 2 * pad, n_C)

    return X_pad


# %% shape_called
# cause: shape is called like a function
# must: "shape"
# must: "without" | "not a function" | "no function" | "parentheses" | "brackets"
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape()
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    X_pad[:, pad:pad + n_H, pad:pad + n_W, :] = X
    return X_pad


# %% not_indented
# cause: the body of the function is not indented
# must: "indent"
# unreadable: expected an indented block
def zero_pad(X, pad):
X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), 'constant')
return X_pad


# %% rows_padded_twice
# cause: the rows are padded, and then rows and columns once more
# must: "height" | "rows"
# never: pad_twice
# pattern: "rows"
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0)))
    # now the columns
    X_pad = np.pad(X_pad, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return X_pad


# %% frame_of_integers
# cause: the frame is made of integers, so that the decimals are cut off
# must: whole_numbers
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    frame = np.zeros((m, n_H + 2*pad, n_W + 2*pad, n_C), dtype=int)
    frame[:, pad:n_H + pad, pad:n_W + pad, :] = X
    return frame


# %% frame_without_image
# cause: the frame of zeros is made, and the image is never put into it
# must: unfilled
# never: "a border"
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    # TODO copy X
    return X_pad


# %% height_and_width_mixed_up
# cause: the second axis is taken for the width, so that the image does not fit into the frame unless it is square
# must: "height"
# must: "width"
# never: "one pair for each axis" | "f by f"
def zero_pad(X, pad):
    m, n_W, n_H, n_C = X.shape
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    X_pad[:, pad:pad + n_H, pad:pad + n_W, :] = X
    return X_pad


# %% slice_from_the_end
# cause: the slice pad:-pad, which is empty where pad is 0, says where the image goes
# must: "pad 0" | "without padding" | "no padding" | "empty"
# never: "f by f"
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    X_pad[:, pad:-pad, pad:-pad, :] = X
    return X_pad

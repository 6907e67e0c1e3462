# %% bias_inside_the_sum
# cause: the bias is added to every product before the sum
# must: bias_before_sum
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W + b
    Z = np.sum(s)
    return Z


# %% bias_in_the_loop
# cause: the bias is added to every product inside the loops
# must: bias_before_sum
def conv_single_step(a_slice_prev, W, b):
    f1, f2, ch = W.shape
    total = 0.0
    for i in range(f1):
        for j in range(f2):
            for k in range(ch):
                total += a_slice_prev[i, j, k] * W[i, j, k] + b[0, 0, 0]
    return total


# %% bias_on_the_weights
# cause: the bias is added to the weights before they are multiplied
# must: "bias"
# must: "weights"
# never: bias_before_sum | bias_left_out
def conv_single_step(a_slice_prev, W, b):
    # first weights and bias, then multiply with the input
    Z = np.sum(a_slice_prev * (W + b))
    return Z


# %% no_bias
# cause: the bias is left out
# must: bias_left_out
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.multiply(a_slice_prev, W))
    return Z


# %% bias_still_an_array
# cause: the number is right but comes in an array of shape (1, 1, 1), like the bias
# must: "number is right"
# never: "wrong values"
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    Z = np.sum(s)
    Z = Z + b
    return Z


# %% bias_half_unpacked
# cause: the number is right but comes in an array of shape (1, 1), since only one axis is taken from the bias
# must: "number is right"
# never: "wrong values"
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev * W) + b[0]


# %% dot_product
# cause: a matrix product takes the place of the product number by number
# must: matrix_product | "matrix product"
def conv_single_step(a_slice_prev, W, b):
    Z = np.dot(a_slice_prev, W)
    Z = np.sum(Z) + float(b[0, 0, 0])
    return Z


# %% at_sign
# cause: @ is a matrix product, not a product number by number
# must: matrix_product | "matrix product"
def conv_single_step(a_slice_prev, W, b):
    products = a_slice_prev @ W
    return products.sum() + b.item()


# %% builtin_sum
# cause: Python's own sum adds up the first axis only
# must: builtin_sum | "np.sum" | first_axis_only
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = sum(s)
    Z = Z + b
    return Z


# %% builtin_sum_twice
# cause: Python's own sum, used twice, leaves the channels apart
# must: "np.sum" | channels_not_summed
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = sum(sum(s))
    return Z + b[0, 0, 0]


# %% average
# cause: the products are averaged and not summed
# must: mean_for_sum
def conv_single_step(a_slice_prev, W, b):
    Z = np.mean(a_slice_prev * W)
    Z += b.item()
    return Z


# %% first_channel_of_window
# cause: the loops run over rows and columns and see the first channel only
# must: "first channel" | "channel 0"
# never: bias_left_out | "wrong shape"
# pattern: "channel"
def conv_single_step(a_slice_prev, W, b):
    Z = 0
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            Z = Z + a_slice_prev[i][j][0] * W[i][j][0]
    Z = Z + b.item()
    return Z


# %% total_set_to_zero_in_the_loop
# cause: the total starts again at zero in every row, so that only the last row is summed
# must: "last row" | "starts again" | "inside the loop" | "in the loop"
# never: channels_not_summed
def conv_single_step(a_slice_prev, W, b):
    f = W.shape[0]
    for i in range(f):
        total = 0
        for j in range(f):
            total += np.sum(a_slice_prev[i, j] * W[i, j])
    Z = total + b.item()
    return Z


# %% equals_for_plus_equals
# cause: each product overwrites the one before, so that only the last one is left
# must: "overwrit" | "last product" | "add up"
def conv_single_step(a_slice_prev, W, b):
    f, f, n_C_prev = W.shape
    for i in range(f):
        for j in range(f):
            for c in range(n_C_prev):
                Z = a_slice_prev[i, j, c] * W[i, j, c]
    Z = Z + b[0][0][0]
    return Z


# %% return_in_the_loop
# cause: the function returns inside the loops, after the first product
# must: "return"
# must: "loop"
def conv_single_step(a_slice_prev, W, b):
    Z = 0
    for x, y in zip(a_slice_prev.flatten(), W.flatten()):
        Z += x * y
        return Z + b.item()


# %% sum_over_rows
# cause: np.sum gets an axis and adds up the rows only
# must: first_axis_only
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s, axis=0) + b.item()
    return Z


# %% sum_over_height_and_width
# cause: np.sum leaves the axis of the channels
# must: channels_not_summed
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    return np.sum(s, axis=(0, 1)) + b.item()


# %% sum_forgotten
# cause: the products are returned without their sum
# must: sum_left_out
def conv_single_step(a_slice_prev, W, b):
    Z = a_slice_prev * W
    Z = Z + float(b[0, 0, 0])
    return Z


# %% printed_not_returned
# cause: the number is printed and not returned
# must: "return"
# never: "not written"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b.item()
    print("Z =", Z)


# %% asscalar
# cause: numpy no longer has np.asscalar
# must: "np.asscalar"
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    Z = np.sum(s)
    Z = Z + np.asscalar(b)
    return Z


# %% float_of_numpy
# cause: numpy no longer has np.float
# must: "np.float"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W)
    Z = Z + np.float(b)
    return Z


# %% argument_misspelt
# cause: the argument a_slice_prev is misspelt
# must: "a_slice_perv"
# must: "a_slice_prev"
# never: "within an `if`"
def conv_single_step(a_slice_prev, W, b):
    products = a_slice_perv * W
    total = np.sum(products)
    Z = total + b.item()
    return Z


# %% added_to_before_it_exists
# cause: Z is added to before it has a first value
# must: "Z"
# must: "before" | "first value" | "start"
# never: "within an `if`"
def conv_single_step(a_slice_prev, W, b):
    Z += np.sum(a_slice_prev * W)
    Z += b.item()
    return Z


# %% relu
# cause: negative results are set to zero
# must: "negative" | "below zero"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b.item()
    # activation
    return max(0.0, Z)


# %% rounded
# cause: the result is rounded to a few decimals
# must: "round"
# never: whole_numbers
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b.item()
    return round(Z, 2)


# %% bias_cut_to_an_integer
# cause: int() cuts the decimals of the bias off
# must: "decimals" | "int("
# never: whole_numbers
# pattern: "bias"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.multiply(a_slice_prev, W)) + int(b[0, 0, 0])
    return Z


# %% everything_cut_to_an_integer
# cause: int() cuts the decimals of the result off
# must: whole_numbers
def conv_single_step(a_slice_prev, W, b):
    Z = int(np.sum(a_slice_prev * W) + b.item())
    return Z


# %% filter_turned
# cause: the filter is turned upside down and sideways, as in mathematics
# must: "flip" | "turned" | "upside down"
def conv_single_step(a_slice_prev, W, b):
    # real convolution flips the kernel
    kernel = W[::-1, ::-1, :]
    return float(np.sum(kernel * a_slice_prev) + b.item())


# %% other_name_for_the_bias
# cause: the bias is called b, and the function uses a name bias that has no value
# must: "bias"
# must: "before it has a value" | "no value" | "not defined" | "did you mean"
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return np.sum(s) + bias


# %% bias_as_third_factor
# cause: the third argument of np.multiply is where the result is written to
# must: "np.multiply" | "third"
# never: "f by f"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.multiply(a_slice_prev, W, b))
    return Z


# %% returns_two_things
# cause: the products are returned as well, where one number is asked for
# must: "one number" | "one real number"
def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = np.sum(s) + b.item()
    return Z, s


# %% total_without_products
# cause: the placeholder Z = None is still there below the finished lines
# must: "None"
# never: "should end with `return" | "not written"
def conv_single_step(a_slice_prev, W, b):
    products = a_slice_prev * W
    total = np.sum(products)
    Z = total + b.item()
    Z = None            # one number

    return Z


# %% multiplied_in_place
# cause: *= changes the window that the function was given
# must: "changes the arrays" | inputs_changed
def conv_single_step(a_slice_prev, W, b):
    a_slice_prev *= W
    Z = a_slice_prev.sum() + b.item()
    return Z


# %% bracket_missing
# cause: a closing bracket is missing
# must: "never closed" | "bracket" | "parenthes"
# unreadable: '(' was never closed
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W
    Z = np.sum(s) + b.item()
    return Z


# %% weights_and_window_added
# cause: window and weights are added and not multiplied
# must: sum_for_product
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(np.add(a_slice_prev, W)) + b.item()
    return Z


# %% power_for_product
# cause: ** is a power, where * is a product
# must: "nan" | "power" | "**"
# never: "division by zero"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev ** W) + b.item()
    return Z


# %% text_for_number
# cause: the number is returned as a text
# must: "one real number" | "text" | "str"
def conv_single_step(a_slice_prev, W, b):
    Z = np.sum(a_slice_prev * W) + b.item()
    return "{:.6f}".format(Z)

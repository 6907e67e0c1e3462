# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Convolutional Neural Networks: Step by Step
#
# Welcome. In this notebook you build the two layers that make a convolutional network, convolution and
# pooling, with nothing but numpy and loops. Deep learning libraries do the same sums much faster; here you
# see every one of them.
#
# You write eight small functions. The first four are graded and worth 100 points together. The other four,
# the backward passes, are optional: they cost no marks and teach a lot.
#
# How it works:
#
# - Write your code between the lines `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The comments
#   between them are hints; keep them, change them or delete them.
# - Keep the names and the arguments of the functions. Your functions are found by their names.
# - After each exercise there is an example and a public test. The test tells you what differs. At grading
#   your functions also meet other sizes, strides and paddings.
# - You may run the whole notebook at any time: a function that is not written yet says so, and the notebook
#   goes on.
# - Use the arguments of a function, never the variables of other cells, and do not change the arrays that you
#   are given.

# %% [markdown]
# ## Packages
#
# `numpy` does the arithmetic, `h5py` reads image files, `matplotlib` draws. Beside this notebook lie
# `public_tests.py` (the tests that you call below) and `figures.py` (all the pictures: read it and change the
# numbers as you like).

# %%
from public_tests import *

import h5py
import numpy as np

import figures
from figures import unwritten_is_fine

# %matplotlib inline

# %% [markdown]
# An example that uses your functions stands in a block `with unwritten_is_fine():`. If a function in it has
# no answer yet, the block prints one sentence and stops there. Every other error is shown as usual.

# %% [markdown]
# ## Outline
#
# - [Symbols](#symbols)
# - [1. Zero padding](#zero-padding): `zero_pad`, 10 points
# - [2. A single step of convolution](#single-step): `conv_single_step`, 20 points
# - [3. The forward convolution](#forward-convolution): `conv_forward`, 40 points
# - [4. Pooling](#pooling): `pool_forward`, 30 points
# - [5. Backward passes (optional)](#backward)
#     - [5.1 Backward through the convolution](#conv-backward): `conv_backward`
#     - [5.2 Max pooling: where did the maximum come from?](#mask): `create_mask_from_window`
#     - [5.3 Average pooling: share equally](#distribute): `distribute_value`
#     - [5.4 Backward through pooling](#pool-backward): `pool_backward`
# - [6. Your layers at work on images](#images)
# - [Summary](#summary)

# %% [markdown]
# <a id="symbols"></a>
# ## Symbols
#
# | symbol | in the code | meaning |
# |---|---|---|
# | $m$ | `m` | number of examples in a batch |
# | $n_H,\ n_W,\ n_C$ | `n_H, n_W, n_C` | height, width and number of channels of a layer's output |
# | $n_H^{prev},\ n_W^{prev},\ n_C^{prev}$ | `n_H_prev, n_W_prev, n_C_prev` | the same three of the layer's input |
# | $X,\ A^{prev}$ | `X`, `A_prev` | input of a layer, shape $(m, n_H^{prev}, n_W^{prev}, n_C^{prev})$ |
# | $f$ | `f` | height and width of a filter or of a pooling window |
# | $p$ | `pad` | rows and columns of zeros added on each side |
# | $s$ | `stride` | rows or columns that the window moves from one step to the next |
# | $W$ | `W` | filters, shape $(f, f, n_C^{prev}, n_C)$ |
# | $b$ | `b` | biases, one a filter, shape $(1, 1, 1, n_C)$ |
# | $Z$ | `Z` | output of a convolution, shape $(m, n_H, n_W, n_C)$ |
# | $A$ | `A` | output of pooling, shape $(m, n_H, n_W, n_C^{prev})$ |
# | $dZ,\ dA,\ dW,\ db$ | `dZ, dA, dW, db` | gradient of the cost with respect to $Z$, $A$, $W$, $b$: of the same shape as that array |
# | $i,\ h,\ w,\ c$ | `i, h, w, c` | index of the example, the output row, the output column, the output channel |
#
# Images always have the axes (example, row, column, channel). Rows count downwards, from 0.
#
# One small image accompanies you through the parts 1 to 3, with one small filter, so that you can check every
# number by hand.

# %%
tiny_image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
tiny_filter = np.array([[1.0, 0.0], [0.0, 2.0]])

# The same with all the axes that the layers want: one example, one channel, one filter with the bias 1.
tiny_A_prev = tiny_image.reshape(1, 3, 3, 1)
tiny_W = tiny_filter.reshape(2, 2, 1, 1)
tiny_b = np.ones((1, 1, 1, 1))

# %% [markdown]
# <a id="zero-padding"></a>
# ## 1. Zero padding
#
# A filter slides only where it fits, so each convolution shrinks the image, and pixels at the edge are seen
# by fewer windows than those in the middle. A border of zeros mends both. With $p = (f - 1) / 2$ zeros on
# each side and stride 1 the output is as large as the input.

# %%
figures.show_zero_padding(tiny_image, pad=1)

# %% [markdown]
# *Figure: the image of 3 rows and 3 columns stands in the middle of a frame of zeros (hatched), 5 rows and 5
# columns in all.*
#
# ### Exercise 1: `zero_pad` (10 points)
#
# Pad the height and the width of every image of the batch `X` with zeros. Examples and channels stay as they
# are:
#
# $$(m,\ n_H,\ n_W,\ n_C) \;\longrightarrow\; (m,\ n_H + 2p,\ n_W + 2p,\ n_C)$$
#
# <details><summary>Hint 1: a question</summary>
#
# `X` has four axes. How many values go before and after the data on each of them?
# </details>
# <details><summary>Hint 2: the tool</summary>
#
# `np.pad(array, widths, mode="constant", constant_values=0)` pads any array. `widths` holds one pair (before,
# after) for each axis.
# </details>
# <details><summary>Hint 3: a smaller case</summary>
#
# For an array `a` of three axes, `np.pad(a, ((0, 0), (2, 2), (0, 0)))` puts two zeros before and two after on
# the middle axis only.
# </details>


# %% graded="zero_pad"
# GRADED FUNCTION: zero_pad
def zero_pad(X, pad):
    """Pad the height and the width of a batch of images with zeros.

    Arguments:
    X -- array of shape (m, n_H, n_W, n_C), a batch of m images
    pad -- integer, rows and columns of zeros to add on each of the four sides

    Returns:
    X_pad -- array of shape (m, n_H + 2 * pad, n_W + 2 * pad, n_C)
    """
    # YOUR CODE STARTS HERE (about 1 line)
    # X_pad = None
    ### BEGIN SOLUTION
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant", constant_values=0)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return X_pad


# %%
with unwritten_is_fine():
    tiny_pad = zero_pad(tiny_A_prev, 1)
    print("The small image, padded by 1:")
    print(tiny_pad[0, :, :, 0])

    np.random.seed(1)
    x = np.random.randn(4, 3, 3, 2)
    x_pad = zero_pad(x, 3)
    print("x.shape     =", x.shape)
    print("x_pad.shape =", x_pad.shape)
    print("x[1, 1] =")
    print(x[1, 1])
    print("x_pad[1, 1] =")
    print(x_pad[1, 1])

# %% [markdown]
# Expected output:
# ```text
# The small image, padded by 1:
# [[0. 0. 0. 0. 0.]
#  [0. 1. 2. 3. 0.]
#  [0. 4. 5. 6. 0.]
#  [0. 7. 8. 9. 0.]
#  [0. 0. 0. 0. 0.]]
# x.shape     = (4, 3, 3, 2)
# x_pad.shape = (4, 9, 9, 2)
# x[1, 1] =
# [[ 0.90085595 -0.68372786]
#  [-0.12289023 -0.93576943]
#  [-0.26788808  0.53035547]]
# x_pad[1, 1] =
# [[0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]
#  [0. 0.]]
# ```

# %% test="zero_pad"
zero_pad_test(zero_pad)

# %% [markdown]
# <a id="single-step"></a>
# ## 2. A single step of convolution
#
# Lay a filter on one window of the input. Multiply each number of the window by the number of the filter on
# top of it, add all the products, and add the bias once at the end. The result is one number: how strongly
# this window shows what the filter looks for.

# %%
figures.show_single_step(tiny_image[0:2, 0:2], tiny_filter, bias=1.0)

# %% [markdown]
# *Figure: window [[1, 2], [4, 5]] times filter [[1, 0], [0, 2]] gives the products [[1, 0], [0, 10]]; their
# sum 11 plus the bias 1 is 12.*
#
# ### Exercise 2: `conv_single_step` (20 points)
#
# A window has all the channels of the input, and so has the filter. With the window $a$:
#
# $$Z = \left( \sum_{u=0}^{f-1} \sum_{v=0}^{f-1} \sum_{k=0}^{n_C^{prev}-1} a_{u,v,k} \, W_{u,v,k} \right) + b$$
#
# The bias comes in an array of shape (1, 1, 1). `b.item()` takes out its one number: `float(b)` does so only
# in older versions of numpy, newer ones refuse an array that has axes.
#
# <details><summary>Hint 1: a question</summary>
#
# A window of shape (4, 4, 3) has 48 products. How often does the bias belong in the sum: 48 times, or once?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `*` multiplies two arrays of one shape number by number; `np.sum(array)` without an axis adds up everything.
# </details>
# <details><summary>Hint 3: in words</summary>
#
# First the products, then their sum, and only then the bias, as a plain number.
# </details>


# %% graded="conv_single_step"
# GRADED FUNCTION: conv_single_step
def conv_single_step(a_slice_prev, W, b):
    """Apply one filter to one window of the input.

    Arguments:
    a_slice_prev -- array of shape (f, f, n_C_prev), one window of the input
    W -- array of shape (f, f, n_C_prev), one filter
    b -- array of shape (1, 1, 1), the bias of the filter

    Returns:
    Z -- one number: the sum over all products, plus the bias
    """
    # YOUR CODE STARTS HERE (about 3 lines)
    # products = None     # shape (f, f, n_C_prev)
    # total = None        # one number
    # Z = None            # one number
    ### BEGIN SOLUTION
    products = a_slice_prev * W
    total = np.sum(products)
    Z = total + b.item()
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return Z


# %%
with unwritten_is_fine():
    tiny_window = tiny_A_prev[0, 0:2, 0:2, :]
    print("By hand 12, by your function", conv_single_step(tiny_window, tiny_W[:, :, :, 0], tiny_b[0]))

    np.random.seed(1)
    a_slice_prev = np.random.randn(4, 4, 3)
    W = np.random.randn(4, 4, 3)
    b = np.random.randn(1, 1, 1)
    print("Z =", conv_single_step(a_slice_prev, W, b))

# %% [markdown]
# Expected output:
# ```text
# By hand 12, by your function 12.0
# Z = -6.999089450680221
# ```

# %% test="conv_single_step"
conv_single_step_test(conv_single_step)

# %% [markdown]
# <a id="forward-convolution"></a>
# ## 3. The forward convolution
#
# A convolution is the single step, done at every place where the window fits, for every filter, for every
# example of the batch. Start with one image, one filter and stride 1: the window stops at four places, and
# each stop fills one number of the output.

# %%
figures.show_film_strip(tiny_image, tiny_filter, bias=1.0)

# %% [markdown]
# *Figure: four frames show the window at rows 0 and 1 and columns 0 and 1 of the image, with the sum written
# under each; the output is [[12, 15], [21, 24]].*
#
# With a stride $s$ the window jumps $s$ rows or columns at a time. The output entry in row $h$ and column $w$
# belongs to the window whose upper left corner lies in row $h \cdot s$ and column $w \cdot s$ of the padded
# input.

# %%
figures.show_strides(size=6, f=3, strides=(1, 2, 3))

# %% [markdown]
# *Figure: a 6 by 6 input three times; the upper left corners of the 3 by 3 windows are marked with the row
# and column of the output that they fill. Stride 1 gives 4 by 4 windows, strides 2 and 3 give 2 by 2; with
# stride 2 the last row and column are never used.*
#
# How often does it fit? A window of size $f$ can start at $n^{prev} - f + 2p + 1$ places; every $s$-th of
# them is used, beginning with the first:
#
# $$n_H = \left\lfloor \frac{n_H^{prev} - f + 2p}{s} \right\rfloor + 1 \qquad
#   n_W = \left\lfloor \frac{n_W^{prev} - f + 2p}{s} \right\rfloor + 1 \qquad
#   n_C = \text{number of filters}$$
#
# <details><summary>Predict first: 6 rows, f = 3, pad = 1, stride = 2. How many rows has the output?</summary>
#
# 3, because (6 - 3 + 2) / 2 = 2.5, rounded down 2, plus 1. If you found 4: the division is rounded down, not
# up. If you found 2: that is without the padding, or without the "+ 1" for the window at the start. If you
# found 6: that would be stride 1.
# </details>
#
# ### Exercise 3: `conv_forward` (40 points)
#
# Pad the batch with your `zero_pad`, then fill `Z` with your `conv_single_step`:
#
# $$Z_{i,h,w,c} = \left( \sum_{u,v,k} A^{pad}_{i,\; h s + u,\; w s + v,\; k} \; W_{u,v,k,c} \right) + b_c$$
#
# Four loops do it: examples, rows, columns, filters. Their cost is $m \cdot n_H \cdot n_W \cdot n_C$ single
# steps of $f \cdot f \cdot n_C^{prev}$ multiplications each. `cache` keeps what the backward pass will need.
#
# <details><summary>Hint 1: questions</summary>
#
# Do the loops over `h` and `w` count rows of the input or of the output? From `h` and the stride, in which
# row of the padded input does the window start? And how far from its start does it end?
# </details>
# <details><summary>Hint 2: slicing</summary>
#
# `a[2:5]` holds the rows 2, 3 and 4: three rows. The window has all the channels of the input, so the last
# axis is `:`. Filter number `c` is the part of `W` with `c` on its last axis; its bias is the part of `b`
# with the same `c`.
# </details>
# <details><summary>Hint 3: rounding down</summary>
#
# `7 // 2` is 3 and `int(7 / 2)` is 3. The result must be an integer, because it is a size.
# </details>


# %% graded="conv_forward"
# GRADED FUNCTION: conv_forward
def conv_forward(A_prev, W, b, hparameters):
    """Convolve a batch with a bank of filters.

    Arguments:
    A_prev -- array of shape (m, n_H_prev, n_W_prev, n_C_prev), output of the previous layer
    W -- array of shape (f, f, n_C_prev, n_C), the filters
    b -- array of shape (1, 1, 1, n_C), one bias for each filter
    hparameters -- dictionary with the integers "stride" and "pad"

    Returns:
    Z -- array of shape (m, n_H, n_W, n_C)
    cache -- the tuple (A_prev, W, b, hparameters), for conv_backward
    """
    # YOUR CODE STARTS HERE (about 22 lines)
    # Sizes and parameters
    # (m, n_H_prev, n_W_prev, n_C_prev) = None
    # (f, f, n_C_prev, n_C) = None
    # stride = None
    # pad = None
    # Size of the output, rounded down
    # n_H = None
    # n_W = None
    # An output of zeros, and the padded input
    # Z = None                                # shape (m, n_H, n_W, n_C)
    # A_prev_pad = None                       # use zero_pad
    # for i in ...:                           # examples
    #     a_prev_pad = None                   # one padded example, three axes
    #     for h in ...:                       # rows of the output
    #         vert_start = None
    #         vert_end = None
    #         for w in ...:                   # columns of the output
    #             horiz_start = None
    #             horiz_end = None
    #             a_slice_prev = None         # shape (f, f, n_C_prev)
    #             for c in ...:               # filters
    #                 weights = None          # shape (f, f, n_C_prev)
    #                 bias = None             # shape (1, 1, 1)
    #                 Z[i, h, w, c] = None    # use conv_single_step
    ### BEGIN SOLUTION
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]

    n_H = (n_H_prev - f + 2 * pad) // stride + 1
    n_W = (n_W_prev - f + 2 * pad) // stride + 1

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
                    Z[i, h, w, c] = conv_single_step(a_slice_prev, weights, bias)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    # What conv_backward will need
    cache = (A_prev, W, b, hparameters)

    return Z, cache


# %%
with unwritten_is_fine():
    tiny_Z, _ = conv_forward(tiny_A_prev, tiny_W, tiny_b, {"stride": 1, "pad": 0})
    print("The four windows of the film strip:")
    print(tiny_Z[0, :, :, 0])

    np.random.seed(1)
    A_prev = np.random.randn(2, 5, 7, 4)
    W = np.random.randn(3, 3, 4, 8)
    b = np.random.randn(1, 1, 1, 8)
    Z, cache_conv = conv_forward(A_prev, W, b, {"pad": 1, "stride": 2})
    print("Z.shape =", Z.shape)
    print(f"mean of Z = {np.mean(Z):.10f}")
    print("Z[0, 2, 1] =")
    print(Z[0, 2, 1])
    print("cache_conv[0][1][2][3] =")
    print(cache_conv[0][1][2][3])

# %% [markdown]
# Expected output:
# ```text
# The four windows of the film strip:
# [[12. 15.]
#  [21. 24.]]
# Z.shape = (2, 3, 4, 8)
# mean of Z = 0.5511276475
# Z[0, 2, 1] =
# [-2.17796037  8.07171329 -0.5772704   3.36286738  4.48113645 -2.89198428
#  10.99288867  3.03171932]
# cache_conv[0][1][2][3] =
# [-1.1191154   1.9560789  -0.3264995  -1.34267579]
# ```

# %% test="conv_forward"
conv_forward_test(conv_forward)

# %% [markdown]
# In a network an activation follows, such as ReLU, $\max(0, Z)$. It works number by number and needs no loop.

# %% [markdown]
# <a id="pooling"></a>
# ## 4. Pooling
#
# Pooling makes an image smaller. A window slides over the input as before, but there are no weights to learn:
# **max pooling** keeps the largest number of the window, **average pooling** the mean. Each channel is pooled
# on its own, and there is no padding.

# %%
pool_image = np.array(
    [
        [1.0, 3.0, 2.0, 0.0],
        [4.0, 6.0, 1.0, 1.0],
        [0.0, 2.0, 5.0, 3.0],
        [1.0, 1.0, 7.0, 1.0],
    ]
)
figures.show_pooling(pool_image, f=2)

# %% [markdown]
# *Figure: a 4 by 4 image in four windows of 2 by 2; max pooling gives [[6, 2], [2, 7]], average pooling
# [[3.5, 1], [1, 4]].*
#
# ### Exercise 4: `pool_forward` (30 points)
#
# $$n_H = \left\lfloor \frac{n_H^{prev} - f}{s} \right\rfloor + 1 \qquad
#   n_W = \left\lfloor \frac{n_W^{prev} - f}{s} \right\rfloor + 1 \qquad
#   n_C = n_C^{prev}$$
#
# $$A_{i,h,w,c} = \max_{u,v} A^{prev}_{i,\; h s + u,\; w s + v,\; c} \qquad \text{or} \qquad
#   A_{i,h,w,c} = \frac{1}{f^2} \sum_{u,v} A^{prev}_{i,\; h s + u,\; w s + v,\; c}$$
#
# <details><summary>Predict first: 5 rows, f = 3. How many rows has the output with stride 1, and with stride 2?</summary>
#
# 3 with stride 1 and 2 with stride 2. If you found 5 for stride 1, you padded; pooling here does not.
# </details>
# <details><summary>Hint 1: a question</summary>
#
# In the convolution the window held all the channels. How many channels does a pooling window hold?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.max(window)` and `np.mean(window)` turn a window into one number. Compare `mode` with a string by `==`.
# </details>
# <details><summary>Hint 3: in words</summary>
#
# The corners of the window are those of `conv_forward`. The slice has `c` where the convolution had `:`.
# </details>


# %% graded="pool_forward"
# GRADED FUNCTION: pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    """Pool a batch, each channel on its own.

    Arguments:
    A_prev -- array of shape (m, n_H_prev, n_W_prev, n_C_prev)
    hparameters -- dictionary with the integers "f" (size of the window) and "stride"
    mode -- "max" or "average"

    Returns:
    A -- array of shape (m, n_H, n_W, n_C_prev)
    cache -- the tuple (A_prev, hparameters), for pool_backward
    """
    # YOUR CODE STARTS HERE (about 20 lines)
    # Sizes and parameters
    # (m, n_H_prev, n_W_prev, n_C_prev) = None
    # f = None
    # stride = None
    # Size of the output, rounded down
    # n_H = None
    # n_W = None
    # n_C = None
    # A = None                                # shape (m, n_H, n_W, n_C)
    # for i in ...:                           # examples
    #     for h in ...:                       # rows of the output
    #         vert_start = None
    #         vert_end = None
    #         for w in ...:                   # columns of the output
    #             horiz_start = None
    #             horiz_end = None
    #             for c in ...:               # channels
    #                 a_prev_slice = None     # shape (f, f)
    #                 if mode == ...:
    #                     A[i, h, w, c] = None
    #                 elif mode == ...:
    #                     A[i, h, w, c] = None
    ### BEGIN SOLUTION
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]

    n_H = (n_H_prev - f) // stride + 1
    n_W = (n_W_prev - f) // stride + 1
    n_C = n_C_prev

    A = np.zeros((m, n_H, n_W, n_C))

    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                for c in range(n_C):
                    a_prev_slice = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(a_prev_slice)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(a_prev_slice)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    # What pool_backward will need
    cache = (A_prev, hparameters)

    return A, cache


# %%
with unwritten_is_fine():
    tiny_batch = pool_image.reshape(1, 4, 4, 1)
    for mode in ("max", "average"):
        tiny_A, _ = pool_forward(tiny_batch, {"f": 2, "stride": 2}, mode=mode)
        print("The image of the figure, mode", mode)
        print(tiny_A[0, :, :, 0])

    np.random.seed(1)
    A_prev = np.random.randn(2, 5, 5, 3)
    for stride in (1, 2):
        for mode in ("max", "average"):
            A, cache = pool_forward(A_prev, {"f": 3, "stride": stride}, mode=mode)
            print("stride", stride, "mode", mode, "A.shape =", A.shape)
            print(A[1, 1])

# %% [markdown]
# Expected output:
# ```text
# The image of the figure, mode max
# [[6. 2.]
#  [2. 7.]]
# The image of the figure, mode average
# [[3.5 1. ]
#  [1.  4. ]]
# stride 1 mode max A.shape = (2, 3, 3, 3)
# [[1.96710175 0.84616065 1.27375593]
#  [1.96710175 0.84616065 1.23616403]
#  [1.62765075 1.12141771 1.2245077 ]]
# stride 1 mode average A.shape = (2, 3, 3, 3)
# [[ 0.44497696 -0.00261695 -0.31040307]
#  [ 0.50811474 -0.23493734 -0.23961183]
#  [ 0.11872677  0.17255229 -0.22112197]]
# stride 2 mode max A.shape = (2, 2, 2, 3)
# [[1.96710175 0.86888616 1.27375593]
#  [1.62765075 1.12141771 0.79280687]]
# stride 2 mode average A.shape = (2, 2, 2, 3)
# [[ 0.42944926  0.08446996 -0.27290905]
#  [ 0.15077452  0.28911175  0.00123239]]
# ```

# %% test="pool_forward"
pool_forward_test(pool_forward)

# %% [markdown]
# You have written both forward passes: the graded part ends here. The next part is optional.

# %% [markdown]
# <a id="backward"></a>
# ## 5. Backward passes (optional)
#
# Libraries derive gradients for you. Once in a lifetime it is worth doing by hand. The cost is some number
# $J$; the layer after ours hands back $dZ = \partial J / \partial Z$, and we work out what that means for the
# input and the parameters.
#
# One rule does all of it: *a number that had a part in several outputs receives a gradient from each of them,
# and they add up.* So everything below is `+=` on arrays of zeros.
#
# <a id="conv-backward"></a>
# ### 5.1 Backward through the convolution
#
# Look at one entry of the output. It was (window times filter, summed) plus bias. So its gradient
# $dZ_{i,h,w,c}$ goes to three places:

# %%
figures.show_conv_gradients(tiny_image[0:2, 0:2], tiny_filter, gradient=3.0)

# %% [markdown]
# *Figure: one output gradient of 3 adds 3 times the filter, [[3, 0], [0, 6]], to the window of dA; 3 times
# the window, [[3, 6], [12, 15]], to dW; and 3 to db.*
#
# #### Optional exercise: `conv_backward`
#
# With the window of rows $h s$ to $h s + f$ and columns $w s$ to $w s + f$, in the padded input, for every
# $i, h, w, c$:
#
# $$dA^{pad}_{i,\,window} \mathrel{+}= W_{c} \cdot dZ_{i,h,w,c} \qquad
#   dW_{c} \mathrel{+}= A^{pad}_{i,\,window} \cdot dZ_{i,h,w,c} \qquad
#   db_{c} \mathrel{+}= dZ_{i,h,w,c}$$
#
# At the end the border of $dA^{pad}$ is cut off, for it belongs to the zeros, not to the input.
#
# By hand: for the film strip above with every entry of $dZ$ equal to 1, $dW$ is [[12, 16], [24, 28]] (each
# entry adds up four pixels), $db$ is 4 and $dA$ is [[1, 1, 0], [1, 3, 2], [0, 2, 2]].
#
# <details><summary>Hint 1: a question</summary>
#
# The forward pass read a window, a filter and a bias for each output entry. Which three arrays does the
# backward pass write to, at the same places?
# </details>
# <details><summary>Hint 2: cutting off the border</summary>
#
# Which row of the padded array is the first row of the image? How many rows has the image? Count from the
# start: a slice that ends at `-pad` is empty when `pad` is 0.
# </details>
# <details><summary>Hint 3: axes</summary>
#
# `dW` and `db` keep their filters on the last axis: write to the part with `c` there. They add up over all
# the examples, so make them once, before the loops.
# </details>


# %% optional="conv_backward"
# OPTIONAL FUNCTION: conv_backward
def conv_backward(dZ, cache):
    """Work out the gradients of a convolution.

    Arguments:
    dZ -- array of shape (m, n_H, n_W, n_C), gradient of the cost with respect to Z
    cache -- the tuple (A_prev, W, b, hparameters) from conv_forward

    Returns:
    dA_prev -- array of shape (m, n_H_prev, n_W_prev, n_C_prev), like A_prev
    dW -- array of shape (f, f, n_C_prev, n_C), like W
    db -- array of shape (1, 1, 1, n_C), like b
    """
    # YOUR CODE STARTS HERE (about 25 lines)
    # (A_prev, W, b, hparameters) = None
    # (m, n_H_prev, n_W_prev, n_C_prev) = None
    # (f, f, n_C_prev, n_C) = None
    # stride = None
    # pad = None
    # (m, n_H, n_W, n_C) = None
    # A_prev_pad = None
    # Gradients start as zeros
    # dA_prev_pad = None                      # shape of A_prev_pad
    # dW = None
    # db = None
    # for i in ...:                           # examples
    #     for h in ...:                       # rows of dZ
    #         vert_start = None
    #         vert_end = None
    #         for w in ...:                   # columns of dZ
    #             horiz_start = None
    #             horiz_end = None
    #             a_slice = None              # shape (f, f, n_C_prev)
    #             for c in ...:               # filters
    #                 gradient = None         # one number of dZ
    #                 dA_prev_pad[...] += None
    #                 dW[...] += None
    #                 db[...] += None
    # dA_prev = None                          # without the border
    ### BEGIN SOLUTION
    A_prev, W, b, hparameters = cache
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, _, _, n_C = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    _, n_H, n_W, _ = dZ.shape

    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = np.zeros(A_prev_pad.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)

    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                a_slice = A_prev_pad[i, vert_start:vert_end, horiz_start:horiz_end, :]
                for c in range(n_C):
                    gradient = dZ[i, h, w, c]
                    dA_prev_pad[i, vert_start:vert_end, horiz_start:horiz_end, :] += W[:, :, :, c] * gradient
                    dW[:, :, :, c] += a_slice * gradient
                    db[:, :, :, c] += gradient

    dA_prev = dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db


# %%
with unwritten_is_fine():
    tiny_Z, tiny_cache = conv_forward(tiny_A_prev, tiny_W, tiny_b, {"stride": 1, "pad": 0})
    tiny_dA, tiny_dW, tiny_db = conv_backward(np.ones((1, 2, 2, 1)), tiny_cache)
    print("By hand: dA, dW and db of the film strip")
    print(tiny_dA[0, :, :, 0])
    print(tiny_dW[:, :, 0, 0])
    print(tiny_db[0, 0, 0])

    np.random.seed(1)
    A_prev = np.random.randn(10, 4, 4, 3)
    W = np.random.randn(2, 2, 3, 8)
    b = np.random.randn(1, 1, 1, 8)
    Z, cache_conv = conv_forward(A_prev, W, b, {"pad": 2, "stride": 2})
    dA, dW, db = conv_backward(Z, cache_conv)
    print(f"mean of dA = {np.mean(dA):.10f}")
    print(f"mean of dW = {np.mean(dW):.10f}")
    print(f"mean of db = {np.mean(db):.10f}")

# %% [markdown]
# Expected output:
# ```text
# By hand: dA, dW and db of the film strip
# [[1. 1. 0.]
#  [1. 3. 2.]
#  [0. 2. 2.]]
# [[12. 16.]
#  [24. 28.]]
# [4.]
# mean of dA = 1.4524377775
# mean of dW = 1.7269914583
# mean of db = 7.8392325646
# ```

# %% test="conv_backward"
conv_backward_test(conv_backward)

# %% [markdown]
# <a id="mask"></a>
# ### 5.2 Max pooling: where did the maximum come from?
#
# Pooling has no parameters, but the layers before it want their gradient. Of each window only the maximum
# reached the output. If any other number of the window changes a little, the output stays the same: its
# gradient is 0. The maximum receives all of it.

# %%
figures.show_max_gradient(np.array([[-1.0, 2.0, 3.0], [2.0, -3.0, 2.0], [1.0, 5.0, -2.0]]), gradient=4.0)

# %% [markdown]
# *Figure: in the window [[-1, 2, 3], [2, -3, 2], [1, 5, -2]] the maximum is the 5 in row 2, column 1; the
# mask is True only there, and the gradient 4 goes only there.*
#
# #### Optional exercise: `create_mask_from_window`
#
# $$mask_{u,v} = \begin{cases} \text{True} & \text{if } x_{u,v} = \max(x) \\ \text{False} & \text{otherwise} \end{cases}$$
#
# You need not care about a maximum that occurs twice.
#
# <details><summary>Hint 1: a question</summary>
#
# What does numpy answer to `np.array([3, 8, 5]) > 4`?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.max` gives the largest number. Comparing an array with one number by `==` gives an array of True and
# False.
# </details>


# %% optional="create_mask_from_window"
# OPTIONAL FUNCTION: create_mask_from_window
def create_mask_from_window(x):
    """Mark the maximum of a window.

    Arguments:
    x -- array of shape (f, f), or of any other shape

    Returns:
    mask -- array of the same shape, True at the maximum and False elsewhere
    """
    # YOUR CODE STARTS HERE (about 1 line)
    # mask = None
    ### BEGIN SOLUTION
    mask = x == np.max(x)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return mask


# %%
with unwritten_is_fine():
    tiny_mask = create_mask_from_window(np.array([[-1, 2, 3], [2, -3, 2], [1, 5, -2]]))
    print("The window of the figure:")
    print(tiny_mask)

    np.random.seed(1)
    x = np.random.randn(2, 3)
    print("x =")
    print(x)
    print("mask =")
    print(create_mask_from_window(x))

# %% [markdown]
# Expected output:
# ```text
# The window of the figure:
# [[False False False]
#  [False False False]
#  [False  True False]]
# x =
# [[ 1.62434536 -0.61175641 -0.52817175]
#  [-1.07296862  0.86540763 -2.3015387 ]]
# mask =
# [[ True False False]
#  [False False False]]
# ```

# %% test="create_mask_from_window"
create_mask_from_window_test(create_mask_from_window)

# %% [markdown]
# <a id="distribute"></a>
# ### 5.3 Average pooling: share equally
#
# In average pooling all the numbers of a window have the same part in the output, so all of them receive the
# same share of the gradient.

# %%
figures.show_average_gradient(gradient=2.0, shape=(2, 2))

# %% [markdown]
# *Figure: the gradient 2 is spread over a window of 2 by 2, 0.5 for each cell.*
#
# #### Optional exercise: `distribute_value`
#
# $$a_{u,v} = \frac{dz}{n_H \, n_W} \qquad \text{for all } u, v$$
#
# <details><summary>Hint 1: a question</summary>
#
# The shares must add up to `dz` again. Into how many shares is it cut?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.full(shape, value)` makes an array with one value everywhere; `np.ones(shape)` times a number does so,
# too.
# </details>


# %% optional="distribute_value"
# OPTIONAL FUNCTION: distribute_value
def distribute_value(dz, shape):
    """Share a number equally among the cells of a window.

    Arguments:
    dz -- one number
    shape -- tuple (n_H, n_W), the shape of the window

    Returns:
    a -- array of shape (n_H, n_W), the same share in each cell
    """
    # YOUR CODE STARTS HERE (about 3 lines)
    # (n_H, n_W) = None
    # average = None
    # a = None
    ### BEGIN SOLUTION
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    a = np.full(shape, average)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return a


# %%
with unwritten_is_fine():
    shares = distribute_value(2, (2, 2))
    print("2 in a window of 2 by 2:")
    print(shares)
    total = np.sum(distribute_value(100, (10, 10)))
    print(f"The shares of 100 in a window of 10 by 10 add up to {total:.6f}")

# %% [markdown]
# Expected output:
# ```text
# 2 in a window of 2 by 2:
# [[0.5 0.5]
#  [0.5 0.5]]
# The shares of 100 in a window of 10 by 10 add up to 100.000000
# ```

# %% test="distribute_value"
distribute_value_test(distribute_value)

# %% [markdown]
# <a id="pool-backward"></a>
# ### 5.4 Backward through pooling
#
# #### Optional exercise: `pool_backward`
#
# Visit every window of the forward pass again and add its share of the gradient to the input's gradient. For
# every $i, h, w, c$, with the window that starts in row $h s$ and column $w s$:
#
# $$dA^{prev}_{i,\,window,\,c} \mathrel{+}= \begin{cases} mask(window) \cdot dA_{i,h,w,c} & \text{max} \\
#   share(dA_{i,h,w,c}) & \text{average} \end{cases}$$
#
# By hand: for the image of the pooling figure and $dA$ = [[1, 2], [3, 4]], max pooling sends 1 to the pixel
# 6, 2 to the 2 in row 0, 3 to the 2 in row 2, 4 to the 7. Average pooling gives every pixel of a window a
# quarter of the number.
#
# <details><summary>Hint 1: a question</summary>
#
# With stride 1 and f = 2, in how many windows does a pixel in the middle lie? So can you use `=`, or does it
# have to be `+=`?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# Your `create_mask_from_window` wants the window of the *input*; your `distribute_value` wants one number of
# `dA` and the shape of the window.
# </details>
# <details><summary>Hint 3: the stride</summary>
#
# The corners of the windows are the very same as in `pool_forward`. Compare with what you wrote there.
# </details>


# %% optional="pool_backward"
# OPTIONAL FUNCTION: pool_backward
def pool_backward(dA, cache, mode="max"):
    """Work out the gradient of pooling.

    Arguments:
    dA -- array of shape (m, n_H, n_W, n_C), gradient of the cost with respect to A
    cache -- the tuple (A_prev, hparameters) from pool_forward
    mode -- "max" or "average", as in the forward pass

    Returns:
    dA_prev -- array of shape (m, n_H_prev, n_W_prev, n_C), like A_prev
    """
    # YOUR CODE STARTS HERE (about 20 lines)
    # (A_prev, hparameters) = None
    # f = None
    # stride = None
    # (m, n_H, n_W, n_C) = None
    # dA_prev = None                          # zeros, shape of A_prev
    # for i in ...:                           # examples
    #     for h in ...:                       # rows of dA
    #         vert_start = None
    #         vert_end = None
    #         for w in ...:                   # columns of dA
    #             horiz_start = None
    #             horiz_end = None
    #             for c in ...:               # channels
    #                 if mode == ...:
    #                     a_prev_slice = None
    #                     mask = None         # use create_mask_from_window
    #                     dA_prev[...] += None
    #                 elif mode == ...:
    #                     dA_prev[...] += None    # use distribute_value
    ### BEGIN SOLUTION
    A_prev, hparameters = cache
    f = hparameters["f"]
    stride = hparameters["stride"]
    m, n_H, n_W, n_C = dA.shape

    dA_prev = np.zeros(A_prev.shape)

    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            vert_end = vert_start + f
            for w in range(n_W):
                horiz_start = w * stride
                horiz_end = horiz_start + f
                for c in range(n_C):
                    gradient = dA[i, h, w, c]
                    if mode == "max":
                        a_prev_slice = A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]
                        mask = create_mask_from_window(a_prev_slice)
                        dA_prev[i, vert_start:vert_end, horiz_start:horiz_end, c] += mask * gradient
                    elif mode == "average":
                        share = distribute_value(gradient, (f, f))
                        dA_prev[i, vert_start:vert_end, horiz_start:horiz_end, c] += share
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return dA_prev


# %%
with unwritten_is_fine():
    tiny_A, tiny_cache = pool_forward(pool_image.reshape(1, 4, 4, 1), {"f": 2, "stride": 2})
    tiny_dA = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
    for mode in ("max", "average"):
        tiny_dA_prev = pool_backward(tiny_dA, tiny_cache, mode=mode)
        print("By hand, mode", mode)
        print(tiny_dA_prev[0, :, :, 0])

    np.random.seed(1)
    A_prev = np.random.randn(5, 5, 3, 2)
    A, cache = pool_forward(A_prev, {"stride": 1, "f": 2})
    dA = np.random.randn(5, 4, 2, 2)
    for mode in ("max", "average"):
        dA_prev = pool_backward(dA, cache, mode=mode)
        print("mode", mode, "dA_prev[1, 1] =")
        print(dA_prev[1, 1])

# %% [markdown]
# Expected output:
# ```text
# By hand, mode max
# [[0. 0. 2. 0.]
#  [0. 1. 0. 0.]
#  [0. 3. 0. 0.]
#  [0. 0. 4. 0.]]
# By hand, mode average
# [[0.25 0.25 0.5  0.5 ]
#  [0.25 0.25 0.5  0.5 ]
#  [0.75 0.75 1.   1.  ]
#  [0.75 0.75 1.   1.  ]]
# mode max dA_prev[1, 1] =
# [[ 0.          0.        ]
#  [ 5.05844394 -1.68282702]
#  [ 0.          0.        ]]
# mode average dA_prev[1, 1] =
# [[ 0.08485462  0.2787552 ]
#  [ 1.26461098 -0.25749373]
#  [ 1.17975636 -0.53624893]]
# ```

# %% test="pool_backward"
pool_backward_test(pool_backward)

# %% [markdown]
# <a id="images"></a>
# ## 6. Your layers at work on images
#
# `images.h5` is an HDF5 file: a container for arrays, with notes (attributes) attached. It holds a small
# batch of drawings.

# %%
with h5py.File("images.h5", "r") as file:
    print(file.attrs["description"])
    names = [name.decode() for name in file["names"]]
    images = file["images"][:] / 255.0
print(f"shape {images.shape}, values from {images.min():.2f} to {images.max():.2f}")
figures.show_batch(images, names)

# %% [markdown]
# *Figure: four colour drawings of 32 by 32 pixels: a house under the sun, diagonal stripes, a disc and the
# letter A.*
#
# Nobody has trained a filter here, so we set three by hand. The first answers to edges between left and
# right, the second to edges between above and below, and the third blurs. Then we take absolute values, so
# that both directions of an edge show as bright, and pool by the maximum.

# %%
vertical_edges = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
filters = [vertical_edges, vertical_edges.T, np.full((3, 3), 1.0 / 9.0)]
filter_names = ["edges left/right", "edges above/below", "blur"]

# Each filter sees all three colours alike: shape (3, 3, 3, 3), the last axis counts the filters.
W = np.stack([np.stack([single / 3.0] * 3, axis=-1) for single in filters], axis=-1)
b = np.zeros((1, 1, 1, 3))

with unwritten_is_fine():
    Z, _ = conv_forward(images, W, b, {"stride": 1, "pad": 1})
    strength = np.abs(Z)
    pooled, _ = pool_forward(strength, {"f": 2, "stride": 2}, mode="max")
    print("images", images.shape, "convolution", Z.shape, "pooling", pooled.shape)
    figures.show_layers(images, strength, pooled, filter_names)

# %% [markdown]
# *Figure: one row for each drawing: the drawing, the strength of the three filters at 32 by 32 pixels, and the
# same after max pooling at 16 by 16. Bright means a strong answer. The walls of the house light up in the first
# filter, its floor and roof in the second.*
#
# Do you see the bright frame around bright drawings? It is the edge between the drawing and the zeros of the padding.
#
# Try other filters: change the numbers above and run the cell again.

# %% [markdown]
# <a id="summary"></a>
# ## Summary
#
# - Padding with zeros keeps the size of an image and treats its edge fairly.
# - A single step of convolution is one sum of products, plus the bias once.
# - A convolution is that step for each window, filter and example; output row $h$ belongs to the window that
#   starts in row $h \cdot s$.
# - Pooling makes images smaller, channel by channel, without parameters.
# - Backward, gradients go where the numbers came from, and what meets there adds up.
#
# Before you hand in: restart the kernel, run all the cells, and read what the tests say.

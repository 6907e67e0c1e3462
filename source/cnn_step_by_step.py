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
# pooling, with nothing but numpy and loops. Deep learning libraries do the same arithmetic much faster; here
# you see every step of it. At the end, your own functions look for edges in a photograph.
#
# You write eight small functions. The first four are graded and worth 100 points together. The other four,
# the backward passes, are optional: they earn no marks, but you learn a lot from them.
#
# After this notebook you can:
#
# - work out the size of a layer's output from its input, filter, stride and padding;
# - write convolution and pooling as loops, and say what each index counts;
# - set a filter by hand, and say what padding, stride and pooling are for;
# - with the optional part, send a gradient back through both layers, check it, and train a filter with it.
#
# How it works:
#
# - Write your code between the lines `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The comments
#   between them are hints; keep them, change them or delete them.
# - Keep the names and the arguments of the functions. Your functions are found by their names.
# - Each exercise gives the reason, shows one case worked by hand, and then it is your turn. Below it are
#   three folded hints, from a question to a line with blanks.
# - After each exercise there is an example and a public test. The test shows you what differs. At grading
#   your functions also meet other sizes, strides and paddings.
# - Small questions ask you to predict a number. Nobody grades them, but guessing first helps you understand
#   what follows.
# - You may run the whole notebook at any time: a function that is not written yet is reported, and the
#   notebook goes on. Figures that need it appear once it is written.
# - Use the arguments of a function, never the variables of other cells, and do not change the arrays that you
#   are given.

# %% [markdown]
# ## Packages
#
# `numpy` does the arithmetic and `h5py` reads image files. The other files of the course are in the folder of
# this notebook: `public_tests.py` (the tests that you call below), `figures.py`, `animation.py` and
# `sheet.py` (they draw all the figures; open them and change the numbers if you like), `lesson.py` and
# `questions.py` (the questions). The next cell first checks that no file is missing.

# %%
import os

files = ["public_tests.py", "public_tests.h5", "animation.py", "figures.py", "images.h5"]
files += ["lesson.py", "questions.py", "sheet.py", "sliding_window.js"]
missing = [name for name in files if not os.path.exists(name)]
if missing:
    raise FileNotFoundError(f"Put {', '.join(missing)} into {os.getcwd()} and run this cell again.")

from public_tests import *

import time

import h5py
import numpy as np

import animation
import figures
from lesson import needs, predict, unwritten_is_fine

# %% [markdown]
# An example that uses your functions is in a block `with unwritten_is_fine():`. If a function in it has no
# answer yet, the block prints one sentence and stops there. Every other error is shown as usual. A block
# `with needs(...):` needs several of your functions, and lists those that are missing or not right yet.

# %% [markdown]
# ## Outline
#
# - [Symbols](#symbols)
# - [One small image](#one-small-image)
# - [1. Zero padding](#zero-padding): `zero_pad`, 10 points
# - [2. A single step of convolution](#a-single-step-of-convolution): `conv_single_step`, 20 points
# - [3. The forward convolution](#the-forward-convolution): `conv_forward`, 40 points
# - [4. Pooling](#pooling): `pool_forward`, 30 points
# - [5. Backward passes (optional)](#backward-passes-optional)
#     - [5.1 Backward through the convolution](#backward-through-the-convolution): `conv_backward`
#     - [5.2 Max pooling: where did the maximum come from?](#max-pooling-where-did-the-maximum-come-from):
#       `create_mask_from_window`
#     - [5.3 Average pooling: share equally](#average-pooling-share-equally): `distribute_value`
#     - [5.4 Backward through pooling](#backward-through-pooling): `pool_backward`
#     - [5.5 Can you trust a gradient?](#can-you-trust-a-gradient)
# - [6. Your layers at work on a photograph](#your-layers-at-work-on-a-photograph)
# - [7. Loops, and all windows at once](#loops-and-all-windows-at-once)
# - [What you can do now](#what-you-can-do-now)

# %% [markdown]
# <a id="symbols"></a>
#
# ## Symbols
#
# | symbol | in the code | meaning |
# |---|---|---|
# | $m$ | `m` | number of examples in a batch |
# | $n_H$, $n_W$, $n_C$ | `n_H, n_W, n_C` | height, width and number of channels of a layer's output |
# | $n_H^{prev}$, $n_W^{prev}$, $n_C^{prev}$ | `n_H_prev, n_W_prev, n_C_prev` | the same three of the layer's input |
# | $X$, $A^{prev}$ | `X`, `A_prev` | input of a layer, shape $(m, n_H^{prev}, n_W^{prev}, n_C^{prev})$ |
# | $A^{pad}$ | `A_prev_pad` | the input with a border of zeros |
# | $f$ | `f` | height and width of a filter or of a pooling window |
# | $p$ | `pad` | rows and columns of zeros added on each side |
# | $s$ | `stride` | rows or columns that the window moves from one step to the next |
# | $a$ | `a_slice_prev` | one window of the input, shape $(f, f, n_C^{prev})$ |
# | $W$ | `W` | filters, shape $(f, f, n_C^{prev}, n_C)$ |
# | $b$ | `b` | biases, one for each filter, shape $(1, 1, 1, n_C)$ |
# | $Z$ | `Z` | output of a convolution, shape $(m, n_H, n_W, n_C)$ |
# | $A$ | `A` | output of pooling, shape $(m, n_H, n_W, n_C^{prev})$ |
# | $J$ | | the cost: the number that training makes small |
# | $dZ$, $dA$, $dW$, $db$ | `dZ, dA, dW, db` | gradient of $J$ with respect to $Z$, $A$, $W$, $b$: of the same shape as that array |
# | $i$, $h$, $w$, $c$ | `i, h, w, c` | index of the example, the output row, the output column, the output channel |
# | $u$, $v$, $k$ | | row, column and channel within a window |
#
# Images always have the axes (example, row, column, channel). Rows count downwards, from 0.

# %% [markdown]
# <a id="one-small-image"></a>
#
# ## One small image
#
# From here to the gradients you work with one image of 6 by 6 small integers, so you can check every number
# by hand. It is dark, with a bright patch in its lower right part.

# %%
small_image = np.array(
    [
        [1.0, 0.0, 2.0, 1.0, 0.0, 1.0],
        [0.0, 2.0, 1.0, 0.0, 1.0, 3.0],
        [1.0, 0.0, 7.0, 6.0, 9.0, 8.0],
        [2.0, 1.0, 8.0, 5.0, 7.0, 6.0],
        [0.0, 1.0, 9.0, 7.0, 8.0, 6.0],
        [1.0, 3.0, 6.0, 8.0, 5.0, 7.0],
    ]
)
small_batch = small_image.reshape(1, 6, 6, 1)  # one example, 6 rows, 6 columns, one channel
figures.show_image(small_image)

# %% [markdown]
# *Figure: the image as grey levels, and as the 6 by 6 numbers behind them; rows 2 to 5 and columns 2 to 5
# hold the large ones, 5 to 9.*

# %% [markdown]
# <a id="zero-padding"></a>
#
# ## 1. Zero padding
#
# **Why.** A filter slides only where it fits, so each convolution makes the image smaller. And pixels at the
# edge are in few windows: of the 3 by 3 windows, one contains a corner pixel and nine contain a pixel in the
# middle. A border of zeros keeps the size and brings the edge into more windows.

# %%
figures.show_visits(size=6, f=3, pad=1)

# %% [markdown]
# *Figure: how many 3 by 3 windows contain each of the 6 by 6 pixels. Without padding: 1 in the corners, 9 in
# the inner 2 by 2 pixels. With one row of zeros on each side: 4 in the corners, 6 along the edges, 9 in the
# inner 4 by 4 pixels.*
#
# **By hand.** With pad = 1 the 6 by 6 image gets a border of zeros, one pixel wide:

# %%
figures.show_zero_padding(small_image, pad=1)

# %% [markdown]
# *Figure: the image of 6 rows and 6 columns in the middle of a border of zeros (hatched), 8 rows and 8
# columns in all.*
#
# With stride 1, an odd $f$ and $p = (f - 1) / 2$, here 1 for $f = 3$, the output is as large as the image. This
# is called *same* padding, and no padding at all is called *valid*. In a deep network the difference is large:
# without padding, 30 layers of 3 by 3 filters turn an image of 64 by 64 pixels into 4 by 4.
#
# **Predict.** The same image with pad = 2: how many rows does the padded image have?

# %%
predict("rows after padding", answer=None)

# %% [markdown]
# ### Exercise 1: `zero_pad` (10 points)
#
# Pad the height and the width of every image of the batch `X` with zeros. Examples and channels stay as they
# are:
#
# $$(m,\ n_H,\ n_W,\ n_C) \;\longrightarrow\; (m,\ n_H + 2p,\ n_W + 2p,\ n_C)$$
#
# <details><summary>Hint 1: which axes?</summary>
#
# `X` has four axes. How many values go before and after the data on each of them?
# </details>
# <details><summary>Hint 2: the tool</summary>
#
# `np.pad(array, widths)` pads any array with zeros. `widths` holds one pair (before, after) for each axis. For
# an array `a` of three axes, `np.pad(a, ((0, 0), (2, 2), (0, 0)))` puts two zeros before and two after on the
# middle axis only.
# </details>
# <details><summary>Hint 3: a line with blanks</summary>
#
# ```python
# X_pad = np.pad(X, ((0, 0), (____, ____), ____, ____))
# ```
#
# One pair for each of the axes example, row, column, channel.
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
    # X_pad = None      # shape (m, n_H + 2 * pad, n_W + 2 * pad, n_C)
    ### BEGIN SOLUTION
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant", constant_values=0)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return X_pad


# %%
with unwritten_is_fine():
    small_pad = zero_pad(small_batch, 1)  # (1, 6, 6, 1) becomes (1, 8, 8, 1)
    print("The small image, padded by 1:")
    print(small_pad[0, :, :, 0])

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
# [[0. 0. 0. 0. 0. 0. 0. 0.]
#  [0. 1. 0. 2. 1. 0. 1. 0.]
#  [0. 0. 2. 1. 0. 1. 3. 0.]
#  [0. 1. 0. 7. 6. 9. 8. 0.]
#  [0. 2. 1. 8. 5. 7. 6. 0.]
#  [0. 0. 1. 9. 7. 8. 6. 0.]
#  [0. 1. 3. 6. 8. 5. 7. 0.]
#  [0. 0. 0. 0. 0. 0. 0. 0.]]
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
# <a id="a-single-step-of-convolution"></a>
#
# ## 2. A single step of convolution
#
# **Why.** A filter is a small picture of what to look for. Placed on one window of the image, it gives one
# number, which is large where the window has the pattern of the filter. The filter below has $-1$ on its left
# and $1$ on its right. So its output is large where the image gets brighter from left to right.
#
# In mathematics this is a *cross-correlation*; a *convolution* first turns the filter upside down and left to
# right. A network learns its filters, so it would simply learn the turned ones, and everybody says
# convolution.
#
# **By hand.** Multiply each number of the window by the filter's number at the same place, add up all the
# products, and add the bias once at the end.

# %%
edge_filter = np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])
small_window = small_image[1:4, 1:4]  # rows 1 to 3, columns 1 to 3
figures.show_single_step(small_window, edge_filter, bias=1.0)

# %% [markdown]
# *Figure: the window [[2, 1, 0], [0, 7, 6], [1, 8, 5]] times the filter [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]
# gives nine products; their sum 8 plus the bias 1 is 9.*
#
# An image may have several channels, such as red, green and blue. Then the window contains all of them, and
# the filter has a layer of weights for each channel. **One sum runs over all channels, and the bias is added
# once.** Here is a second channel, a few dots, and a second layer of the filter, which looks for a dot in the
# middle:

# %%
small_dots = np.array(
    [
        [0.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
        [1.0, 0.0, 0.0, 0.0, 2.0, 0.0],
        [0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
    ]
)
dot_filter = np.array([[0.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]])
small_volume = np.stack([small_image, small_dots], axis=-1)  # (6, 6, 2): rows, columns, channels
volume_filter = np.stack([edge_filter, dot_filter], axis=-1)  # (3, 3, 2), like a window
figures.show_single_step(small_volume[1:4, 1:4], volume_filter, bias=1.0)

# %% [markdown]
# *Figure: the same window with two channels. The products of channel 0 add up to 8, those of channel 1 to 2;
# 8 plus 2 plus the bias 1 is 11.*
#
# **Predict.** A window of shape (3, 3, 2) and its filter contain only ones, and the bias is 1. What is the
# output?

# %%
predict("sum of ones", answer=None)

# %% [markdown]
# ### Exercise 2: `conv_single_step` (20 points)
#
# For one window $a$ and one filter $W$, both of shape $(f, f, n_C^{prev})$:
#
# $$Z = \left( \sum_{u=0}^{f-1} \sum_{v=0}^{f-1} \sum_{k=0}^{n_C^{prev}-1} a_{u,v,k} \, W_{u,v,k} \right) + b$$
#
# The bias comes in an array of shape (1, 1, 1), and `b.item()` takes its one number out. `float(b)` does so
# only in older versions of numpy: newer ones refuse an array with axes.
#
# <details><summary>Hint 1: how often the bias?</summary>
#
# A window of shape (4, 4, 3) has 48 products. How many times is the bias added to their sum: 48 times, or
# once?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `*` multiplies two arrays of one shape number by number; `np.sum(array)` without an axis adds up everything.
# First the products, then their sum, and only then the bias, as a plain number.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# products = ____ * ____
# total = np.____(products)
# Z = total + ____
# ```
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
    one_filter = edge_filter.reshape(3, 3, 1)  # a channel axis for the window and for the filter
    one_bias = np.ones((1, 1, 1))
    by_function = conv_single_step(small_window.reshape(3, 3, 1), one_filter, one_bias)
    print("One channel: by hand 9, by your function", by_function)
    by_function = conv_single_step(small_volume[1:4, 1:4], volume_filter, one_bias)
    print("Two channels: by hand 11, by your function", by_function)

    np.random.seed(1)
    a_slice_prev = np.random.randn(4, 4, 3)
    W = np.random.randn(4, 4, 3)
    b = np.random.randn(1, 1, 1)
    print("Z =", conv_single_step(a_slice_prev, W, b))

# %% [markdown]
# Expected output:
# ```text
# One channel: by hand 9, by your function 9.0
# Two channels: by hand 11, by your function 11.0
# Z = -6.999089450680221
# ```

# %% test="conv_single_step"
conv_single_step_test(conv_single_step)

# %% [markdown]
# <a id="the-forward-convolution"></a>
#
# ## 3. The forward convolution
#
# **Why.** A single step looks at one window. A convolution takes that step at every place where the window
# fits. So the same nine weights look for the same thing all over the image, and the results form a new image:
# a map of where it was found.
#
# ### Where the windows land
#
# With a stride $s$ the window jumps $s$ rows or columns at a time. The output entry in row $h$ and column $w$
# belongs to one window of the padded input.
#
# **Predict.** With stride 2, in which row of the padded input does the window of output row 2 start?

# %%
predict("start of a window", answer=None)

# %%
figures.show_strides(size=6, f=3, strides=(1, 2, 3))

# %% [markdown]
# *Figure: a 6 by 6 input three times; the upper left corners of the 3 by 3 windows are marked with the row
# and column of the output that they fill. A solid line is the window of output 0,0, a dashed one that of 0,1.
# Stride 1 gives 4 by 4 windows, strides 2 and 3 give 2 by 2; with stride 2 the last row and column are never
# used.*
#
# The window of output row $h$ and column $w$ has its upper left corner in row $h \cdot s$ and column
# $w \cdot s$. How many windows fit? A window of size $f$ can start at $n^{prev} - f + 2p + 1$ places; every
# $s$-th of them is used, beginning with the first:
#
# $$\begin{aligned}
#   n_H &= \left\lfloor \frac{n_H^{prev} - f + 2p}{s} \right\rfloor + 1 \\
#   n_W &= \left\lfloor \frac{n_W^{prev} - f + 2p}{s} \right\rfloor + 1 \\
#   n_C &= \text{number of filters}
#   \end{aligned}$$
#
# **Predict.** 6 rows, f = 3, pad = 1, stride = 2: how many rows does the output have?

# %%
predict("rows of the output", answer=None)

# %% [markdown]
# ### One filter in motion
#
# **By hand.** Here the window of the last part slides over both channels, with pad = 1 and stride = 2. The
# top row shows the whole input and the output. Below them you see the window with the filter on it, and then
# the sum that gives one number of the output. Press Play, or go step by step. Then choose another filter
# size, stride or padding: what happens to the size of the output, and to the number of multiplications?

# %%
animation.show_sliding_window(small_volume, volume_filter, bias=1.0, stride=2, pad=1)

# %% [markdown]
# *Figure, moving: with pad = 1 and stride = 2 the window stops at nine places; at each stop the products of both
# channels and the bias add up to one number of the output.*
#
# These nine stops side by side, with the sums under them:

# %%
animation.show_film_strip(small_volume, volume_filter, bias=1.0, stride=2, pad=1)

# %% [markdown]
# *Figure: nine frames with the window at rows and columns 0, 2 and 4 of the padded input. The output is
# [[3, 0, 4], [4, 11, 7], [8, 16, 4]].*
#
# ### Several filters
#
# Each filter makes one channel of the output. The transposed filter, `edge_filter.T`, looks for edges between
# above and below:

# %%
both_filters = [edge_filter, edge_filter.T]
figures.show_filters(small_image, both_filters, ["edges left/right", "edges above/below"], bias=1.0)

# %% [markdown]
# *Figure: two filters on the small image, stride 1, no padding, bias 1. The first gives its largest numbers,
# 9 to 22, along the left side of the bright patch; the second, 9 to 22 as well, along its upper side.*
#
# ### What it costs
#
# A convolution takes $m \cdot n_H \cdot n_W \cdot n_C$ single steps of $f \cdot f \cdot n_C^{prev}$
# multiplications each.
#
# **Predict.** The animation had one filter. How many multiplications does it take with two such filters?

# %%
predict("multiplications", answer=None)

# %% [markdown]
# ### Exercise 3: `conv_forward` (40 points)
#
# Pad the batch with your `zero_pad`, then fill `Z` with your `conv_single_step`:
#
# $$Z_{i,h,w,c} = \left( \sum_{u,v,k} A^{pad}_{i,\; h s + u,\; w s + v,\; k} \; W_{u,v,k,c} \right) + b_c$$
#
# Four loops do it: examples, rows, columns, filters. `cache` keeps what the backward pass will need.
#
# <details><summary>Hint 1: which rows?</summary>
#
# Do the loops over `h` and `w` count rows of the input or of the output? From `h` and the stride, in which
# row of the padded input does the window start? And how far from its start does it end?
# </details>
# <details><summary>Hint 2: slicing and rounding</summary>
#
# `a[2:5]` holds the rows 2, 3 and 4: three rows. The window has all the channels of the input, so the last
# axis is `:`. Filter number `c` is the part of `W` with `c` on its last axis; its bias is the part of `b`
# with the same `c`. And a size is an integer, rounded down: `7 // 2` is 3, and so is `int(7 / 2)`.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# n_H = (n_H_prev - ____ + ____) // ____ + ____
# vert_start = h * ____
# vert_end = vert_start + ____
# a_slice_prev = a_prev_pad[____:____, ____:____, :]
# weights = W[:, :, :, ____]
# ```
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
    # A_prev_pad = None                       # use zero_pad; n_H_prev and n_W_prev grow by 2 * pad
    # for i in ...:                           # examples
    #     a_prev_pad = None                   # one padded example: the first axis goes
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
    one_filter = volume_filter.reshape(3, 3, 2, 1)  # (f, f, n_C_prev, n_C)
    one_bias = np.ones((1, 1, 1, 1))
    volume_batch = small_volume.reshape(1, 6, 6, 2)  # a batch of one
    small_Z, _ = conv_forward(volume_batch, one_filter, one_bias, {"stride": 2, "pad": 1})
    print("The nine stops of the film strip:")
    print(small_Z[0, :, :, 0])

    two_filters = np.stack(both_filters, axis=-1).reshape(3, 3, 1, 2)
    small_Z, _ = conv_forward(small_batch, two_filters, np.ones((1, 1, 1, 2)), {"stride": 1, "pad": 0})
    print("Two filters, channel 1 of the output:")
    print(small_Z[0, :, :, 1])

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
# The nine stops of the film strip:
# [[ 3.  0.  4.]
#  [ 4. 11.  7.]
#  [ 8. 16.  4.]]
# Two filters, channel 1 of the output:
# [[ 6. 11. 20. 22.]
#  [ 9. 12. 19. 15.]
#  [ 3.  5.  3. -1.]
#  [ 0.  4.  0.  3.]]
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
# In a network an activation comes next, such as ReLU, $\max(0, Z)$. It treats each number on its own and
# needs no loop.
#
# ### What else your function can do
#
# **Find it anywhere.** The same weights look at every window. With stride 1, when something moves in the
# image, its answer moves along in the output, and the filter need not be learned again for each place.
#
# **Mix channels.** With f = 1 a window is one pixel with all its channels. Such a 1 by 1 convolution does not
# look at the neighbours: it combines the channels of each pixel into new ones, often into fewer.
#
# **See further.** One number of the output depends on f by f pixels of the input, its *receptive field*.
# Stack two layers of 3 by 3 filters with stride 1: a number of the second layer depends on 3 by 3 numbers of
# the first, and so on 5 by 5 pixels. For one channel that takes $9 + 9 = 18$ weights, a single 5 by 5 filter 25.
# Strides, pooling and filters with gaps (*dilation*) make the field grow faster.
#
# **Need few parameters.** Eight filters of 3 by 3 on a colour photograph of 96 by 128 pixels have
# $8 \cdot (3 \cdot 3 \cdot 3 + 1) = 224$ parameters, however large the photograph is. A dense layer from the
# same 36,864 numbers to as many outputs, 98,304, would have more than 3.6 billion.
#
# **Predict.** Three layers of 3 by 3 filters, stride 1: on how many rows of the input does one number depend?

# %%
predict("receptive field", answer=None)

# %% [markdown]
# <a id="pooling"></a>
#
# ## 4. Pooling
#
# **Why.** After a convolution we often want to know that there is an edge, not exactly on which pixel.
# Pooling makes an image smaller. A window slides over the input as before, but there are no weights to learn:
# **max pooling** keeps the largest number of the window, **average pooling** the mean. Each channel is pooled
# on its own, and there is no padding.
#
# **By hand.** The small image with windows of 2 by 2 and stride 2, so the windows do not overlap:

# %%
figures.show_pooling(small_image, f=2)

# %% [markdown]
# *Figure: the 6 by 6 image in nine windows of 2 by 2; max pooling gives [[2, 2, 3], [2, 8, 9], [3, 9, 8]],
# average pooling [[0.75, 1, 1.25], [1, 6.5, 7.5], [1.25, 7.5, 6.5]].*
#
# **Predict.** The same image, but f = 3 and stride = 2: how many rows does the output have?

# %%
predict("rows after pooling", answer=None)

# %% [markdown]
# ### Exercise 4: `pool_forward` (30 points)
#
# $$\begin{aligned}
#   n_H &= \left\lfloor \frac{n_H^{prev} - f}{s} \right\rfloor + 1 \\
#   n_W &= \left\lfloor \frac{n_W^{prev} - f}{s} \right\rfloor + 1 \\
#   n_C &= n_C^{prev}
#   \end{aligned}$$
#
# $$\begin{aligned}
#   \text{max:} \quad & A_{i,h,w,c} = \max_{u,v} A^{prev}_{i,\; h s + u,\; w s + v,\; c} \\
#   \text{average:} \quad & A_{i,h,w,c} = \frac{1}{f^2} \sum_{u,v} A^{prev}_{i,\; h s + u,\; w s + v,\; c}
#   \end{aligned}$$
#
# <details><summary>Hint 1: how many channels?</summary>
#
# In the convolution the window had all the channels of the input. How many channels does a pooling window
# have?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.max(window)` and `np.mean(window)` turn a window into one number. Compare `mode` with a string by `==`.
# The corners of the window are those of `conv_forward`.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# n_H = (n_H_prev - ____) // ____ + ____
# a_prev_slice = A_prev[i, ____:____, ____:____, ____]
# if mode == "____":
#     A[i, h, w, c] = np.____(a_prev_slice)
# ```
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
    for mode in ("max", "average"):
        small_A, _ = pool_forward(small_batch, {"f": 2, "stride": 2}, mode=mode)  # (1, 3, 3, 1)
        print("The windows of the figure, mode", mode)
        print(small_A[0, :, :, 0])

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
# The windows of the figure, mode max
# [[2. 2. 3.]
#  [2. 8. 9.]
#  [3. 9. 8.]]
# The windows of the figure, mode average
# [[0.75 1.   1.25]
#  [1.   6.5  7.5 ]
#  [1.25 7.5  6.5 ]]
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
# A convolution with stride 2 makes images smaller, too, and its weights are learned: many networks use it in
# place of pooling. The graded part ends here. Go straight to
# [the photograph](#your-layers-at-work-on-a-photograph), or read on: the next part is optional.

# %% [markdown]
# <a id="backward-passes-optional"></a>
#
# ## 5. Backward passes (optional)
#
# **Why.** Training needs gradients: how the cost $J$ changes when a number changes a little. Libraries work
# them out for you, but it is worth doing once by hand. The next layer passes back
# $dZ = \partial J / \partial Z$. From it you compute the gradients of the input and of the parameters.
#
# One rule is enough: *a number that contributed to several outputs receives a gradient from each of them, and
# they add up.* So the backward passes start with arrays of zeros and use `+=`.
#
# <a id="backward-through-the-convolution"></a>
#
# ### 5.1 Backward through the convolution
#
# **By hand.** Look at one entry of the output. It was (window times filter, summed) plus bias. So its gradient
# $dZ_{i,h,w,c}$ goes to three places. Here it is 2, for the window of part 2:

# %%
figures.show_conv_gradients(small_window, edge_filter, gradient=2.0)

# %% [markdown]
# *Figure: one output gradient of 2 adds 2 times the filter, [[-2, 0, 2], [-2, 0, 2], [-2, 0, 2]], to the
# window of dA; 2 times the window, [[4, 2, 0], [0, 14, 12], [2, 16, 10]], to dW; and 2 to db.*
#
# **Predict.** With f = 3 and stride 1, no padding, how many windows contain the pixel in row 2, column 2 of
# the 6 by 6 image? It receives that many gradients.

# %%
predict("windows at a pixel", answer=None)

# %% [markdown]
# #### Optional exercise: `conv_backward`
#
# For every $i, h, w, c$, with the window of rows $h s$ to $h s + f - 1$ and columns $w s$ to $w s + f - 1$ of
# the padded input:
#
# $$\begin{aligned}
#   dA^{pad}_{i,\,window} &\mathrel{+}= W_{c} \cdot dZ_{i,h,w,c} \\
#   dW_{c} &\mathrel{+}= A^{pad}_{i,\,window} \cdot dZ_{i,h,w,c} \\
#   db_{c} &\mathrel{+}= dZ_{i,h,w,c}
#   \end{aligned}$$
#
# At the end, cut off the border of $dA^{pad}$: it belongs to the zeros, not to the input.
#
# You know one answer already. If the filter and $dZ$ contain only ones, each window adds 1 to each of its
# pixels. So $dA$ counts the windows at each pixel: it is the first table of part 1.
#
# <details><summary>Hint 1: where to?</summary>
#
# The forward pass read a window, a filter and a bias for each output entry. Which three arrays does the
# backward pass write to, at the same places?
# </details>
# <details><summary>Hint 2: the border and the axes</summary>
#
# Which row of the padded array is the first row of the image? How many rows does the image have? Count from the
# start: a slice that ends at `-pad` is empty when `pad` is 0. `dW` and `db` keep their filters on the last
# axis, and they add up over all the examples: create them once, before the loops.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# dA_prev_pad[i, ____:____, ____:____, :] += W[:, :, :, ____] * ____
# dW[:, :, :, ____] += ____ * gradient
# db[:, :, :, ____] += ____
# dA_prev = dA_prev_pad[:, pad:____, pad:____, :]
# ```
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
    # A_prev_pad = None                       # n_H_prev and n_W_prev grow by 2 * pad
    # Gradients start as zeros
    # dA_prev_pad = None                      # shape of A_prev_pad
    # dW = None                               # shape of W
    # db = None                               # shape of b
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
    # dA_prev = None                          # without the border: shape of A_prev
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
    ones = np.ones((3, 3, 1, 1))
    zero = np.zeros((1, 1, 1, 1))
    small_Z, small_cache = conv_forward(small_batch, ones, zero, {"stride": 1, "pad": 0})
    small_dA, small_dW, small_db = conv_backward(np.ones((1, 4, 4, 1)), small_cache)
    print("A filter and a dZ of ones: dA counts the windows at each pixel")
    print(small_dA[0, :, :, 0])  # (1, 6, 6, 1), like the input
    print("dW adds up the 16 pixels that met each weight, and db the 16 ones")
    print(small_dW[:, :, 0, 0])
    print(small_db[0, 0, 0])

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
# A filter and a dZ of ones: dA counts the windows at each pixel
# [[1. 2. 3. 3. 2. 1.]
#  [2. 4. 6. 6. 4. 2.]
#  [3. 6. 9. 9. 6. 3.]
#  [3. 6. 9. 9. 6. 3.]
#  [2. 4. 6. 6. 4. 2.]
#  [1. 2. 3. 3. 2. 1.]]
# dW adds up the 16 pixels that met each weight, and db the 16 ones
# [[ 37.  50.  65.]
#  [ 50.  72.  91.]
#  [ 65.  90. 112.]]
# [16.]
# mean of dA = 1.4524377775
# mean of dW = 1.7269914583
# mean of db = 7.8392325646
# ```

# %% test="conv_backward"
conv_backward_test(conv_backward)

# %% [markdown]
# From $dZ$ to $dA$, a small array becomes a larger one. Some networks use this step forward, as a layer of
# its own that makes images larger: the *transposed convolution*.

# %% [markdown]
# <a id="max-pooling-where-did-the-maximum-come-from"></a>
#
# ### 5.2 Max pooling: where did the maximum come from?
#
# **Why.** Pooling has no parameters, but the layers before it need the gradient of its input. Only the
# maximum of each window reached the output.
#
# **Predict.** The window [[9, 8], [7, 6]] of the small image gave the output 9, and the gradient of that output
# is 4. What gradient does the 8 receive?

# %%
predict("gradient of the second largest", answer=None)

# %% [markdown]
# **By hand.** A mask marks the maximum. The gradient goes there, and nowhere else:

# %%
figures.show_max_gradient(small_image[2:4, 4:6], gradient=4.0)

# %% [markdown]
# *Figure: in the window [[9, 8], [7, 6]] the maximum is the 9 in row 0, column 0; the mask is True only there,
# and the gradient 4 goes only there.*
#
# #### Optional exercise: `create_mask_from_window`
#
# $$mask_{u,v} = \begin{cases} \text{True} & \text{if } x_{u,v} = \max(x) \\ \text{False} & \text{otherwise} \end{cases}$$
#
# You can ignore the case of a maximum that occurs twice.
#
# <details><summary>Hint 1: comparing</summary>
#
# What does numpy return for `np.array([3, 8, 5]) > 4`?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.max` gives the largest number. Comparing an array with one number by `==` gives an array of True and
# False.
# </details>
# <details><summary>Hint 3: a line with blanks</summary>
#
# ```python
# mask = ____ == np.____(____)
# ```
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
    # mask = None       # shape of x
    ### BEGIN SOLUTION
    mask = x == np.max(x)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return mask


# %%
with unwritten_is_fine():
    small_mask = create_mask_from_window(small_image[2:4, 4:6])
    print("The window of the figure:")
    print(small_mask)

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
# [[ True False]
#  [False False]]
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
# <a id="average-pooling-share-equally"></a>
#
# ### 5.3 Average pooling: share equally
#
# **Why.** In average pooling all the numbers of a window contribute equally to the output, so all of them
# receive the same share of the gradient.
#
# **By hand.** The same gradient 4, for a window of 2 by 2:

# %%
figures.show_average_gradient(gradient=4.0, shape=(2, 2))

# %% [markdown]
# *Figure: the gradient 4 is shared by a window of 2 by 2, 1 for each cell.*
#
# #### Optional exercise: `distribute_value`
#
# In a window of $n_H$ rows and $n_W$ columns, for one gradient $dz$:
#
# $$a_{u,v} = \frac{dz}{n_H \, n_W} \qquad \text{for all } u, v$$
#
# <details><summary>Hint 1: how many shares?</summary>
#
# The shares must add up to `dz` again. Into how many shares do you divide it?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.full(shape, value)` makes an array with one value everywhere; `np.ones(shape)` times a number does so,
# too.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# average = ____ / (____ * ____)
# a = np.full(____, ____)
# ```
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
    # average = None    # one number
    # a = None          # shape (n_H, n_W)
    ### BEGIN SOLUTION
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    a = np.full(shape, average)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return a


# %%
with unwritten_is_fine():
    shares = distribute_value(4, (2, 2))
    print("4 in a window of 2 by 2:")
    print(shares)
    total = np.sum(distribute_value(100, (10, 10)))
    print(f"The shares of 100 in a window of 10 by 10 add up to {total:.6f}")

# %% [markdown]
# Expected output:
# ```text
# 4 in a window of 2 by 2:
# [[1. 1.]
#  [1. 1.]]
# The shares of 100 in a window of 10 by 10 add up to 100.000000
# ```

# %% test="distribute_value"
distribute_value_test(distribute_value)

# %% [markdown]
# <a id="backward-through-pooling"></a>
#
# ### 5.4 Backward through pooling
#
# **Why.** Now put the two together: visit every window of the forward pass again, and add its share of the
# gradient to the gradient of the input.
#
# **By hand.** Pool the small image with f = 2 and stride 2, and let $dA$ be [[1, 2, 3], [4, 5, 6], [7, 8,
# 9]]. Max pooling sends the 6 to the 9 in row 2, column 4, and nothing to the 8, 7 and 6 next to it. Average
# pooling gives each of these four pixels 1.5, a quarter of 6.
#
# #### Optional exercise: `pool_backward`
#
# For every $i, h, w, c$, with the window that starts in row $h s$ and column $w s$:
#
# $$dA^{prev}_{i,\,window,\,c} \mathrel{+}= \begin{cases} mask(window) \cdot dA_{i,h,w,c} & \text{max} \\
#   share(dA_{i,h,w,c}) & \text{average} \end{cases}$$
#
# <details><summary>Hint 1: one window or several?</summary>
#
# With stride 1 and f = 2, how many windows contain a pixel in the middle? So can you use `=`, or does it have
# to be `+=`?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# Your `create_mask_from_window` needs the window of the *input*; your `distribute_value` needs one number of
# `dA` and the shape of the window. The corners of the windows are the same as in `pool_forward`: compare with
# what you wrote there.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# mask = create_mask_from_window(____)
# dA_prev[i, ____:____, ____:____, c] += mask * ____
# dA_prev[i, ____:____, ____:____, c] += distribute_value(____, ____)
# ```
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
    #                     a_prev_slice = None # shape (f, f)
    #                     mask = None         # shape (f, f), use create_mask_from_window
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
    small_A, small_cache = pool_forward(small_batch, {"f": 2, "stride": 2})
    small_dA = np.arange(1.0, 10.0).reshape(1, 3, 3, 1)
    for mode in ("max", "average"):
        small_dA_prev = pool_backward(small_dA, small_cache, mode=mode)  # (1, 6, 6, 1), like the input
        print("The small image, mode", mode)
        print(small_dA_prev[0, :, :, 0])

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
# The small image, mode max
# [[0. 0. 2. 0. 0. 0.]
#  [0. 1. 0. 0. 0. 3.]
#  [0. 0. 0. 0. 6. 0.]
#  [4. 0. 5. 0. 0. 0.]
#  [0. 0. 8. 0. 9. 0.]
#  [0. 7. 0. 0. 0. 0.]]
# The small image, mode average
# [[0.25 0.25 0.5  0.5  0.75 0.75]
#  [0.25 0.25 0.5  0.5  0.75 0.75]
#  [1.   1.   1.25 1.25 1.5  1.5 ]
#  [1.   1.   1.25 1.25 1.5  1.5 ]
#  [1.75 1.75 2.   2.   2.25 2.25]
#  [1.75 1.75 2.   2.   2.25 2.25]]
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
# <a id="can-you-trust-a-gradient"></a>
#
# ### 5.5 Can you trust a gradient?
#
# **Why.** A wrong gradient seldom looks wrong: training still runs, only worse. But you can measure any
# gradient. It says how fast $J$ changes with a number. So make the number a little larger, then a little
# smaller, and look at $J$:
#
# $$\frac{\partial J}{\partial W_{u,v,k,c}} \approx
#   \frac{J(W_{u,v,k,c} + \varepsilon) - J(W_{u,v,k,c} - \varepsilon)}{2 \, \varepsilon}$$
#
# With all the numbers of a network this takes far too long, which is why we have backward passes. As a check,
# a few numbers are enough. Here $J$ is half the sum of the squares of $Z$, so $dZ$ is $Z$ itself.

# %%
with needs(conv_forward, conv_backward):
    np.random.seed(2)
    A_prev = np.random.randn(2, 5, 5, 2)
    W = np.random.randn(3, 3, 2, 2)
    b = np.random.randn(1, 1, 1, 2)
    layer = {"stride": 2, "pad": 1}
    Z, cache = conv_forward(A_prev, W, b, layer)
    _, dW, _ = conv_backward(Z, cache)

    for place in [(0, 0, 0, 0), (1, 2, 1, 0), (2, 1, 0, 1)]:
        nudge = np.zeros(W.shape)
        nudge[place] = 1e-5
        above, _ = conv_forward(A_prev, W + nudge, b, layer)
        below, _ = conv_forward(A_prev, W - nudge, b, layer)
        measured = (np.sum(above**2) / 2 - np.sum(below**2) / 2) / 2e-5
        print(f"weight {place}: measured {measured:.4f}, by conv_backward {dW[place]:.4f}")

# %% [markdown]
# Change `conv_backward` in one place, for instance `+=` to `=` for `dW`, and run both cells again: the
# numbers no longer agree.

# %% [markdown]
# <a id="your-layers-at-work-on-a-photograph"></a>
#
# ## 6. Your layers at work on a photograph
#
# `images.h5` is an HDF5 file: a container for arrays, with notes (attributes) attached. It holds a photograph
# and a small batch of drawings.

# %%
with h5py.File("images.h5", "r") as file:
    stored = file["photograph"]
    photograph = stored[:] / 255.0  # bytes become numbers between 0 and 1
    for note in ("title", "author", "licence", "changes"):
        print(f"{note}: {stored.attrs[note]}")
    drawings = file["images"][:] / 255.0
    names = [name.decode() for name in file["names"]]
print(f"photograph {photograph.shape}, drawings {drawings.shape}")
words = "A cup of espresso on a saucer, with a spoon, on a wooden table."
figures.show_pictures([photograph], ["input"], words, width=4.5)

# %% [markdown]
# *Figure: a photograph of a cup of espresso with a bright rim, on a dark saucer with a spoon, seen from above
# on a wooden table; 96 by 128 pixels. Photograph: Rachel Michetti, courtesy of Pikolo Espresso Bar, CC0 1.0
# (dedicated to the public domain), cut and reduced.*
#
# ### Four filters set by hand
#
# In a network, training finds the filters. Here we set four by hand. You know the first two. The third takes
# the mean of a window, which blurs. The fourth multiplies the pixel by 5 and subtracts its four neighbours,
# which sharpens.

# %%
blur = np.full((3, 3), 1.0 / 9.0)
sharpen = np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]])
filters = [edge_filter, edge_filter.T, blur, sharpen]
filter_names = ["edges left/right", "edges above/below", "blur", "sharpen"]

# Each filter sees the three colours alike.
photo_W = np.stack([np.stack([one / 3.0] * 3, axis=-1) for one in filters], axis=-1)  # (3, 3, 3, 4)
photo_b = np.zeros((1, 1, 1, 4))
photo_batch = photograph[np.newaxis]  # (1, 96, 128, 3): a batch of one

with unwritten_is_fine():
    photo_Z, photo_cache = conv_forward(photo_batch, photo_W, photo_b, {"stride": 1, "pad": 1})
    print("input", photo_batch.shape, "filters", photo_W.shape, "output", photo_Z.shape)
    # Both directions of an edge count; a picture has no numbers above 1.
    seen = np.concatenate([np.abs(photo_Z[0, :, :, :2]), photo_Z[0, :, :, 2:].clip(0, 1)], axis=-1)
    words = "Four pictures made of the photograph: two of its edges, one blurred, one sharpened."
    figures.show_pictures([seen[:, :, c] for c in range(4)], filter_names, words, columns=2, width=3.6)

# %% [markdown]
# *Figure: four pictures, bright for large numbers. The first filter shows the left and right sides of the rim
# and of the saucer, the second their upper and lower sides; the third gives a soft copy of the photograph,
# the fourth a crisp one.*
#
# Change the numbers of a filter and run the cell again. Do you see the bright lines along the left and the
# right border in the first picture, and along the upper and the lower border in the second? Each is the step
# between the photograph and the zeros of the padding.
#
# ### Pooled
#
# Max pooling keeps the strongest edge of each window, so thin lines survive. The mean washes them out.

# %%
with unwritten_is_fine():
    two_W, two_b = photo_W[:, :, :, :2], photo_b[:, :, :, :2]  # (3, 3, 3, 2) and (1, 1, 1, 2)
    two_Z, _ = conv_forward(photo_batch, two_W, two_b, {"stride": 1, "pad": 1})
    strength = np.abs(two_Z)  # (1, 96, 128, 2)
    largest, _ = pool_forward(strength, {"f": 4, "stride": 4}, mode="max")  # (1, 24, 32, 2)
    mean, _ = pool_forward(strength, {"f": 4, "stride": 4}, mode="average")
    print("before", strength.shape, "after", largest.shape)
    pooled = [largest[0, :, :, 0], mean[0, :, :, 0], largest[0, :, :, 1], mean[0, :, :, 1]]
    titles = [f"{name}, {mode}" for name in filter_names[:2] for mode in ("max", "average")]
    words = "The two pictures of edges after max pooling, and paler ones after average pooling."
    figures.show_pictures(pooled, titles, words, columns=2, width=3.6, brightest=largest.max())

# %% [markdown]
# *Figure: the edges left/right and above/below, at 24 by 32 pixels, all on one scale of grey. After max pooling
# the rim still shines; after average pooling it is much darker.*
#
# ### A batch of drawings
#
# The same filters, a batch of four images at once:

# %%
with unwritten_is_fine():
    two_W, two_b = photo_W[:, :, :, :2], photo_b[:, :, :, :2]  # the two filters for edges
    drawn_Z, _ = conv_forward(drawings, two_W, two_b, {"stride": 1, "pad": 1})
    print("input", drawings.shape, "output", drawn_Z.shape)
    edges = np.abs(drawn_Z).max(axis=-1)  # (4, 32, 32): the stronger of both filters
    words = "Four drawings, a house, stripes, a disc and the letter A, and below them their edges."
    titles = [*names, *(f"{name}, edges" for name in names)]
    figures.show_pictures([*drawings, *edges], titles, words, width=1.8)

# %% [markdown]
# *Figure: a house under the sun, diagonal stripes, a disc and the letter A; below each of them its edges,
# bright lines on a dark background.*
#
# ### Which pixels matter? (needs the optional part)
#
# Let $J$ be half the sum of the squares of the pooled edges left/right: large where edges are strong. Then
# $dA$ is $A$ itself. Your `pool_backward` and your `conv_backward` send it back to the photograph. The result
# shows which pixels change $J$, and in which direction.

# %%
with unwritten_is_fine():
    one_W, one_b = photo_W[:, :, :, :1], photo_b[:, :, :, :1]  # the first filter only
    one_Z, conv_cache = conv_forward(photo_batch, one_W, one_b, {"stride": 1, "pad": 1})
    one_A, pool_cache = pool_forward(one_Z, {"f": 4, "stride": 4})  # (1, 24, 32, 1)
    one_dZ = pool_backward(one_A, pool_cache)  # (1, 96, 128, 1), like the output of the convolution
    photo_dA, _, _ = conv_backward(one_dZ, conv_cache)  # (1, 96, 128, 3), like the photograph
    print("gradient of the photograph", photo_dA.shape)
    gradient = photo_dA[0].sum(axis=-1)
    titles = ["input", "dZ: only the maxima", "gradient of the input"]
    words = "The photograph, the gradients of the maxima as dots, and the gradient of the photograph."
    three = [photograph, one_dZ[0, :, :, 0], gradient]
    figures.show_pictures(three, titles, words, columns=3, width=2.9)

# %% [markdown]
# *Figure: three pictures. In the second and the third, middle grey is 0. In the second there is one dot for
# the maximum of each 4 by 4 window, bright along the left sides of rim and saucer. In the third the dots have
# become pairs, dark on the left and bright on the right, as in the filter: $J$ grows when the bright ones of
# the picture get brighter and the dark ones darker.*
#
# ### A filter that learns (needs the optional part)
#
# Now forget the filter for left and right edges, and keep only a small photograph and its edges. Can your
# functions find the filter again? It starts with nine zeros. Each step compares its output with the edges;
# $J$ is half the mean of the squared differences. Your `conv_backward` gives the gradient of $J$ for each
# weight, and each weight moves a little against its gradient.

# %%
grey = photograph.mean(axis=-1)[::4, ::4]  # (24, 32): every fourth pixel, without colour
grey = (grey - grey.mean()) / grey.std()  # around zero, which makes the way shorter
grey_batch = grey.reshape(1, 24, 32, 1)
no_bias = np.zeros((1, 1, 1, 1))

with needs(conv_forward, conv_backward):
    layer = {"stride": 1, "pad": 0}
    wanted, _ = conv_forward(grey_batch, edge_filter.reshape(3, 3, 1, 1), no_bias, layer)
    learned = np.zeros((3, 3, 1, 1))
    losses = []
    for _ in range(20):
        Z, cache = conv_forward(grey_batch, learned, no_bias, layer)
        difference = Z - wanted  # (1, 22, 30, 1)
        losses.append(np.mean(difference**2) / 2)
        _, dW, _ = conv_backward(difference / difference.size, cache)
        learned = learned - 0.3 * dW
    figures.show_learning(losses, learned[:, :, 0, 0], edge_filter)

# %% [markdown]
# *Figure: the cost of the 20 steps falls from 2.13 to 0.001, fast at first and then ever more slowly; next to
# it are the nine weights that were learned, rounded to two decimals, and the filter that made the edges. They
# differ by at most 0.04.*
#
# Nothing in this cell knows the filter except the picture of edges that it once made. Examples of input and
# output are enough to find it. Training a network is the same, with more layers and more pictures.

# %% [markdown]
# <a id="loops-and-all-windows-at-once"></a>
#
# ## 7. Loops, and all windows at once
#
# This part has no exercise. How much work is a convolution, and how fast can it be? Take the photograph in
# grey, one filter, stride 1, no padding: $94 \cdot 126$ windows of 9 multiplications each.
#
# numpy can view all the windows of an image at once, without copying a number. One sum over the last two axes
# then does what your loops do. Many libraries write the windows as the rows of one large matrix. Then one
# matrix product does all the windows and all the filters.

# %%
grey = photograph.mean(axis=-1)  # (96, 128)
windows = np.lib.stride_tricks.sliding_window_view(grey, (3, 3))  # (94, 126, 3, 3)
print(f"{windows.size} multiplications")

# %% tags=["timed"]
with unwritten_is_fine():
    started = time.perf_counter()
    weights = edge_filter.reshape(3, 3, 1, 1)
    grey_batch = grey.reshape(1, 96, 128, 1)
    by_loops, _ = conv_forward(grey_batch, weights, np.zeros((1, 1, 1, 1)), {"stride": 1, "pad": 0})
    looped = time.perf_counter() - started

    started = time.perf_counter()
    at_once = (windows * edge_filter).sum(axis=(-2, -1))  # (94, 126, 3, 3) becomes (94, 126)
    viewed = time.perf_counter() - started

    print("the same numbers:", np.allclose(by_loops[0, :, :, 0], at_once))
    print(f"your function: {1000 * looped:.1f} ms")
    print(f"all windows at once: {1000 * viewed:.1f} ms")
    print(f"ratio: {looped / viewed:.0f} times")

# %% [markdown]
# The multiplications are the same, but your loops run in Python, window by window, and the second way runs in
# compiled code. Loops help you understand a convolution; for training we use libraries.

# %% [markdown]
# <a id="what-you-can-do-now"></a>
#
# ## What you can do now
#
# With your functions written and tested, you can:
#
# - choose padding and stride, and work out the size of the output: zeros at the border can keep the size, a
#   stride makes it smaller;
# - compute a convolution: one sum of products over all channels plus the bias once, for each window, filter
#   and example. Output row $h$ belongs to the window that starts in row $h \cdot s$;
# - pool an image, channel by channel, without parameters;
# - with the optional part, send gradients back to where the numbers came from, add them up where they meet,
#   check them, and train a filter with them.
#
# **What comes next.** One layer is not a network. In the lesson "A Convolutional Network That Learns" you add
# an activation, a loss and gradient steps, and your network learns to tell five shapes apart. After that you
# will know your way around libraries such as PyTorch, JAX or TensorFlow: their layers do what yours do, with
# the same sizes, strides and paddings. Mind the order of the axes: in PyTorch the channels come second.
#
# Before you hand in: restart the kernel, run all the cells, and read the results of the tests.

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
# # A Convolutional Network That Learns
#
# Welcome. In "Convolutional Neural Networks: Step by Step" you set the filters by hand. Here the network
# finds them itself. You write the parts that turn layers into a network that learns: an activation, a dense
# layer, a loss, their backward passes, and the step that makes the loss smaller. Then you train the network
# on small pictures of five shapes, and look at what it has learned.
#
# You write seven small functions. The first five are graded and worth 100 points together. The other two are
# optional: they earn no marks, but with them the network gets deeper and learns faster.
#
# After this notebook you can:
#
# - turn scores into a loss that never overflows, and explain its gradient;
# - send a gradient back through every layer of a network, and check it by trying;
# - train a network, choose a learning rate, and tell one that is too large from one that is too small;
# - judge a network by pictures that it has never seen, and look into what it has learned.
#
# How it works:
#
# - Write your code between the lines `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The comments
#   between them are hints; keep them, change them or delete them.
# - Keep the names and the arguments of the functions. Your functions are found by their names.
# - Each exercise gives the reason, shows one case worked by hand, and then it is your turn. Below it are
#   three folded hints, from a question to lines with blanks.
# - After each exercise there is an example and a public test. The test shows you what differs. At grading your
#   functions also meet other sizes and other numbers.
# - Small questions ask you to predict a number. Nobody grades them, but guessing first helps you understand
#   what follows.
# - You may run the whole notebook at any time: a function that is not written yet is reported, and the notebook
#   goes on. Figures that need it appear once it is written.
# - Use the arguments of a function, never the variables of other cells, and do not change the arrays that you
#   are given.

# %% [markdown]
# ## Packages
#
# `numpy` does the arithmetic and `h5py` reads the pictures. The other files of the course are in the folder
# of this notebook: `public_tests.py` (the tests that you call below), `layers.py` (fast layers for
# convolution and pooling), `figures.py` and `sheet.py` (they draw all the figures), `lesson.py` and
# `questions.py` (the questions). The next cell first checks that no file is missing.

# %%
import os

files = ["public_tests.py", "public_tests.h5", "figures.py", "layers.py", "lesson.py"]
files += ["questions.py", "shapes.h5", "sheet.py"]
missing = [name for name in files if not os.path.exists(name)]
if missing:
    raise FileNotFoundError(f"Put {', '.join(missing)} into {os.getcwd()} and run this cell again.")

from public_tests import *

import h5py
import numpy as np

import figures
import layers
from lesson import needs, predict, unwritten_is_fine

# %% [markdown]
# An example of one function is in a block `with unwritten_is_fine():`. If the function has no answer yet, the
# block prints one sentence and ends there. Every other error is shown as usual.
#
# Where several functions work together, the block is called `with needs(...):`. It lists those of them that
# are missing or do not pass their public test yet, so you know where to look first.

# %% [markdown]
# ## Outline
#
# - [Symbols](#symbols)
# - [One number, there and back](#one-number-there-and-back)
# - [1. An activation](#an-activation): `relu_forward`, 10 points
# - [2. A dense layer](#a-dense-layer): `dense_forward`, 20 points
# - [3. From scores to a loss](#from-scores-to-a-loss): `softmax_cross_entropy`, 30 points
# - [4. Backward through the dense layer](#backward-through-the-dense-layer): `dense_backward`, 20 points
# - [5. A step downhill](#a-step-downhill): `sgd_step`, 20 points
# - [6. The network learns](#the-network-learns)
#     - [6.1 The pictures](#the-pictures)
#     - [6.2 Layers in a row](#layers-in-a-row)
#     - [6.3 Are the gradients right?](#are-the-gradients-right)
#     - [6.4 Training](#training)
#     - [6.5 What has it learned?](#what-has-it-learned)
#     - [6.6 Ten times more, ten times less](#ten-times-more-ten-times-less)
# - [7. Deeper and faster (optional)](#deeper-and-faster-optional)
#     - [7.1 Backward through the activation](#backward-through-the-activation): `relu_backward`
#     - [7.2 A step with momentum](#a-step-with-momentum): `momentum_step`
# - [What you can do now](#what-you-can-do-now)

# %% [markdown]
# <a id="symbols"></a>
#
# ## Symbols
#
# | symbol | in the code | meaning |
# |---|---|---|
# | $m$ | `m` | number of examples in a batch |
# | $n^{prev}$, $n$ | `n_prev, n` | number of inputs and of outputs of a dense layer, for each example |
# | $A^{prev}$ | `A_prev` | input of a layer; of a dense layer the shape is $(m, n^{prev})$ |
# | $W$ | `W` | weights of a dense layer, shape $(n^{prev}, n)$ |
# | $b$ | `b` | biases of a dense layer, shape $(1, n)$ |
# | $Z$ | `Z` | output of a layer before the activation; at the end of the network, the scores |
# | $A$ | `A` | output of an activation, of the shape of $Z$ |
# | $y$ | `y` | the right classes, whole numbers from 0 to $n - 1$, shape $(m,)$ |
# | $P$ | `P` | shares: how sure the network is of each class, shape $(m, n)$ |
# | $M$ | | the largest score of each example |
# | $L$ | `loss` | the loss: the number that training makes small |
# | $dZ$, $dA$, $dW$, $db$ | `dZ, dA, dW, db` | gradient of $L$ with respect to $Z$, $A$, $W$, $b$: of the same shape as that array |
# | $p$, $g$, $v$ | `parameters, gradients, velocities` | one parameter, its gradient, its velocity |
# | $\alpha$ | `learning_rate` | how far a step goes |
# | $\beta$ | `beta` | how much of the last velocity is kept |
# | $i$, $j$, $k$ | | index of the example, of a class or output, of an input |
#
# The examples of a batch are always on the first axis.

# %% [markdown]
# <a id="one-number-there-and-back"></a>
#
# ## One number, there and back
#
# A network is a chain of small steps. Each of them takes what the step before it gives. If each step knows
# its own forward pass and its own backward pass, the whole chain knows both.
#
# **Forward.** Follow one number. The input is 2. A layer with weight 1 and bias $-0.9$ turns it into
# $1 \cdot 2 - 0.9 = 1.1$. The ReLU lets it pass, because it is above 0. It becomes the score of class 0; class 1
# has the score 0. The scores turn into shares, 0.75 for class 0 and 0.25 for class 1. Class 1 is right. The loss
# is $-\log 0.25$, about 1.39: the network was rather sure, and wrong.
#
# **Backward.** How much does the loss grow when a number on the way grows a little? That is the gradient of
# this number. Start at the end: for the score of class 0 it is the share, 0.75; part 3 explains why. Each
# step passes it back. The ReLU was open, so 0.75 passes. The weight is 1, so the input gets $0.75 \cdot 1$.
# The weight itself was multiplied by 2, so its gradient is $0.75 \cdot 2 = 1.5$. The bias was added, so it
# gets 0.75.

# %%
figures.show_chain(
    names=["input", "layer", "ReLU", "score", "loss"],
    forward=[2, 1.1, 1.1, 1.1, 1.39],
    backward=[0.75, 0.75, 0.75, 0.75, 1],
)

# %% [markdown]
# *Figure: five boxes in a row for the forward pass, input 2, layer 1.1, ReLU 1.1, score 1.1, loss 1.39. Below
# them the gradients of the backward pass, 1 at the loss and 0.75 at each of the four others.*
#
# **A step.** Go a little against the gradients, a tenth of them. The weight becomes $1 - 0.15 = 0.85$, the bias
# becomes $-0.9 - 0.075 = -0.975$. The same input now gives $0.85 \cdot 2 - 0.975 = 0.725$, and the loss is
# 1.12. It was 1.39. That is learning. The rest of this notebook does it for whole arrays.

# %% [markdown]
# <a id="an-activation"></a>
#
# ## 1. An activation
#
# **Why.** Two layers in a row that only multiply and add can do no more than one such layer. Something in
# between has to bend the line. The ReLU is the simplest bend: it keeps every number above 0 and turns all
# others into 0.
#
# **By hand.** You will use these two examples of three numbers for a while:

# %%
small_Z = np.array([[2.0, -1.0, 0.0], [-3.0, 4.0, 1.0]])  # (2, 3): two examples, three numbers each
figures.show_relu(small_Z, A=[[2, 0, 0], [0, 4, 1]])

# %% [markdown]
# *Figure: the array [[2, -1, 0], [-3, 4, 1]] and, after the ReLU, [[2, 0, 0], [0, 4, 1]].*
#
# **Predict.** What is the sum of the six numbers after the ReLU?

# %%
predict("sum after the ReLU", answer=None)

# %% [markdown]
# ### Exercise 1: `relu_forward` (10 points)
#
# Apply the ReLU to each number of an array, whatever its shape:
#
# $$A = \max(0,\ Z)$$
#
# The function also returns `Z` itself as the cache: the backward pass needs to know where it was above 0.
#
# <details><summary>Hint 1: one number or many?</summary>
#
# The array may have two axes or four. Does the number of axes matter, if each number is treated on its own?
# </details>
# <details><summary>Hint 2: the tool</summary>
#
# `np.max` finds the largest number of an array. `np.maximum(a, b)` compares two arrays place by place and keeps
# the larger number; one of the two may be a plain number.
# </details>
# <details><summary>Hint 3: a line with blanks</summary>
#
# ```python
# A = np.maximum(____, ____)
# ```
# </details>


# %% graded="relu_forward"
# GRADED FUNCTION: relu_forward
def relu_forward(Z):
    """Keep the numbers above zero and turn all others into zero.

    Arguments:
    Z -- array of any shape

    Returns:
    A -- array of the shape of Z
    cache -- Z, for relu_backward
    """
    # YOUR CODE STARTS HERE (about 1 line)
    # A = None      # same shape as Z
    ### BEGIN SOLUTION
    A = np.maximum(0, Z)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    # What relu_backward will need
    cache = Z

    return A, cache


# %% tags=["raises-exception"]
with unwritten_is_fine():
    small_A, small_cache = relu_forward(small_Z)
    print("The two examples after the ReLU:")
    print(small_A)
    print("The cache is what was given:", np.array_equal(small_cache, small_Z))
    print("An array with four axes keeps its shape:", relu_forward(np.ones((2, 4, 5, 3)))[0].shape)

# %% [markdown]
# Expected output:
# ```text
# The two examples after the ReLU:
# [[2. 0. 0.]
#  [0. 4. 1.]]
# The cache is what was given: True
# An array with four axes keeps its shape: (2, 4, 5, 3)
# ```

# %% test="relu_forward"
relu_forward_test(relu_forward)

# %% [markdown]
# <a id="a-dense-layer"></a>
#
# ## 2. A dense layer
#
# **Why.** A filter sees only a small window. At the end, a dense layer looks at everything that the filters
# found, and weighs it. Each output has a weight for each input. It multiplies, adds up, and adds its bias.
#
# **By hand.** The two examples after the ReLU go into a layer with three inputs and four outputs. The first
# output of the first example is $2 \cdot 1 + 0 \cdot 0 + 0 \cdot 1$ plus the bias 1, which is 3:

# %%
after_relu = np.array([[2.0, 0.0, 0.0], [0.0, 4.0, 1.0]])  # (2, 3)
small_W = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, -1.0, 1.0], [1.0, 1.0, 0.0, 2.0]])  # (3, 4)
small_b = np.array([[1.0, 0.0, -1.0, 0.0]])  # (1, 4)
figures.show_dense(after_relu, small_W, small_b, Z=[[3, 0, 3, -2], [2, 5, -5, 6]])

# %% [markdown]
# *Figure: the batch [[2, 0, 0], [0, 4, 1]] times the weights [[1, 0, 2, -1], [0, 1, -1, 1], [1, 1, 0, 2]], plus
# the biases [[1, 0, -1, 0]], which both examples share, gives [[3, 0, 3, -2], [2, 5, -5, 6]].*
#
# **Predict.** The dense layer of our network will have 16 inputs and 5 outputs. How many numbers does it
# learn, weights and biases together?

# %%
predict("parameters of a dense layer", answer=None)

# %% [markdown]
# ### Exercise 2: `dense_forward` (20 points)
#
# For every example $i$ and every output $j$:
#
# $$Z_{i,j} = \left( \sum_{k} A^{prev}_{i,k} \, W_{k,j} \right) + b_{j}$$
#
# One matrix product does it for the whole batch.
#
# <details><summary>Hint 1: which shapes?</summary>
#
# `A_prev` has the shape (m, n_prev), `W` (n_prev, n). Which of the sizes do they have in common, and which
# shape is left for `Z`?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `a @ b` is the matrix product: it sums over the last axis of `a` and the first axis of `b`, which must be of
# the same size. Adding an array of shape (1, n) to one of shape (m, n) adds it to each row.
# </details>
# <details><summary>Hint 3: a line with blanks</summary>
#
# ```python
# Z = ____ @ ____ + ____
# ```
# </details>


# %% graded="dense_forward"
# GRADED FUNCTION: dense_forward
def dense_forward(A_prev, W, b):
    """Compute the output of a dense layer for a batch.

    Arguments:
    A_prev -- array of shape (m, n_prev), output of the previous layer
    W -- array of shape (n_prev, n), the weights
    b -- array of shape (1, n), the biases

    Returns:
    Z -- array of shape (m, n)
    cache -- the tuple (A_prev, W, b), for dense_backward
    """
    # YOUR CODE STARTS HERE (about 1 line)
    # Z = None      # shape (m, n)
    ### BEGIN SOLUTION
    Z = A_prev @ W + b
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    # What dense_backward will need
    cache = (A_prev, W, b)

    return Z, cache


# %% tags=["raises-exception"]
with unwritten_is_fine():
    small_scores, dense_cache = dense_forward(after_relu, small_W, small_b)
    print("The layer of the figure:")
    print(small_scores)
    print("Without an input, only the biases are left:")
    print(dense_forward(np.zeros((1, 3)), small_W, small_b)[0])

# %% [markdown]
# Expected output:
# ```text
# The layer of the figure:
# [[ 3.  0.  3. -2.]
#  [ 2.  5. -5.  6.]]
# Without an input, only the biases are left:
# [[ 1.  0. -1.  0.]]
# ```

# %% test="dense_forward"
dense_forward_test(dense_forward)

# %% [markdown]
# <a id="from-scores-to-a-loss"></a>
#
# ## 3. From scores to a loss
#
# **Why.** The last layer gives a score for each class. To learn, the network needs one number that measures how
# wrong it is. Softmax turns the scores into shares that add up to 1; many books call them probabilities. The
# loss looks only at the share of the right class: it is 0 for a share of 1, and grows without end as the share
# goes to 0.
#
# **By hand.** One example, three classes, and class 2 is right. Take the exponential of each score and divide
# by their sum:

# %%
figures.show_softmax(
    {
        "score": [0, 0.69, 1.61],
        "exponential": [1, 2, 5],
        "share": [0.125, 0.25, 0.625],
        "gradient": [0.125, 0.25, -0.375],
    },
    right=2,
    notes={"exponential": "sum 8", "share": "sum 1", "gradient": "sum 0"},
)

# %% [markdown]
# *Figure: a table of three classes; the scores 0, 0.69 and 1.61 have the exponentials 1, 2 and 5, the shares
# 0.125, 0.25 and 0.625, and the gradients 0.125, 0.25 and -0.375. Class 2, the right one, is outlined.*
#
# The loss of this example is $-\log 0.625 = 0.47$. Its gradient is simple: the shares, minus 1 for the right
# class. A score that is too high gets a gradient above 0, the right one a gradient below 0.
#
# **Predict.** Four classes have the scores 7, 7, 7 and 7. What is the share of each?

# %%
predict("share of equal scores", answer=None)

# %% [markdown]
# **Predict.** Another batch has only one example, and the right class has a share of only 0.2. What is the
# gradient of the score of this class?

# %%
predict("gradient of the right score", answer=None)

# %% [markdown]
# ### Scores of a thousand
#
# The exponential of 1000 is too large for a computer's numbers: numpy gives `inf`, and `inf / inf` is not a
# number. There is a way out. Subtract the same number from all scores of an example: each exponential is then
# divided by the same factor, so the shares stay as they are. Subtract the largest score, here called $M$.
# Then the largest exponential is 1, and nothing can overflow:

# %%
thousand = np.array([1000.0, 1001.0])
with np.errstate(over="ignore"):
    print("exponentials:", np.exp(thousand))
print("exponentials after the shift:", np.exp(thousand - thousand.max()))

# %% [markdown]
# The loss has the same problem at the other end. A share may be so small that it becomes 0, and $\log 0$ is
# minus infinity. The logarithm of a quotient is a difference, so the loss can do without the share.

# %% [markdown]
# ### Exercise 3: `softmax_cross_entropy` (30 points)
#
# With $M_i$ for the largest score of example $i$, the shares, the loss and its gradient are:
#
# $$\begin{aligned}
#   P_{i,j} &= \frac{\exp(Z_{i,j} - M_i)}{\sum_{k} \exp(Z_{i,k} - M_i)} \\
#   L &= \frac{1}{m} \sum_{i} \left( \log \sum_{k} \exp(Z_{i,k} - M_i) - (Z_{i,y_i} - M_i) \right)
#   \end{aligned}$$
#
# $$dZ_{i,j} = \frac{1}{m} \begin{cases} P_{i,j} - 1 & \text{where } j = y_i \\
#   P_{i,j} & \text{elsewhere} \end{cases}$$
#
# The big bracket is minus the logarithm of the share of the right class, written so that nothing can
# overflow.
#
# <details><summary>Hint 1: over which axis?</summary>
#
# Each example has scores of its own. On which axis are the classes? So along which axis do you take the
# maximum and the sum, and which shape should they have, so that you can subtract and divide row by row?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.max(a, axis=..., keepdims=True)` keeps an axis of size 1; `np.sum` does so too. Two lists of numbers pick
# single numbers: `a[[0, 1], [2, 0]]` holds `a[0, 2]` and `a[1, 0]`. With `np.arange(m)` and `y` you reach the
# right class of every example, to read it or to change it. Change a copy: dividing makes a new array.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# shifted = Z - np.max(____, axis=____, keepdims=True)
# totals = np.sum(np.exp(____), axis=____, keepdims=True)
# P = np.exp(____) / ____
# loss = np.mean(np.log(totals[:, 0]) - shifted[____, ____])
# dZ[____, ____] -= ____
# ```
# </details>


# %% graded="softmax_cross_entropy"
# GRADED FUNCTION: softmax_cross_entropy
def softmax_cross_entropy(Z, y):
    """Compute how wrong the scores of a batch are, and in which direction they should change.

    Arguments:
    Z -- array of shape (m, n), the scores
    y -- array of shape (m,), the right classes, whole numbers from 0 to n - 1

    Returns:
    loss -- one number: the mean over the examples
    dZ -- array of shape (m, n), gradient of the loss with respect to Z
    """
    # YOUR CODE STARTS HERE (about 8 lines)
    # m = None
    # shifted = None          # shape (m, n), at most 0
    # exponentials = None     # shape (m, n)
    # totals = None           # shape (m, 1)
    # P = None                # shape (m, n), the shares
    # loss = None             # one number
    # dZ = None               # shape (m, n)
    ### BEGIN SOLUTION
    m = Z.shape[0]
    examples = np.arange(m)

    shifted = Z - np.max(Z, axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    totals = np.sum(exponentials, axis=1, keepdims=True)
    P = exponentials / totals

    loss = np.mean(np.log(totals)[:, 0] - shifted[examples, y])

    dZ = P.copy()
    dZ[examples, y] -= 1
    dZ = dZ / m
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return loss, dZ


# %% tags=["raises-exception"]
with unwritten_is_fine():
    hand_scores = np.log([[1.0, 2.0, 5.0], [3.0, 3.0, 2.0]])  # (2, 3): the table, and one more
    hand_loss, hand_dZ = softmax_cross_entropy(hand_scores[:1], np.array([2]))
    print(f"The table: loss {hand_loss:.4f}, gradient", np.round(hand_dZ, 4))
    hand_loss, hand_dZ = softmax_cross_entropy(hand_scores, np.array([2, 0]))
    print(f"Both examples: loss {hand_loss:.4f}, gradient")
    print(np.round(hand_dZ, 4))
    hand_loss, hand_dZ = softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([1]))
    print(f"Scores of 1000 and 0, the second one right: loss {hand_loss:.4f}")

# %% [markdown]
# Expected output:
# ```text
# The table: loss 0.4700, gradient [[ 0.125  0.25  -0.375]]
# Both examples: loss 0.7254, gradient
# [[ 0.0625  0.125  -0.1875]
#  [-0.3125  0.1875  0.125 ]]
# Scores of 1000 and 0, the second one right: loss 1000.0000
# ```

# %% test="softmax_cross_entropy"
softmax_cross_entropy_test(softmax_cross_entropy)

# %% [markdown]
# ### Is it really the slope?
#
# A gradient claims how fast the loss changes. You can check that: make one number a little larger, then a
# little smaller, and look at the loss. `check_gradient` does it for up to 20 numbers of an array. If gradient
# and slope do not agree, it shows the place where they differ most.
#
# The step must be small, or the curve of the loss bends on the way; far smaller, and rounding blurs the
# difference. A check compares the backward pass with the forward pass. So it finds mistakes of the backward
# pass, but if the forward pass computes the wrong loss, it cannot know.


# %%
def slope(loss_of, array, place, step=1e-5):
    """How fast a loss changes when one number of an array changes."""
    losses = []
    for shift in (step, -step):
        shifted = array.copy()
        shifted[place] += shift
        losses.append(loss_of(shifted))
    return (losses[0] - losses[1]) / (2 * step)


def check_gradient(name, gradient, loss_of, array):
    """Compare a gradient with the slope at up to 20 numbers, and print the result."""
    if np.shape(gradient) != array.shape:
        print(f"{name}: the gradient has the shape {np.shape(gradient)}, its array {array.shape}")
        return
    places = list(np.ndindex(array.shape))[:: -(-array.size // 20)]
    slopes = {place: slope(loss_of, array, place) for place in places}
    farthest = max(places, key=lambda place: abs(gradient[place] - slopes[place]))
    if abs(gradient[farthest] - slopes[farthest]) < 1e-6:
        print(f"{name}: gradient and slope agree at {len(places)} places")
    else:
        place = ", ".join(map(str, farthest))
        print(f"{name}: NOT the same. At [{place}] the gradient is {gradient[farthest]:.6f},", end=" ")
        print(f"the slope {slopes[farthest]:.6f}")


with needs(softmax_cross_entropy):
    right_classes = np.array([2, 0])
    _, hand_dZ = softmax_cross_entropy(hand_scores, right_classes)

    def loss_of(scores):
        """The loss of other scores."""
        return softmax_cross_entropy(scores, right_classes)[0]

    check_gradient("dZ", hand_dZ, loss_of, hand_scores)

# %% [markdown]
# <a id="backward-through-the-dense-layer"></a>
#
# ## 4. Backward through the dense layer
#
# **Why.** The loss passes back $dZ$, one gradient for each score. The layer has to pass it on in three
# directions: to its weights and biases, so that they can learn, and to its input, so that the layers before
# it can learn as well.
#
# **By hand.** The layer of part 2 again, with a gradient of whole numbers. Each input contributed to all four
# outputs, so it collects from all four. Each weight was used by both examples, so it collects from both:

# %%
given_dZ = np.array([[1.0, 0.0, -1.0, 0.0], [0.0, 2.0, 0.0, -2.0]])  # (2, 4), like the scores
figures.show_dense_gradients(
    after_relu,
    small_W,
    given_dZ,
    gradients=(
        [[-1, 1, 1], [2, 0, -2]],
        [[2, 0, -2, 0], [0, 8, 0, -8], [0, 2, 0, -2]],
        [[1, 2, -1, -2]],
    ),
)

# %% [markdown]
# *Figure: three lines. dZ, [[1, 0, -1, 0], [0, 2, 0, -2]], times W transposed is dA_prev, [[-1, 1, 1], [2, 0,
# -2]]. A_prev transposed times dZ is dW, [[2, 0, -2, 0], [0, 8, 0, -8], [0, 2, 0, -2]]. dZ added up over the
# examples is db, [[1, 2, -1, -2]].*
#
# The first number of dA_prev is $1 \cdot 1 + 0 \cdot 0 - 1 \cdot 2 + 0 \cdot (-1) = -1$: the first row of
# $dZ$ with the first row of $W$.
#
# **Predict.** A batch has 50 examples, and the layer has 16 inputs and 5 outputs. How many products add up in
# one single number of `dW`?

# %%
predict("products in one entry", answer=None)

# %% [markdown]
# ### Exercise 4: `dense_backward` (20 points)
#
# $$\begin{aligned}
#   dA^{prev}_{i,k} &= \sum_{j} dZ_{i,j} \, W_{k,j} \\
#   dW_{k,j} &= \sum_{i} A^{prev}_{i,k} \, dZ_{i,j} \\
#   db_{j} &= \sum_{i} dZ_{i,j}
#   \end{aligned}$$
#
# $dZ$ already contains the division by $m$, so nothing is divided here.
#
# <details><summary>Hint 1: which shapes?</summary>
#
# A gradient has the shape of the array that it belongs to. Which product of `dZ`, of shape (m, n), and `W`,
# of shape (n_prev, n), has the shape (m, n_prev), if you may transpose one of them?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `a.T` transposes an array: rows become columns. `@` sums over the axis that the two arrays share, so it does
# the sums of the formulas. `np.sum(a, axis=..., keepdims=True)` adds up over one axis and keeps it with size
# 1, as the biases have it.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# dA_prev = ____ @ ____.T
# dW = ____.T @ ____
# db = np.sum(____, axis=____, keepdims=____)
# ```
# </details>


# %% graded="dense_backward"
# GRADED FUNCTION: dense_backward
def dense_backward(dZ, cache):
    """Work out the gradients of a dense layer.

    Arguments:
    dZ -- array of shape (m, n), gradient of the loss with respect to Z
    cache -- the tuple (A_prev, W, b) from dense_forward

    Returns:
    dA_prev -- array of shape (m, n_prev), like A_prev
    dW -- array of shape (n_prev, n), like W
    db -- array of shape (1, n), like b
    """
    # YOUR CODE STARTS HERE (about 4 lines)
    # (A_prev, W, b) = None
    # dA_prev = None      # shape (m, n_prev)
    # dW = None           # shape (n_prev, n)
    # db = None           # shape (1, n)
    ### BEGIN SOLUTION
    A_prev, W, b = cache
    dA_prev = dZ @ W.T
    dW = A_prev.T @ dZ
    db = np.sum(dZ, axis=0, keepdims=True)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db


# %% tags=["raises-exception"]
with unwritten_is_fine():
    hand_gradients = dense_backward(given_dZ, (after_relu, small_W, small_b))
    for name, gradient in zip(("dA_prev", "dW", "db"), hand_gradients, strict=True):
        print(name)
        print(gradient)

# %% [markdown]
# Expected output:
# ```text
# dA_prev
# [[-1.  1.  1.]
#  [ 2.  0. -2.]]
# dW
# [[ 2.  0. -2.  0.]
#  [ 0.  8.  0. -8.]
#  [ 0.  2.  0. -2.]]
# db
# [[ 1.  2. -1. -2.]]
# ```

# %% test="dense_backward"
dense_backward_test(dense_backward)

# %% [markdown]
# Now layer and loss together: the gradient of the loss goes through your `dense_backward`, and the slope
# comes from your forward functions. Do they agree?

# %%
with needs(dense_forward, softmax_cross_entropy, dense_backward):
    right_classes = np.array([3, 0])
    hand_scores, hand_cache = dense_forward(after_relu, small_W, small_b)
    _, hand_dZ = softmax_cross_entropy(hand_scores, right_classes)
    hand_dA_prev, hand_dW, hand_db = dense_backward(hand_dZ, hand_cache)

    def loss_with(A_prev=after_relu, W=small_W, b=small_b):
        """The loss when one of the three arrays is another one."""
        return softmax_cross_entropy(dense_forward(A_prev, W, b)[0], right_classes)[0]

    check_gradient("dA_prev", hand_dA_prev, lambda A_prev: loss_with(A_prev=A_prev), after_relu)
    check_gradient("dW", hand_dW, lambda W: loss_with(W=W), small_W)
    check_gradient("db", hand_db, lambda b: loss_with(b=b), small_b)

# %% [markdown]
# <a id="a-step-downhill"></a>
#
# ## 5. A step downhill
#
# **Why.** A gradient points to where the loss grows. So each parameter takes a small step the other way. How
# small? The learning rate decides. Each batch of pictures is drawn at random, so the step is called SGD,
# stochastic gradient descent. The steps below start at 4, in a bowl whose lowest point is at 0:

# %%
figures.show_descent(rates=(0.1, 0.7, 2.1))

# %% [markdown]
# *Figure: the same bowl three times with six steps. With the learning rate 0.1 the parameter creeps and gets
# no further than 2.13; with 0.7 it is at 0 soon; with 2.1 each step jumps across the bowl and ends higher
# up.*
#
# **By hand.** The learning rate is 0.1. A weight of 1 with the gradient 10 becomes $1 - 0.1 \cdot 10 = 0$. A
# weight of 2 with the gradient $-20$ becomes $2 - 0.1 \cdot (-20) = 4$: it grows, because that makes the loss
# smaller.
#
# **Predict.** A parameter is 2, its gradient $-3$, and the learning rate is 0.5. What is it after the step?

# %%
predict("step downhill", answer=None)

# %% [markdown]
# ### Exercise 5: `sgd_step` (20 points)
#
# Our network keeps its parameters in a dictionary, from a name to an array, and its gradients in another one
# with the same names. For every name:
#
# $$p \;\longrightarrow\; p - \alpha \, g$$
#
# Make a new dictionary with new arrays. The dictionaries that you are given stay as they are, so that other
# code can still use them: `a -= b` changes the array `a` itself, `a = a - b` makes a new one.
#
# <details><summary>Hint 1: which names?</summary>
#
# Today the names are `"W"` and `"b"`, tomorrow there are more. Can you write it so that any names will do?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `for name in dictionary:` goes through all names, and `dictionary[name]` is the array of one. Start with
# `{}`, an empty dictionary, and put one new array in for each name. Look up the gradient by its name too: the
# two dictionaries need not have the same order.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# for name in ____:
#     new_parameters[____] = ____[name] - ____ * ____[name]
# ```
# </details>


# %% graded="sgd_step"
# GRADED FUNCTION: sgd_step
def sgd_step(parameters, gradients, learning_rate):
    """Take one step against the gradients.

    Arguments:
    parameters -- dictionary of arrays of any shapes
    gradients -- dictionary with the same names; each gradient has the shape of its parameter
    learning_rate -- one number

    Returns:
    new_parameters -- new dictionary with the same names; the given ones stay as they are
    """
    # YOUR CODE STARTS HERE (about 3 lines)
    # new_parameters = None
    # for name in ...:
    #     new_parameters[name] = None      # shape of parameters[name]
    ### BEGIN SOLUTION
    new_parameters = {}
    for name in parameters:
        new_parameters[name] = parameters[name] - learning_rate * gradients[name]
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return new_parameters


# %% tags=["raises-exception"]
with unwritten_is_fine():
    before = {"W": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])}
    uphill = {"b": np.array([[5.0]]), "W": np.array([[10.0, -20.0]])}
    after = sgd_step(before, uphill, 0.1)
    for name in ("W", "b"):
        print(name, "before", before[name], "after", after[name])

# %% [markdown]
# Expected output:
# ```text
# W before [[1. 2.]] after [[0. 4.]]
# b before [[0.5]] after [[0.]]
# ```

# %% test="sgd_step"
sgd_step_test(sgd_step)

# %% [markdown]
# This was the last graded function, and the five are all that a network needs to learn. Now see it learn.

# %% [markdown]
# <a id="the-network-learns"></a>
#
# ## 6. The network learns
#
# <a id="the-pictures"></a>
#
# ### 6.1 The pictures
#
# `shapes.h5` holds 800 pictures of 12 by 12 pixels, drawn by a program: circles, squares, triangles, plus
# signs and crosses. Each has its own size, thickness, place and brightness, and noise on top. The network
# trains with 600 of them; the other 200 are for the test only. The bytes from 0 to 255 become numbers near 0
# for the background, and above it for the lines.

# %%
with h5py.File("shapes.h5", "r") as file:
    X_train, X_test = file["X_train"][:] / 255 - 0.25, file["X_test"][:] / 255 - 0.25
    y_train, y_test = file["y_train"][:].astype(int), file["y_test"][:].astype(int)
    names = [name.decode() for name in file["names"]]
print("train", X_train.shape, y_train.shape, "test", X_test.shape, y_test.shape)
first = [np.flatnonzero(y_train == number)[place] for place in range(3) for number in range(5)]
figures.show_pictures(
    [X_train[place, :, :, 0] for place in first],
    [names[y_train[place]] for place in first],
    "Three pictures of each of the five shapes: circle, square, triangle, plus and cross.",
    columns=5,
)

# %% [markdown]
# *Figure: fifteen noisy pictures in three rows, bright lines on a dark background; in each row a circle, a
# square, a triangle, a plus and a cross, of different sizes and in different places.*

# %% [markdown]
# <a id="layers-in-a-row"></a>
#
# ### 6.2 Layers in a row
#
# A convolution with 16 filters of 5 by 5 looks for small patterns: a corner, a line, a crossing. Each filter
# makes a map of 8 by 8 numbers. Pooling keeps only the largest number of each map: how well this pattern was
# found, wherever it was. Your ReLU turns "not at all" into 0. So a picture becomes 16 features, and your dense
# layer weighs them for the five scores.

# %%
figures.show_network(
    [
        ("picture", (12, 12, 1)),
        ("convolution", (8, 8, 16)),
        ("pooling", (1, 1, 16)),
        ("ReLU", (16,)),
        ("dense", (5,)),
    ]
)

# %% [markdown]
# *Figure: five boxes in a row, each with the shape of its output for one example: the picture, 12 by 12 by 1;
# the convolution, 8 by 8 by 16; pooling, 1 by 1 by 16; the ReLU, 16 numbers; and the dense layer, 5 scores.*
#
# **Predict.** How many numbers does the convolution make of one picture, before the pooling?

# %%
predict("numbers before pooling", answer=None)

# %% [markdown]
# The ReLU often comes before the pooling. The result is the same: the largest number stays the largest one,
# and if it is below 0, both ways give 0. After the pooling, your function has far fewer numbers to look at.
#
# The layers of `layers.py` do what your functions of the first assignment do, with all windows at once, so that
# training takes seconds. Read the file, it is short.
#
# One thing may surprise you in `backward`: nothing is done there for the ReLU. The pooling layer of
# `layers.py` sends a gradient only to a maximum above 0. With a ReLU next to the pooling, that is the ReLU's
# backward pass already: it is shut where the maximum is not above 0. Part 7 explains it.
#
# Where does the network start? If all filters and all weights began with the same number, all filters would
# get the same gradient and stay the same for ever. So they begin as small random numbers.


# %%
def start_parameters(seed):
    """Draw small random filters and weights; biases are 0."""
    stream = np.random.RandomState(seed)
    return {
        "filters": stream.randn(5, 5, 1, 16) * 0.1,
        "filter_biases": np.zeros((1, 1, 1, 16)),
        "W": stream.randn(16, 5) * 0.25,
        "b": np.zeros((1, 5)),
    }


def find_features(parameters, X):
    """From pictures of shape (m, 12, 12, 1) to features of shape (m, 16), and the caches."""
    filters, biases = parameters["filters"], parameters["filter_biases"]
    maps, conv_cache = layers.conv_forward(X, filters, biases, {"stride": 1, "pad": 0})  # (m, 8, 8, 16)
    pooled, pool_cache = layers.pool_forward(maps, {"f": 8, "stride": 8})  # (m, 1, 1, 16)
    features, _ = relu_forward(pooled.reshape(len(X), 16))
    return features, (conv_cache, pool_cache)


def find_filter_gradients(d_features, caches):
    """The backward pass of find_features, to the gradients of the filters and their biases."""
    conv_cache, pool_cache = caches
    d_maps = layers.pool_backward(d_features.reshape(-1, 1, 1, 16), pool_cache)  # (m, 8, 8, 16)
    _, d_filters, d_biases = layers.conv_backward(d_maps, conv_cache)
    return {"filters": d_filters, "filter_biases": d_biases}


def forward(parameters, X):
    """From pictures to scores of shape (m, 5), and the caches."""
    features, caches = find_features(parameters, X)
    scores, dense_cache = dense_forward(features, parameters["W"], parameters["b"])
    return scores, (caches, dense_cache)


def backward(d_scores, caches):
    """The backward pass of forward: a gradient for each parameter."""
    feature_caches, dense_cache = caches
    d_features, d_W, d_b = dense_backward(d_scores, dense_cache)
    return {"W": d_W, "b": d_b, **find_filter_gradients(d_features, feature_caches)}


def accuracy(network, parameters, X, y):
    """The share of pictures whose largest score belongs to the right class."""
    scores, _ = network[0](parameters, X)
    return float(np.mean(scores.argmax(axis=1) == y))


network = (forward, backward)
beginner = trained = start_parameters(seed=1)
with needs(relu_forward, dense_forward):
    print("scores of three pictures:", forward(beginner, X_test[:3])[0].shape)
    print(f"right answers before training: {accuracy(network, beginner, X_test, y_test):.1%}")

# %% [markdown]
# Before training, the network can only guess. With five shapes, about one answer in five is right by chance.

# %% [markdown]
# <a id="are-the-gradients-right"></a>
#
# ### 6.3 Are the gradients right?
#
# Never train with gradients that you have not checked. The same check as in part 3, now through all the
# layers, for each parameter of the network and four pictures:


# %%
def check_network(network, parameters, X, y):
    """Check the gradient of each parameter of a network on a few pictures."""
    network_forward, network_backward = network
    scores, caches = network_forward(parameters, X)
    gradients = network_backward(softmax_cross_entropy(scores, y)[1], caches)
    for name, array in parameters.items():

        def loss_at(shifted, name=name):
            """The loss when one parameter is another one."""
            return softmax_cross_entropy(network_forward(parameters | {name: shifted}, X)[0], y)[0]

        check_gradient(name, gradients[name], loss_at, array)


with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward):
    check_network(network, beginner, X_train[:4], y_train[:4])

# %% [markdown]
# If one of them does not agree, look at the functions that it passes through. The filters need all of them,
# `b` only the loss and the last sum.

# %% [markdown]
# <a id="training"></a>
#
# ### 6.4 Training
#
# Training repeats four lines: forward, loss, backward, step. Each time it takes a batch of 50 pictures. After
# 12 batches it has seen all 600 once; that is one epoch. Watch the loss fall while it runs.
#
# Why 25 epochs and a learning rate of 0.3? We tried several values on 450 of the training pictures and
# compared them on the other 150. The test pictures had no part in it: once a test helps you choose, it is no
# longer a test.


# %%
def train(parameters, step, network=network, epochs=25, name=None):
    """Train a network; return its parameters and, by epoch, the loss and the share of right answers.

    step -- function from parameters and gradients to new parameters
    name -- of the run, to draw it as it goes; None draws nothing
    """
    network_forward, network_backward = network
    stream = np.random.RandomState(1)
    history = {"loss": [], "train": [], "test": []}
    for epoch in range(epochs):
        losses = []
        for batch in np.split(stream.permutation(len(X_train)), 12):  # 12 batches of 50
            scores, caches = network_forward(parameters, X_train[batch])
            batch_loss, d_scores = softmax_cross_entropy(scores, y_train[batch])
            gradients = network_backward(d_scores, caches)
            parameters = step(parameters, gradients)
            losses.append(batch_loss)
        history["loss"].append(np.mean(losses))
        history["train"].append(accuracy(network, parameters, X_train, y_train))
        history["test"].append(accuracy(network, parameters, X_test, y_test))
        if name and epoch % 3 == 0:
            figures.show_progress(name, history)
    return parameters, history


def with_rate(learning_rate):
    """Steps of your sgd_step with one learning rate."""
    return lambda parameters, gradients: sgd_step(parameters, gradients, learning_rate)


runs = {}
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    trained, history = train(beginner, with_rate(0.3), name="learning rate 0.3")
    runs["0.3"] = trained, history

# %% [markdown]
# *Figure: two panels over 25 epochs. The loss begins at about 1.6 and falls to nearly 0. The share of right
# answers climbs to nearly all, with a setback on the way. It is much the same for the pictures of the
# training and of the test.*
#
# Where does the loss begin? A network that gives each of the five shapes the same share has the loss
# $-\log 0.2$, which is 1.61: it knows nothing yet.

# %% [markdown]
# <a id="what-has-it-learned"></a>
#
# ### 6.5 What has it learned?
#
# Nobody has told the network what a circle or a corner is. Here are its 16 filters before and after training.
# Above each trained filter is the shape that its feature supports most: the one with the largest weight in
# your dense layer.

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    for part, X, y in (("training", X_train, y_train), ("test", X_test, y_test)):
        print(f"right answers in the {part}: {accuracy(network, trained, X, y):.1%}")
    both = np.concatenate([beginner["filters"], trained["filters"]], axis=-1)[:, :, 0]  # (5, 5, 32)
    before = [f"{number}" for number in range(16)]
    after = [f"{number}: {names[trained['W'][number].argmax()]}" for number in range(16)]
    figures.show_pictures(
        [both[:, :, number] for number in range(32)],
        before + after,
        "Sixteen filters of 5 by 5 numbers before training, and the same filters after it.",
        columns=8,
        signed=True,
    )

# %% [markdown]
# *Figure: two rows of eight small pictures of 5 by 5 cells before training and, below them, two rows after it,
# all on one scale of grey; middle grey is 0. Before training the cells are random and pale. After it many
# filters show lines, corners and bars, bright on dark.*
#
# What do the filters find? Here is one test picture of each shape, and what the first six filters make of it.
# Pooling keeps the largest number of each map; it is written above.

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    drawn = [np.flatnonzero(y_test == number)[0] for number in range(5)]
    filters, biases = trained["filters"], trained["filter_biases"]
    maps, _ = layers.conv_forward(X_test[drawn], filters, biases, {"stride": 1, "pad": 0})
    found, _ = relu_forward(maps)  # (5, 8, 8, 16)
    figures.show_maps(X_test[drawn, :, :, 0], found[:, :, :, :6], names)

# %% [markdown]
# *Figure: five rows, each with a picture and the maps that six filters make of it. All maps are on one scale,
# black for 0; bright spots show where a filter has found its pattern.*
#
# Is one of the filters black for every picture? If its ReLU is shut for all pictures of the training, no
# gradient reaches it: it has stopped learning, and the other filters do its work.
#
# Which shapes does the network mix up? Each row below is a shape that was drawn, each column an answer. Right
# answers are on the outlined diagonal. For comparison, the first table is of a network that has trained for
# only three epochs.

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    early, _ = train(beginner, with_rate(0.3), epochs=3)
    for epochs, parameters in ((3, early), (25, trained)):
        answers = forward(parameters, X_test)[0].argmax(axis=1)
        counts = np.zeros((5, 5), dtype=int)
        np.add.at(counts, (y_test, answers), 1)
        figures.show_confusion(counts, names, f"after {epochs} epochs")

# %% [markdown]
# *Figure: two tables of five rows and five columns with the counts of the 200 test pictures, 40 in each row.
# After three epochs many are off the diagonal. After 25, nearly all of them are on it.*
#
# And which pictures are hard? Your loss has the answer: $dZ$ is the share minus 1 at the right class, divided
# by $m$. These six have the smallest share for their own shape:

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    _, d_scores = softmax_cross_entropy(forward(trained, X_test)[0], y_test)
    shares = 1 + len(y_test) * d_scores[np.arange(len(y_test)), y_test]
    hardest = np.argsort(shares)[:6]
    figures.show_pictures(
        [X_test[place, :, :, 0] for place in hardest],
        [f"{names[y_test[place]]},\nshare {shares[place]:.2f}" for place in hardest],
        "The six test pictures whose own shape got the smallest share, with this share.",
        columns=6,
        width=1.4,
    )

# %% [markdown]
# *Figure: six test pictures, each with its shape and the share that the network gave to it. Would you have
# recognised them all?*

# %% [markdown]
# <a id="ten-times-more-ten-times-less"></a>
#
# ### 6.6 Ten times more, ten times less
#
# The learning rate was 0.3. What happens with 3, and with 0.03? The same network, the same pictures in the same
# order:

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    for rate in (3.0, 0.03):
        runs[f"{rate:g}"] = train(beginner, with_rate(rate))
    figures.show_learning({f"learning rate {rate}": run[1] for rate, run in runs.items()})

# %% [markdown]
# *Figure: loss and share of right answers by epoch for three learning rates. With 0.3 the loss falls fast. With
# 0.03 it falls too, but is still far higher after 25 epochs. With 3 it begins high, then stays flat near 1.6,
# and one answer in five is right.*
#
# A rate that is too small wastes time: the same way down in tiny steps. A rate that is too large destroys
# what it should improve. Look at how many of the features are above 0 for the test pictures:

# %%
with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step):
    for rate, (parameters_of_run, _) in runs.items():
        features, _ = find_features(parameters_of_run, X_test)  # (200, 16)
        print(f"learning rate {rate}: {np.mean(features > 0):.0%} of the features are above 0")

# %% [markdown]
# With 3, a few giant steps have pushed the filters so far down that the ReLU is shut everywhere. No gradient
# passes a shut ReLU, so nothing can bring them back. All that is left to learn are five biases, which give
# each shape much the same share. You know the loss of such a network: it is the flat line.

# %% [markdown]
# <a id="deeper-and-faster-optional"></a>
#
# ## 7. Deeper and faster (optional)
#
# Two more functions. With the first you can put a ReLU anywhere, so the network can get deeper. With the
# second it learns faster.
#
# <a id="backward-through-the-activation"></a>
#
# ### 7.1 Backward through the activation
#
# **Why.** So far the pooling layer has also done the ReLU's backward pass. Between two dense layers there is
# no pooling, so the ReLU has to do it itself. It is a gate: where $Z$ was above 0, the number passed, and so
# does its gradient. Everywhere else the output was 0 whatever $Z$ did nearby, so the gradient is 0.
#
# **By hand.** The two examples of part 1, with gradients from 5 to 10:

# %%
small_dA = np.array([[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]])  # (2, 3), like small_Z
figures.show_relu_gradient(small_Z, small_dA, dZ=[[5, 0, 0], [0, 9, 10]])

# %% [markdown]
# *Figure: Z is [[2, -1, 0], [-3, 4, 1]], so three of the six gates are open. Of the gradients
# [[5, 6, 7], [8, 9, 10]] they let pass [[5, 0, 0], [0, 9, 10]].*
#
# **Predict.** Z is $-2$ and the gradient that arrives is 5. Which gradient does the ReLU pass back?

# %%
predict("gradient below zero", answer=None)

# %% [markdown]
# #### Optional exercise: `relu_backward`
#
# $$dZ_{i,j} = \begin{cases} dA_{i,j} & \text{where } Z_{i,j} > 0 \\ 0 & \text{elsewhere} \end{cases}$$
#
# At 0 itself the gate is shut. The arrays may have any shape, as in `relu_forward`.
#
# <details><summary>Hint 1: what decides?</summary>
#
# Is it the sign of the gradient that decides, or the sign of the number that went forward? Where is that
# number kept?
# </details>
# <details><summary>Hint 2: the tool</summary>
#
# A comparison such as `a > 3` makes an array of True and False. In a product True counts as 1 and False as 0.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# Z = ____
# dZ = ____ * (____ > ____)
# ```
# </details>


# %% optional="relu_backward"
# OPTIONAL FUNCTION: relu_backward
def relu_backward(dA, cache):
    """Let the gradient pass where the ReLU let the number pass.

    Arguments:
    dA -- array of any shape, gradient of the loss with respect to A
    cache -- Z from relu_forward, array of the same shape

    Returns:
    dZ -- array of the same shape; 0 where Z is 0 or less
    """
    # YOUR CODE STARTS HERE (about 2 lines)
    # Z = None       # same shape as dA
    # dZ = None      # same shape as dA
    ### BEGIN SOLUTION
    Z = cache
    dZ = dA * (Z > 0)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return dZ


# %% tags=["raises-exception"]
with unwritten_is_fine():
    passed = relu_backward(small_dA, small_Z)
    print("The gradients of the figure:")
    print(passed)

# %% [markdown]
# Expected output:
# ```text
# The gradients of the figure:
# [[ 5.  0.  0.]
#  [ 0.  9. 10.]]
# ```

# %% test="relu_backward"
relu_backward_test(relu_backward)

# %% [markdown]
# #### How large should the first weights be?
#
# Each output of a dense layer adds up $n^{prev}$ products. Random products partly cancel out, so their sum is
# about $\sqrt{n^{prev}}$ times as large as one of them. And the ReLU stops about half of the outputs. Weights
# of the size $\sqrt{2 / n^{prev}}$ make up for both; this is called He initialisation. Here are ten layers
# with 100 inputs each. The middle line has this size, the first smaller weights, the last larger ones:

# %%
with needs(relu_forward, dense_forward):
    stream = np.random.RandomState(4)
    for size in (0.05, np.sqrt(2 / 100), 0.3):
        numbers = stream.randn(200, 100)
        for _ in range(10):
            Z, _ = dense_forward(numbers, stream.randn(100, 100) * size, np.zeros((1, 100)))
            numbers, _ = relu_forward(Z)
        left = np.sqrt(np.mean(numbers**2))
        print(f"weights of size {size:.2f}: after ten layers numbers of size {left:.5f}")

# %% [markdown]
# If the weights are too small, almost nothing is left after ten layers, of the numbers and of their gradients
# alike. If they are too large, both explode.
#
# Now the network can have a second dense layer, with 16 numbers and a ReLU between the two. It starts with
# weights of that size. Check first, then train. A deeper network is more easily upset, so the learning rate
# is a little smaller, 0.2:


# %%
def start_deep_parameters(seed):
    """The parameters of a network with 16 numbers between the features and the scores."""
    stream = np.random.RandomState(seed + 1)
    hidden = {"hidden_W": stream.randn(16, 16) * np.sqrt(2 / 16), "hidden_b": np.zeros((1, 16))}
    return start_parameters(seed) | hidden


def deep_forward(parameters, X):
    """From pictures to scores of shape (m, 5), and the caches."""
    features, caches = find_features(parameters, X)
    hidden, hidden_cache = dense_forward(features, parameters["hidden_W"], parameters["hidden_b"])
    active, relu_cache = relu_forward(hidden)  # (m, 16)
    scores, dense_cache = dense_forward(active, parameters["W"], parameters["b"])
    return scores, (caches, hidden_cache, relu_cache, dense_cache)


def deep_backward(d_scores, caches):
    """The backward pass of deep_forward: a gradient for each parameter."""
    feature_caches, hidden_cache, relu_cache, dense_cache = caches
    d_active, d_W, d_b = dense_backward(d_scores, dense_cache)
    d_hidden = relu_backward(d_active, relu_cache)  # (m, 16)
    d_features, d_hidden_W, d_hidden_b = dense_backward(d_hidden, hidden_cache)
    own = {"W": d_W, "b": d_b, "hidden_W": d_hidden_W, "hidden_b": d_hidden_b}
    return own | find_filter_gradients(d_features, feature_caches)


with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step, relu_backward):
    deep_network, deep_beginner = (deep_forward, deep_backward), start_deep_parameters(seed=1)
    check_network(deep_network, deep_beginner, X_train[:4], y_train[:4])
    _, deep_history = train(deep_beginner, with_rate(0.2), deep_network)
    figures.show_learning({"one dense layer": history, "two dense layers": deep_history})

# %% [markdown]
# *Figure: loss and share of right answers by epoch for the two networks. Both learn. The loss of the deeper
# one goes up and down on its way, and is the lower one at the end.*
#
# The deeper network fits the pictures of the training even better. In the test there is little left to gain:
# our shapes are easy. Hard pictures need many layers, and these are the parts to build them from.

# %% [markdown]
# <a id="a-step-with-momentum"></a>
#
# ### 7.2 A step with momentum
#
# **Why.** A plain step forgets all steps before it. Let the parameters roll like a ball: while the gradients
# point the same way, the ball gets faster; where they point back and forth, they cancel out.
#
# **By hand.** A parameter is 1, its velocity 2, its gradient 1; $\beta$ is 0.9 and the learning rate 0.1. The
# new velocity is $0.9 \cdot 2 + 1 = 2.8$. The parameter becomes $1 - 0.1 \cdot 2.8 = 0.72$.
#
# **Predict.** The velocity starts at 0, $\beta$ is 0.5, and the gradient is 1 each time. What is the velocity
# after the third step?

# %%
predict("third velocity", answer=None)

# %% [markdown]
# #### Optional exercise: `momentum_step`
#
# For every name, the velocity first, and then the parameter with the new velocity:
#
# $$v \;\longrightarrow\; \beta \, v + g \qquad p \;\longrightarrow\; p - \alpha \, v$$
#
# Return two new dictionaries; the given ones stay as they are.
#
# <details><summary>Hint 1: which velocity?</summary>
#
# Which velocity moves the parameter: the one that you are given, or the new one?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# It is `sgd_step` with one more dictionary: the new velocity takes the place of the gradient. Fill both
# dictionaries in one loop.
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# new_velocities[name] = ____ * ____[name] + ____[name]
# new_parameters[name] = ____[name] - ____ * ____[name]
# ```
# </details>


# %% optional="momentum_step"
# OPTIONAL FUNCTION: momentum_step
def momentum_step(parameters, gradients, velocities, learning_rate, beta=0.9):
    """Take one step that keeps a part of the speed of the steps before.

    Arguments:
    parameters -- dictionary of arrays of any shapes
    gradients, velocities -- dictionaries with the same names and shapes
    learning_rate -- one number
    beta -- one number from 0 to 1, the part of the velocity that is kept

    Returns:
    new_parameters, new_velocities -- new dictionaries with the same names
    """
    # YOUR CODE STARTS HERE (about 5 lines)
    # new_parameters = None
    # new_velocities = None
    # for name in ...:
    #     new_velocities[name] = None      # shape of parameters[name]
    #     new_parameters[name] = None      # shape of parameters[name]
    ### BEGIN SOLUTION
    new_parameters = {}
    new_velocities = {}
    for name in parameters:
        new_velocities[name] = beta * velocities[name] + gradients[name]
        new_parameters[name] = parameters[name] - learning_rate * new_velocities[name]
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return new_parameters, new_velocities


# %% tags=["raises-exception"]
with unwritten_is_fine():
    ball, uphill, speed = ({"w": np.array([[number]])} for number in (1.0, 1.0, 2.0))
    rolled = momentum_step(ball, uphill, speed, 0.1)
    print(f"By hand: parameter {rolled[0]['w'].item():.2f}, velocity {rolled[1]['w'].item():.2f}")
    ball, speed = {"w": np.zeros((1, 1))}, {"w": np.zeros((1, 1))}
    for count in range(3):
        ball, speed = momentum_step(ball, uphill, speed, 0.1, beta=0.5)
        print(f"step {count + 1}: velocity {speed['w'].item():.2f}, parameter {ball['w'].item():.3f}")

# %% [markdown]
# Expected output:
# ```text
# By hand: parameter 0.72, velocity 2.80
# step 1: velocity 1.00, parameter -0.100
# step 2: velocity 1.50, parameter -0.250
# step 3: velocity 1.75, parameter -0.425
# ```

# %% test="momentum_step"
momentum_step_test(momentum_step)

# %% [markdown]
# The learning rate 0.03 was too small for plain steps. With momentum, each gradient is used again and again:
# 0.9 of it in the next step, 0.81 in the one after that, and so on. In all it counts ten times.


# %%
def with_momentum(learning_rate, beta=0.9):
    """Steps of your momentum_step; the velocities start at 0 and are kept from step to step."""
    speeds = {}

    def step(parameters, gradients):
        nonlocal speeds
        speeds = speeds or {name: np.zeros(array.shape) for name, array in parameters.items()}
        parameters, speeds = momentum_step(parameters, gradients, speeds, learning_rate, beta)
        return parameters

    return step


with needs(relu_forward, dense_forward, softmax_cross_entropy, dense_backward, sgd_step, momentum_step):
    _, rolling = train(beginner, with_momentum(0.03))
    plain = {f"{rate}, plain": runs[rate][1] for rate in ("0.03", "0.3")}
    figures.show_learning({"0.03 with momentum": rolling} | plain)

# %% [markdown]
# *Figure: loss and share of right answers by epoch. With the learning rate 0.03, the plain steps are far
# behind; with momentum the curve is close to that of plain steps ten times as large.*

# %% [markdown]
# <a id="what-you-can-do-now"></a>
#
# ## What you can do now
#
# With your functions written and tested, you can:
#
# - build a network as a chain of layers, each with its forward and its backward pass; the ReLU bends the
#   line, or many layers could do no more than one;
# - measure with one number how wrong the scores are. The gradient of softmax and cross-entropy is the shares,
#   minus 1 for the right class;
# - check any gradient: a little more, a little less;
# - train with many small steps against the gradient, and see from the loss whether they creep, arrive or
#   destroy;
# - start the weights at a size that keeps numbers and gradients alive.
#
# **What comes next.** Libraries such as PyTorch, JAX or TensorFlow work out the backward pass from the
# forward pass. Your checks hold for them as well. Larger networks need more tools: normalisation between the
# layers, dropout and changed copies of the pictures against learning by heart, and connections that skip
# layers.
#
# Before you hand in: restart the kernel, run all the cells, and read the results of the tests.

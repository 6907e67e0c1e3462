"""The notebook of the assignment as text. The data of it are in autograder/assignments/new_assignment/assignment.py.

What is above the first cell, such as this, is not part of the notebook. Each `# %%` begins a cell:

- `# %% [markdown]` is text, `# %%` is code that stays as it is;
- `# %% graded="NAME"` is the function that students write. nbgrader takes out what is between BEGIN SOLUTION and END
  SOLUTION, and leaves the rest to them: the docstring, the hints in comments, the return;
- `# %% test="NAME"` calls the public test, which is made from the public cases.

Around each function the text has: why it is useful, a case worked by hand, a number to predict, three folded hints in
just this form, and behind the function an example with its output. Replace all of it, one function at a time.
"""

# %% [markdown]
# # Rescaling Numbers
#
# In this notebook you write one small function with numpy. It is worth 60 points.
#
# - Write your code between the lines `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`.
# - Keep the name and the arguments of the function. It is found by its name.
# - Use the arguments, never the variables of other cells, and do not change the arrays that you are given.
# - The test after the function tells you what differs. At grading your function also meets other numbers.

# %%
import numpy as np
from lesson import predict, unwritten_is_fine

from public_tests import rescale_test

# %% [markdown]
# ## Numbers on one scale
#
# **Why.** Rainfall in millimetres and wind in kilometres per hour are hard to draw in one picture. Put both on a
# scale from 0 to 1, and you can.
#
# **By hand.** Take the numbers 2, 4 and 10. The smallest one is 2, the largest is 10: a range of 8. How far
# above the smallest one is each of them? That is 0, 2 and 8. As a share of the range that is 0, 0.25 and 1.
#
# **Predict.** The numbers are 5, 6 and 9. What does 6 become?

# %%
predict("number in the middle", answer=None)

# %% [markdown]
# ### Exercise: `rescale` (60 points)
#
# Move and stretch the numbers of `x` so that the smallest one becomes 0 and the largest one becomes `top`. At
# least two numbers of `x` differ.
#
# <details><summary>Hint 1: what becomes 0?</summary>
#
# Which number do you have to take off all numbers, so that the smallest one becomes 0?
# </details>
# <details><summary>Hint 2: the tools</summary>
#
# `np.min(a)` is the smallest number of an array, `np.max(a)` the largest one. `a - 3` takes 3 off each number,
# and `a / 4` divides each of them by 4. What is the largest number after the first step?
# </details>
# <details><summary>Hint 3: lines with blanks</summary>
#
# ```python
# lowest = ____
# y = top * (x - ____) / (____ - ____)
# ```
# </details>


# %% graded="rescale"
# GRADED FUNCTION: rescale
def rescale(x, top=1.0):
    """Move and stretch numbers so that they go from 0 to `top`.

    Arguments:
    x -- array of shape (n,), in which at least two numbers differ
    top -- number, what the largest number becomes

    Returns:
    y -- array of shape (n,)
    """
    # YOUR CODE STARTS HERE (about 2 lines)
    # lowest = None      # one number
    # y = None           # shape (n,)
    ### BEGIN SOLUTION
    lowest = np.min(x)
    y = top * (x - lowest) / (np.max(x) - lowest)
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return y


# %%
with unwritten_is_fine():
    print(rescale(np.array([2.0, 4.0, 10.0])))
    print(rescale(np.array([2.0, 4.0, 10.0]), top=100.0))

# %% [markdown]
# Expected output:
# ```text
# [0.   0.25 1.  ]
# [  0.  25. 100.]
# ```

# %% test="rescale"
rescale_test(rescale)

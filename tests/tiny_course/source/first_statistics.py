"""The notebook of the assignment as text."""

# %% [markdown]
# # First Statistics
#
# Three small functions on lists of numbers. Write your code between the two markers, and run the test below it.

# %%
import numpy as np

from public_tests import centre_columns_test, differences_test, spread_test

# %% [markdown]
# ## Differences
#
# **Why.** Rain fell on four days: 3, 5, 4 and 12 millimetres. How much more fell than on the day before?
#
# **By hand.** 5 - 3, 4 - 5 and 12 - 4 are 2, -1 and 8. Two days apart the differences are 4 - 3 = 1 and 12 - 5 = 7.
#
# <details><summary>Hint 1: which numbers meet?</summary>
#
# Which numbers of `x` are the later ones of a pair, and which are the earlier ones?
# </details>


# %% graded="differences"
# GRADED FUNCTION: differences
def differences(x, step=1):
    """Subtract from each number the one `step` places before it.

    Arguments:
    x -- array of shape (n,)
    step -- whole number, at least 1 and smaller than n

    Returns:
    d -- array of shape (n - step,)
    """
    # YOUR CODE STARTS HERE
    # d = None      # shape (n - step,)
    ### BEGIN SOLUTION
    d = x[step:] - x[:-step]
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return d


# %% test="differences"
differences_test(differences)

# %% [markdown]
# ## Spread
#
# **By hand.** The mean of 3, 5, 4 and 12 is 6. The numbers are 3, 1, 2 and 6 away from it: 3 on average.


# %% graded="spread"
# GRADED FUNCTION: spread
def spread(x):
    """How far the numbers are from their mean, on average.

    Arguments:
    x -- array of shape (n,)

    Returns:
    s -- one number
    """
    # YOUR CODE STARTS HERE
    # s = None      # one number
    ### BEGIN SOLUTION
    middle = np.mean(x)
    s = np.mean(np.abs(x - middle))
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return s


# %% test="spread"
spread_test(spread)

# %% [markdown]
# ## Columns around zero
#
# **By hand.** The mean of the column 10, 20 is 15. Around zero the column is -5, 5.


# %% graded="centre_columns"
# GRADED FUNCTION: centre_columns
def centre_columns(columns):
    """Move each column so that its mean is 0.

    Arguments:
    columns -- dictionary: the name of a column, and an array of shape (n,); n may differ

    Returns:
    centred -- a new dictionary with the same names and arrays of the same shapes
    """
    # YOUR CODE STARTS HERE
    # centred = None      # a dictionary
    ### BEGIN SOLUTION
    centred = {name: column - np.mean(column) for name, column in columns.items()}
    ### END SOLUTION
    # YOUR CODE ENDS HERE

    return centred


# %% test="centre_columns"
centre_columns_test(centre_columns)

"""Return complex numbers whose real part is right.

Tries: The right answer plus an imaginary part that a careless conversion would drop.
Holds: The difference counts.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    return right_pool(A_prev, hparameters, mode) + 1j, (A_prev, hparameters)

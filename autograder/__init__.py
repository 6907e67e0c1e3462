"""The autograder of the assignment "Convolutional Neural Networks: Step by Step".

`python -m autograder grade SUBMISSIONS --results DIR` grades a class; the README has the picture of the steps.
"""

VERSION = "0.1.0"

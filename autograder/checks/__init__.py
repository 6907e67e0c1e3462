"""The checks: pytest tests that judge outcomes. Nothing of a submission runs in their process.

There is one file an exercise. The docstring of a test is the line that the student reads for that check, with
the kind of case put in. By hand: `pytest autograder/checks --submission NOTEBOOK`.
"""

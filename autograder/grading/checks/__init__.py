"""The checks: pytest tests that judge outcomes. Nothing of a submission runs in their process.

There is one test for each rule. Which exercises it checks, on which cases, and the line that the student reads are data
of the assignment. By hand: `pytest autograder/grading/checks --submission NOTEBOOK`.
"""

"""The source of the assignment: its text, its figures, and the build that turns them into notebooks."""

import autograder  # noqa: F401  # before nbformat, which then loads faster

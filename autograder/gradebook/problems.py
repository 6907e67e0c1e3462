"""What keeps results from being recorded."""

from autograder.errors import CommandError


class GradebookError(CommandError):
    """Nothing can be recorded here; the message says why and what to do."""

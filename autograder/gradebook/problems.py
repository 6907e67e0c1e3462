"""What keeps results from being recorded."""


class GradebookError(Exception):
    """Nothing can be recorded here; the message says why and what to do."""

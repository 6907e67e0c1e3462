"""Where results go when a class works elsewhere: each platform's form of them, and what runs in its containers."""

from autograder.errors import CommandError


class PlatformError(CommandError):
    """Nothing can be made for a platform of what was given; the message says why and what to pass instead."""

"""Where results go when a class works elsewhere: each platform's form of them, and what runs in its containers."""


class PlatformError(Exception):
    """Nothing can be made for a platform of what was given; the message says why and what to pass instead."""

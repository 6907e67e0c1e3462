"""Have the worker report a status of its own making.

Tries: Exchanges the code of the function that calls the submission, so that the reply says passed with a score.
Holds: The reply is refused as malformed, and costs this function only.
Status: crashed, failed
"""


def harm():
    import sys

    def attempt(function, arguments, labels):
        return "passed", {"score": 100, "status": "passed", "passed": True}, None

    sys.modules["calling"].attempt.__code__ = attempt.__code__

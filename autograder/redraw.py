"""Hidden cases of a class of one's own: drawn again from a secret, so that a public repository gives nothing away.

The secret stays in a file of the instructor's. Cases, seeds and expected outputs are derived from it and kept
in the user's cache folder, never in the repository; results carry the SHA-256 of them, which tells nothing.
"""

import hashlib
import hmac
import os
from pathlib import Path

from autograder.answer_key import solve
from autograder.cases import DEFINITIONS
from autograder.expected import EXPECTED, read_key, write_suite

SHORTEST = 16
"""Bytes of a secret at least: a shorter one could be found by trying."""


class SecretError(Exception):
    """The secret cannot be used; the message says why and how to make one."""


def read_secret(path: Path) -> bytes:
    """The secret in a file, spaces and line ends around it left out. Raises SecretError."""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise SecretError(f"the secret {path} cannot be read: {error.strerror}") from error
    if len(secret) < SHORTEST:
        advice = 'make one with: python -c "import secrets; print(secrets.token_hex(32))" > ' + str(path)
        raise SecretError(f"the secret in {path} is shorter than {SHORTEST} characters; {advice}")
    return secret


def cache_folder() -> Path:
    """Where redrawn cases are kept: XDG_CACHE_HOME or ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cnn_step_by_step"


def redraw(secret: bytes) -> Path:
    """The file with the cases of a secret, in the form of `expected.h5`; made when it is not in the cache.

    It is made anew when the repository's own cases, mistakes or answers change. Only its owner can read it.
    """
    public = hashlib.sha256(EXPECTED.read_bytes()).digest()
    name = hmac.new(secret, b"cases of " + public, hashlib.sha256).hexdigest()
    path = cache_folder() / f"{name}.h5"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = read_key()
        solved = solve(DEFINITIONS, secret)
        write_suite(path, solved, key.suite.mistakes, public=False, helpers=key.helpers, stubs=key.stubs)
        path.chmod(0o600)
    return path

"""Hidden cases of a class of one's own: drawn again from a secret, so that a public repository gives nothing away.

The secret stays in a file of the instructor's. Cases, seeds and expected outputs are derived from it and kept
in the user's cache folder, never in the repository; results hold their SHA-256, which reveals nothing.
"""

import hashlib
import hmac
import os
import stat
import sys
from functools import partial
from pathlib import Path

from autograder.assignments import find_expected, read_definition
from autograder.authoring.answer_key import load_function, read_answers, solve
from autograder.authoring.compiled import write_suite
from autograder.authoring.places import Places
from autograder.errors import CommandError
from autograder.expected import read_key

SHORTEST = 16
"""Bytes of a secret at least: a shorter one could be found by trying."""

ADVICE = "Set XDG_CACHE_HOME to a folder of your own."


class SecretError(CommandError):
    """The secret or its cache cannot be used; the message says why and what to do."""


def read_secret(path: Path) -> bytes:
    """The secret in a file, spaces and line ends around it left out. Raises SecretError."""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise SecretError(f"the secret {path} cannot be read: {error.strerror}") from error
    if len(secret) < SHORTEST:
        advice = 'make one with: python -c "import secrets; print(secrets.token_hex(32))" > ' + str(path)
        raise SecretError(f"the secret in {path} has fewer than {SHORTEST} characters; {advice}")
    return secret


def cache_folder(name: str) -> Path:
    """Where redrawn cases of an assignment are kept: a folder of its name in XDG_CACHE_HOME or ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / name


def find_cases(name: str, secret: Path | None) -> Path:
    """The compiled assignment to judge by: the repository's own, or that with the cases of the secret in a file.

    name: of the assignment. Raises SecretError and OSError.
    """
    return redraw(read_secret(secret), name) if secret else find_expected(name)


def redraw(secret: bytes, name: str) -> Path:
    """The file with an assignment's cases of a secret, in the form of `expected.h5`; made when it is not in the cache.

    It is made again when the repository's own cases, mistakes or answers change, and when others could have changed it.
    Only its owner can read it. Raises SecretError where the cache cannot be kept private, and OSError.
    """
    expected = find_expected(name)
    public = hashlib.sha256(expected.read_bytes()).digest()
    digest = hmac.new(secret, b"cases of " + public, hashlib.sha256).hexdigest()
    path = _open_cache(cache_folder(name)) / f"{digest}.h5"
    if not _is_own(path):
        assignment, key = read_definition(name), read_key(expected)
        answers = read_answers(assignment, Places(name).answers)
        solved = solve(assignment, partial(load_function, answers), secret)
        stubs = key.assignment.outline.stubs
        write_suite(path, assignment, solved, public=False, private=True, helpers=key.helpers, stubs=stubs)
    return path


def _open_cache(folder: Path) -> Path:
    """The cache folder, which only its owner can enter and nobody else can replace. Raises SecretError, OSError."""
    parent = folder.parent.resolve()
    for above in (*reversed(parent.parents), parent):
        if not above.exists():
            above.mkdir(mode=0o700)
        if others := _tell_others(above.stat()):
            raise SecretError(f"cannot store hidden cases below {above}: it {others}. {ADVICE}")
    cache = parent / folder.name
    if not os.path.lexists(cache):
        cache.mkdir(mode=0o700)
    found = cache.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise SecretError(f"cannot store hidden cases in {cache}: it is a link. {ADVICE}")
    if sys.platform != "win32" and found.st_uid != os.geteuid():
        raise SecretError(f"cannot store hidden cases in {cache}: it belongs to another user. {ADVICE}")
    if found.st_mode & 0o077:
        cache.chmod(0o700)
    return cache


def _tell_others(folder: os.stat_result) -> str:
    """Who else could rename what is in a folder; empty for nobody."""
    if sys.platform == "win32":
        return ""
    if folder.st_uid not in (0, os.geteuid()):
        return "belongs to another user"
    return "is writable by others" if folder.st_mode & 0o022 and not folder.st_mode & stat.S_ISVTX else ""


def _is_own(path: Path) -> bool:
    """Whether there is a file that nobody else can have written; it is made private if it was not."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    if sys.platform == "win32":
        return True
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        return False
    if found.st_mode & 0o077:
        path.chmod(0o600)
    return True

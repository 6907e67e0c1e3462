"""Which grader made a result: the version, and as its local part the hash of all code that a result depends on."""

import hashlib
from functools import cache
from pathlib import Path

from autograder import VERSION

PACKAGE = Path(__file__).resolve().parent
PUBLIC_TESTS = PACKAGE.parent / "public_tests.py"
# What shows results, moves them about, or decides what is graded again.
AROUND = ("__main__.py", "batch", "command_line.py", "commands", "explain.py", "gradebook", "platforms", "reports")
# What makes `expected.h5`, which a result names by a hash of its own.
OF_THE_CASES = ("assignments", "authoring")


@cache
def grader_version() -> str:
    """The version in the form of PEP 440: the same for the same code, wherever it is installed."""
    return f"{VERSION}+{hash_code(PACKAGE, PUBLIC_TESTS)[:12]}"


def hash_code(package: Path, *modules: Path) -> str:
    """SHA-256 of the modules that a result depends on: of a package, and further ones, by name and content."""
    total = hashlib.sha256()
    for path in sorted((*list_code(package), *modules), key=lambda path: path.relative_to(package.parent).parts):
        name = path.relative_to(package.parent).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def list_code(package: Path) -> list[Path]:
    """The modules of a package that a result depends on, in no order."""
    return [path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in AROUND + OF_THE_CASES]

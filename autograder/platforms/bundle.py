"""`bundle`: the zip that a platform builds its image from, with all that grading needs and nothing else.

The same checkout gives the same bytes: members are ordered, stored as they are, and have one date. The zip holds every
module that `grader.version` counts, so that a result from there names the same grader as one from here.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from autograder.assignment import read_assignment
from autograder.assignments import find_expected
from autograder.platforms import PlatformError, coursera, gradescope
from autograder.platforms.summary_text import to_bytes
from autograder.storage import write_whole
from autograder.text import list_names, one_line
from autograder.version import PACKAGE, PUBLIC_TESTS, list_code

FILES = Path(__file__).with_name("files")
NOT_GRADED = {"gradescope": gradescope.not_graded, "coursera": coursera.not_graded}
PACKAGES = ("numpy", "h5py", "pytest")
"""What grading imports; what these need comes along."""
BESIDE_THE_CODE = (
    *(f"authoring/{name}.py" for name in ("__init__", "exercise")),
    "assignments/__init__.py",
    *(f"platforms/{name}.py" for name in ("__init__", "run_in_container", "gradescope", "coursera", "summary_text")),
    *(f"reports/{name}.py" for name in ("__init__", "results", "labels")),
)
"""Modules that grading in a container imports besides those that a result depends on."""
LOCK = PACKAGE.parent / "requirements.lock"
EPOCH = (1980, 1, 1, 0, 0, 0)
PLAIN, PROGRAM = 0o100644, 0o100755


def write_bundle(
    platform: str, target: Path, expected: Path, waived: bool = False, parts: Mapping[str, str] | None = None
) -> int:
    """Write the zip for a platform, whole or not at all; returns its size in bytes.

    It holds hidden cases, so only its owner can read it.
    expected: the compiled assignment. waived: grade without a sandbox where a container allows none. parts: by the
    part ids of Coursera the exercise that each is for; other parts get the whole score. Raises PlatformError, OSError.
    """
    assignment = read_assignment(expected)
    for name in (parts or {}).values():
        if name not in assignment.exercises or assignment.exercises[name].optional:
            graded = [one.name for one in assignment.exercises.values() if not one.optional]
            raise PlatformError(
                f"{one_line(name)} is not a graded exercise of {assignment.name}. "
                f"The graded exercises are: {list_names(graded)}."
            )
    settings = {
        "assignment": assignment.name,
        "platform": platform,
        "waived": waived,
        "parts": dict(sorted((parts or {}).items())),
    }
    member = find_expected(assignment.name).relative_to(PACKAGE.parent).as_posix()
    members = {
        f"autograder/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in (*list_code(PACKAGE), *(PACKAGE / name for name in BESIDE_THE_CODE))
    }
    members |= {path.name: path.read_bytes() for path in (FILES / platform).iterdir()}
    members |= {
        member: expected.read_bytes(),
        "public_tests.py": PUBLIC_TESTS.read_bytes(),
        "requirements.txt": _requirements(),
        "bundle.json": (json.dumps(settings, indent=1) + "\n").encode(),
        "not_graded.json": to_bytes(NOT_GRADED[platform]()),
    }
    content = _pack(members)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content, private=True)
    return len(content)


def _pack(members: Mapping[str, bytes]) -> bytes:
    """A zip of the same bytes everywhere: packed ones would differ with the library that packs them."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(members.items()):
            member = zipfile.ZipInfo(name, EPOCH)
            member.create_system = 3  # of Unix, so that the rights below count
            member.external_attr = (PROGRAM if content.startswith(b"#!") else PLAIN) << 16
            archive.writestr(member, content)
    return buffer.getvalue()


def _requirements() -> bytes:
    """The part of the lock that grading needs: versions and hashes, no address."""
    if not LOCK.is_file():
        raise PlatformError(f"{LOCK.name} is missing. Make bundles in a checkout of the repository.")
    entries = list(_read_lock(LOCK.read_text(encoding="utf-8").splitlines()))
    chosen = set(PACKAGES)
    while more := {name for name, parents, _ in entries if name not in chosen and not chosen.isdisjoint(parents)}:
        chosen |= more
    if missing := set(PACKAGES) - {name for name, _, _ in entries}:
        raise PlatformError(f"{LOCK.name} does not lock {', '.join(sorted(missing))}: run `make lock`.")
    return "".join(f"{line}\n" for name, _, lines in entries if name in chosen for line in lines).encode()


def _read_lock(lines: Iterable[str]) -> Iterable[tuple[str, set[str], list[str]]]:
    """The entries of a lock: name, what needs it by the comments below it, and its lines without those."""
    entries: list[tuple[str, set[str], list[str]]] = []
    for line in lines:
        if found := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==", line):
            entries.append((found[1], set(), []))
        if comment := re.match(r" +# +(?:via +)?([\w.-]+)", line):
            entries[-1][1].add(comment[1])
        elif line.strip() and not line.lstrip().startswith("#"):
            entries[-1][2].append(line)
    return entries

"""Run a command as an ordinary user, also where interpreter and checkout lie below somebody's private folders.

`python -m tests.attacks.ordinary TIER [NAME ...]`, as root and in a mount namespace of its own, so that nobody else
sees any of it: each private folder on the way to what must be read is covered by an empty one that is open to all,
with only what is needed mounted below it. Then this process becomes the user nobody and grades the attacks.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
NOT_POSSIBLE = 4
"""Exit status when an ordinary user cannot be given what it takes."""


def main() -> int:
    """Open the way, become the user, and start the trial in place of this process."""
    if os.geteuid() != 0:
        print("only root can become another user", file=sys.stderr)
        return NOT_POSSIBLE
    # Found and not imported: this process only opens the way to them.
    found = [Path(spec.origin or "") for spec in map(find_spec, ("numpy", "h5py", "pytest")) if spec is not None]
    packages = {path.resolve().parents[1] for path in found}
    needed = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), ROOT, *packages}
    try:
        for folder, inside in sorted(private_folders(needed).items()):
            uncover(folder, inside)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"the way to the interpreter cannot be opened to an ordinary user: {error}", file=sys.stderr)
        return NOT_POSSIBLE
    os.chdir(ROOT)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    if not all(os.access(path, os.R_OK) for path in (Path(sys.executable), Path(__file__), *found)):
        print("an ordinary user may not read the interpreter, its packages or this checkout", file=sys.stderr)
        return NOT_POSSIBLE
    os.environ["HOME"] = "/nonexistent"
    os.execv(sys.executable, [sys.executable, "-m", "tests.attacks.trial", *sys.argv[1:]])


def private_folders(needed: set[Path]) -> dict[Path, set[Path]]:
    """The topmost folders that others may not enter, each with what is needed below it."""
    found: dict[Path, set[Path]] = {}
    for path in needed:
        closed = [folder for folder in (*reversed(path.parents), path) if not folder.stat().st_mode & 0o001]
        if closed:
            found.setdefault(closed[0], set()).add(path)
    return found


def uncover(folder: Path, inside: set[Path]) -> None:
    """Cover a folder by an empty one that is open to all, and mount into that what is needed of the folder."""
    top = [path for path in inside if not any(other in path.parents for other in inside)]
    held = []
    for path in top:
        place = tempfile.mkdtemp(prefix="held-")
        subprocess.run(["mount", "--bind", str(path), place], check=True)
        held.append((place, path))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", str(folder)], check=True)
    for place, path in held:
        path.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--move", place, str(path)], check=True)
        os.rmdir(place)


if __name__ == "__main__":
    sys.exit(main())

"""Nothing outlives a child: one leaves bits by every means it has, and the next one looks for them.

Each means is a pair of functions. `leave` gets a secret of 16 bits, `find` returns numbers that may be that secret;
both get paths that nobody has read, and the time since when. A means that carries fewer bits is judged by those.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest

from autograder.sandbox import Call, Job, Limits, Sandbox, SandboxUnavailable, Unit, opening
from autograder.sandbox.inside import access_times
from autograder.sandbox.tiers import Plan, TierName, plan
from tests.processes import descendants

SECRETS = (0xA5C3, 0x5A3C, 0x3E87)
"""They differ in their lowest two bits, so a constant is not taken for what was left."""
LONG_AGO = 100 * 24 * 60 * 60

PRELUDE = """
import fcntl, os, resource, sys

def bits(secret):
    return [secret >> place & 1 for place in range(16)]

def number(signs):
    return sum(1 << place for place, sign in enumerate(signs) if sign)

def tried(function, *arguments):
    try:
        return function(*arguments)
    except (OSError, ValueError):
        return None
"""
FLAGS = """
def leave(secret, paths, since):
    for descriptor in range(3):
        for wanted, flag in zip(bits(secret), (os.O_APPEND, os.O_NONBLOCK)):
            others = fcntl.fcntl(descriptor, fcntl.F_GETFL) & ~flag
            tried(fcntl.fcntl, descriptor, fcntl.F_SETFL, others | wanted * flag)

def find(paths, since):
    flags = [fcntl.fcntl(descriptor, fcntl.F_GETFL) for descriptor in range(3)]
    return [number([own & os.O_APPEND, own & os.O_NONBLOCK]) for own in flags]
"""
OFFSETS = """
def leave(secret, paths, since):
    for descriptor in range(3):
        os.lseek(descriptor, secret, os.SEEK_SET)

def find(paths, since):
    return [os.lseek(descriptor, 0, os.SEEK_CUR) for descriptor in range(3)]
"""
DATES_OF_FILES = """
def leave(secret, paths, since):
    for wanted, path in zip(bits(secret), paths["files"]):
        if wanted:
            open(path, "rb").read(1)

def find(paths, since):
    return [number([os.stat(path).st_atime > since for path in paths["files"]])]
"""
DATES_OF_FOLDERS = """
def leave(secret, paths, since):
    for wanted, path in zip(bits(secret), paths["folders"]):
        if wanted:
            os.listdir(path)

def find(paths, since):
    return [number([os.stat(path).st_atime > since for path in paths["folders"]])]
"""
DATES_OF_LINKS = """
def leave(secret, paths, since):
    for wanted, path in zip(bits(secret), paths["links"]):
        if wanted:
            os.stat(path)
            os.readlink(path)

def find(paths, since):
    def of_the_link(path):
        return os.stat(path, follow_symlinks=False).st_atime
    def of_a_descriptor(path):
        return os.fstat(os.open(path, os.O_PATH | os.O_NOFOLLOW)).st_atime
    dates = (of_the_link, of_a_descriptor)
    return [number([(tried(date, path) or 0) > since for path in paths["links"]]) for date in dates]
"""
DATES_OF_THE_DEVICE = """
def leave(secret, paths, since):
    for wanted in bits(secret):
        os.write(1, b"x" * (1 + wanted))
        os.read(0, 1 + wanted)
    tried(os.utime, 0, (secret, secret))
    tried(os.fchmod, 0, secret & 0o777)

def find(paths, since):
    found = os.fstat(0)
    return [int(found.st_atime) & 0xFFFF, int(found.st_mtime) & 0xFFFF, found.st_mode & 0o777]
"""
STATE_OF_THE_PROCESS = """
def leave(secret, paths, since):
    os.environ["LEFT"] = str(secret)
    sys.left = secret
    tried(os.umask, secret & 0o777)
    tried(resource.setrlimit, resource.RLIMIT_STACK, (secret << 12, secret << 12))
    tried(os.nice, secret & 15)

def find(paths, since):
    limits = [tried(resource.getrlimit, which) or (0,) for which in range(16)]
    mask = tried(os.umask, 0) or 0
    return [int(os.environ.get("LEFT", 0)), getattr(sys, "left", 0), mask, *(one[0] >> 12 for one in limits)]
"""
SHARED_MEMORY = """
def shared():
    import mmap
    return mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)

def leave(secret, paths, since):
    shared()[:2] = secret.to_bytes(2, "little")

def find(paths, since):
    return [int.from_bytes(shared()[:2], "little")]
"""
MEANS = {
    "flags of an open file": (2, FLAGS),
    "offset of an open file": (16, OFFSETS),
    "dates of files": (16, DATES_OF_FILES),
    "dates of folders": (16, DATES_OF_FOLDERS),
    "dates of links": (16, DATES_OF_LINKS),
    "dates of the device": (9, DATES_OF_THE_DEVICE),
    "state of the process": (9, STATE_OF_THE_PROCESS),
    "shared memory": (16, SHARED_MEMORY),
}
ROUNDS = 2 * len(MEANS) * len(SECRETS)
"""How often something is left in one sandbox."""


@dataclass
class Place:
    """A sandbox whose children may also read a tree that nobody has read for long. seen: where they see it."""

    sandbox: Sandbox
    seen: str
    rounds: Iterator[int] = field(default_factory=count)

    def arguments(self) -> tuple[dict[str, list[str]], float]:
        """Paths for one round, which no other round gets, and a time between the last reading and now."""
        first = 16 * next(self.rounds)
        kinds = ("files", "folders", "links")
        paths = {kind: [f"{self.seen}/{kind}/{first + bit}" for bit in range(16)] for kind in kinds}
        return paths, time.time() - 60


@pytest.fixture(scope="module", params=["bwrap", "landlock"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A sandbox of each tier that contains hostile code."""
    tree = Path(tempfile.mkdtemp(prefix="leftovers-"))
    seen = "/leftovers" if request.param == "bwrap" else str(tree)
    try:
        _plant(tree, ROUNDS)

        def widened(tier: TierName) -> Plan:
            made = plan(tier)
            if tier == "landlock":
                return replace(made, order=made.order | {"trees": [*made.order["trees"], seen]})
            at = made.command.index("--ro-bind")
            return replace(made, command=[*made.command[:at], "--ro-bind", str(tree), seen, *made.command[at:]])

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(opening, "plan", widened)
            try:
                sandbox = Sandbox(request.param)
            except SandboxUnavailable as error:
                pytest.skip(str(error))
        with sandbox:
            yield Place(sandbox, seen)
    finally:
        shutil.rmtree(tree)


def _plant(tree: Path, rounds: int) -> None:
    """Files, folders and links for so many rounds, that were last read and changed long ago."""
    tree.chmod(0o755)
    old = time.time() - LONG_AGO
    for kind in ("files", "folders", "links"):
        (tree / kind).mkdir(mode=0o755)
        for number in range(16 * rounds):
            path = tree / kind / str(number)
            if kind == "files":
                path.write_text("x")
            elif kind == "folders":
                path.mkdir(mode=0o755)
            else:
                path.symlink_to("../files")
            os.utime(path, (old, old), follow_symlinks=False)


ENDING = """
import os

def last(*arguments):
    leave(*arguments)
    os._exit(0)
"""


@pytest.mark.parametrize("same", [False, True], ids=["another submission", "the same submission"])
@pytest.mark.parametrize("means", MEANS)
def test_what_one_child_leaves_the_next_one_does_not_find(place: Place, means: str, same: bool) -> None:
    """Three secrets are left in turn, each by a child of its own, and the child after it cannot name every one."""
    width, source = MEANS[means]
    units = tuple(Unit("cell 1", 1, text) for text in (PRELUDE, source, ENDING))
    mask, found = (1 << width) - 1, []
    for secret in SECRETS:
        arguments = place.arguments()
        left, sought = Call("last", (secret, *arguments)), Call("find", arguments)
        jobs = [Job(units, (left, sought))] if same else [Job(units, (left,)), Job(units, (sought,))]
        reply = [place.sandbox.run(job, Limits(restarts=1)) for job in jobs][-1].replies[-1]
        assert reply.status == "returned", reply
        found.append(secret & mask in [value & mask for value in reply.value])
    assert not all(found)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may read memory of the zygote")
@pytest.mark.parametrize("tier", ["bwrap", "landlock"])
def test_the_process_that_is_forked_never_holds_how_a_child_ended(tier: TierName) -> None:
    """The exit status of a child is in the memory of its parent, and not in the memory that the next child gets."""
    unit = Unit("cell 1", 1, "import os\ndef f(status):\n    os._exit(status)")
    before = descendants(os.getpid())
    try:
        sandbox = Sandbox(tier)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    with sandbox:
        started = {number: _parent(number) for number in descendants(os.getpid()) - before}
        (forked,) = started.keys() - set(started.values())
        for status in (201, 219, 247):
            reply = sandbox.run(Job((unit,), (Call("f", (status,)),)), Limits(restarts=0)).replies[0]
            assert reply.detail == f"the process ended itself with status {status}"
            holders = {number for number in started if b'"code": %d' % status in _memory(number)}
            assert holders == {started[forked]}


def _parent(number: int) -> int:
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])


def _memory(number: int) -> bytes:
    """All that a process may write to."""
    found = []
    with open(f"/proc/{number}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{number}/maps").read_text().splitlines():
            if line.split()[1].startswith("rw"):
                start, end = (int(part, 16) for part in line.split()[0].split("-"))
                memory.seek(start)
                found.append(memory.read(end - start))
    return b"".join(found)


def test_what_is_read_once_keeps_its_date_for_a_day(tmp_path: Path) -> None:
    """A file, a folder and what is in it are read when reading would change their dates, and again a day later."""
    _plant(tmp_path, 1)
    paths = [path for path in (tmp_path, *tmp_path.rglob("*")) if not path.is_symlink()]
    start = time.time() - 60
    times = access_times.AccessTimes([str(tmp_path)])
    times.refresh(time.time())
    if all(path.stat().st_atime < start for path in paths):
        pytest.skip("the file system of temporary files keeps no access times")
    assert all(path.stat().st_atime > start for path in paths)
    yesterday = start - access_times.DAY
    for path in paths:
        os.utime(path, (yesterday, path.stat().st_mtime))
    times.refresh(time.time() + access_times.DAY - 60)
    assert all(path.stat().st_atime == pytest.approx(yesterday) for path in paths)
    times.refresh(time.time() + access_times.DAY)
    assert all(path.stat().st_atime > start for path in paths)


def test_a_mount_that_changes_dates_at_every_reading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With strictatime nothing that is done beforehand would help, so Landlock alone is not enough."""
    access_times.check(["/", "/no such file"])
    monkeypatch.setattr(os, "statvfs", lambda path: os.statvfs_result((4096,) * 8 + (0, 255)))
    with pytest.raises(OSError, match="strictatime"):
        access_times.check(["/"])

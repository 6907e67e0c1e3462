"""What attacks are told of and must not reach: files, sockets, a process, a text in memory and in the environment."""

from __future__ import annotations

import os
import secrets
import select
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.first_assignment import EXPECTED

VARIABLE = "SECRET_OF_THE_GRADER"


class Baits:
    """Everything laid out for the attacks of one run. Use as a context manager."""

    def __init__(self) -> None:
        """Lay nothing yet; names and texts are drawn afresh each time."""
        self.mark = f"left-{secrets.token_hex(6)}"
        self.secret = f"secret-{secrets.token_hex(8)}"
        self.needle = f"needle-{secrets.token_hex(8)}"

    def __enter__(self) -> Self:
        """Lay the baits out. Files and sockets are open to everybody: only the sandbox may stand in the way."""
        os.environ[VARIABLE] = self.secret
        self._folder = tempfile.TemporaryDirectory(prefix="baits-")
        self.folder = Path(self._folder.name)
        self.folder.chmod(0o755)
        self.file = self.folder / "neighbour.ipynb"
        self.file.write_text(self.secret)
        self.file.chmod(0o644)
        self.drop = self.folder / "results"
        self.drop.mkdir()
        self.drop.chmod(0o777)
        self._listeners = [_listen(socket.AF_INET, ("127.0.0.1", 0)), _listen(socket.AF_UNIX, f"\0{self.mark}")]
        self._listeners.append(_listen(socket.AF_UNIX, str(self.folder / "socket")))
        (self.folder / "socket").chmod(0o777)
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", 0))
        self._victim = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self._victim.stdin is not None
        assert self._victim.stdout is not None
        self._victim.stdin.write(b"ready")
        self._victim.stdout.read(5)
        self._laid = self._state()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take everything away."""
        self._victim.kill()
        self._victim.communicate()
        for listener in (*self._listeners, self._datagrams):
            listener.close()
        self._folder.cleanup()

    @property
    def facts(self) -> dict[str, object]:
        """What attacks may know: they get names and numbers, never a secret. The needle comes in halves."""
        middle = len(self.needle) // 2
        return {
            "mark": self.mark,
            "file": str(self.file),
            "results": str(self.drop),
            "expected": str(EXPECTED),
            "course": str(EXPECTED.parents[1]),
            "grader": os.getpid(),
            "victim": self._victim.pid,
            "port": self._listeners[0].getsockname()[1],
            "datagrams": self._datagrams.getsockname()[1],
            "abstract": self.mark,
            "socket": str(self.folder / "socket"),
            "variable": VARIABLE,
            "needle": (self.needle[:middle], self.needle[middle:]),
        }

    def revealed(self, text: str) -> list[str]:
        """Which secrets are in a text."""
        return [f"{name} was revealed" for name in ("secret", "needle") if getattr(self, name) in text]

    def touched(self) -> list[str]:
        """What was done to the baits since they were laid."""
        now, faults = self._state(), []
        faults += [f"{name} of the baits changed" for name, value in now.items() if value != self._laid[name]]
        self._laid = now
        ready, _, _ = select.select([*self._listeners, self._datagrams], [], [], 0)
        for one in ready:
            faults.append("a socket of the baits was reached")
            one.accept() if one is not self._datagrams else one.recv(1)
        return faults

    def _state(self) -> dict[str, object]:
        files = {
            str(path.relative_to(self.folder)): (_status(path), path.is_file() and path.read_bytes())
            for path in [self.folder, *self.folder.rglob("*")]
        }
        process = Path(f"/proc/{self._victim.pid}")
        words = (process / "stat").read_text().rpartition(")")[2].split()
        lines = (process / "status").read_text().splitlines()
        kept = [line for line in lines if line.startswith(("TracerPid", "Cpus_allowed", "SigB", "SigI", "SigC", "Uid"))]
        kept.append("stopped or dead" if words[0] in "TtZX" else "alive")
        return {
            "files": files,
            "process": (kept, words[15:17], (process / "limits").read_text(), (process / "oom_score_adj").read_text()),
            "expected outputs": _status(EXPECTED),
        }


def _listen(family: int, address: tuple[str, int] | str) -> socket.socket:
    listener = socket.socket(family)
    listener.bind(address)
    listener.listen()
    return listener


def _status(path: Path) -> tuple[int, ...]:
    found = path.lstat()
    return (found.st_mode, found.st_uid, found.st_gid, found.st_nlink, found.st_size, found.st_mtime_ns)

"""Children for systems without fork or confinement: each is a fresh Python process, reached over a loopback socket.

It serves the tier `none` on macOS and Windows, where a student checks a notebook of his or her own. Time is limited,
memory is not. Only calls are used that every system has on which CPython runs.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from typing import IO

from .children import KILL_SIGNAL, Ending, ZygoteError, last_line
from .tiers import Plan

_HOST = "127.0.0.1"
_START_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_TOKEN_SECONDS = 5.0


class PortableProcess:
    """Starts a fresh process for each child. Raises ZygoteError when one cannot be started."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is started yet: every child is started when it is asked for."""
        self._plan = plan
        self._process: subprocess.Popen[bytes] | None = None
        self._written: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the rest)

    def start_child(self, memory: int, cpu: int, canary: str | None = None) -> socket.socket:
        """Start a process and return this end of its data socket; neither memory nor processor time is limited."""
        token = secrets.token_hex(32)
        with socket.create_server((_HOST, 0)) as listener:
            order = {
                "port": listener.getsockname()[1],
                "token": token,
                "packages": self._plan.order["packages"],
                "test": canary is not None,
            }
            try:
                self._process = self._start()
                assert self._process.stdin is not None
                # It stays open: its end shows the child that the grader has gone.
                self._process.stdin.write(json.dumps(order).encode() + b"\n")
                self._process.stdin.flush()
                return self._accept(listener, self._process, token.encode())
            except OSError as error:
                raise ZygoteError(f"{self._plan.command[0]}: {last_line(self._written) or error.strerror}") from error

    def end_child(self, patience: float = 0.0) -> Ending:
        """Return how the child ended; it is killed unless it ends within `patience` seconds."""
        if self._process is None:
            raise ZygoteError("there is no child")
        process, self._process = self._process, None
        asked = False
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            asked = True
            _kill(process)
            process.wait()
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        if asked:
            return Ending(0, KILL_SIGNAL, 0.0, True)
        return Ending(max(process.returncode, 0), max(-process.returncode, 0), 0.0, False)

    def close(self) -> None:
        """End a child that may be running."""
        if self._process is not None:
            self.end_child()
        self._written.close()

    def _start(self) -> subprocess.Popen[bytes]:
        self._written.seek(0)
        self._written.truncate()
        return subprocess.Popen(
            self._plan.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._written,
            env=self._plan.environment,
            cwd=os.sep,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def _accept(self, listener: socket.socket, process: subprocess.Popen[bytes], token: bytes) -> socket.socket:
        """Return the connection of the child itself: anybody on this machine may connect, only it has the token."""
        deadline = time.monotonic() + _START_SECONDS
        listener.settimeout(_LOOK_SECONDS)
        while time.monotonic() < deadline:
            try:
                data, _ = listener.accept()
            except TimeoutError:
                if process.poll() is not None:
                    raise ZygoteError(last_line(self._written) or "a child could not be started") from None
                continue
            if hmac.compare_digest(_read_token(data, len(token)), token):
                return data
            data.close()
        raise ZygoteError("a child did not come up")


def _read_token(data: socket.socket, size: int) -> bytes:
    data.settimeout(_TOKEN_SECONDS)
    token = b""
    with suppress(OSError):
        while len(token) < size and (piece := data.recv(size - len(token))):
            token += piece
    return token


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that is not reaped yet, and where there are process groups what it started as well."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, KILL_SIGNAL)
    else:
        process.kill()

"""Open a sandbox: choose the tier, prove by a self-test that it holds, and keep what starts children alive."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from dataclasses import replace
from types import TracebackType
from typing import Self

from autograder import program

from .channel import Channel
from .children import Children, ZygoteError
from .job_types import Job, JobResult, Limits, Reply, SandboxFault, SandboxUnavailable, TierChoice, TierName
from .jobs import await_confinement, receive_probe, run_job
from .portable_process import PortableProcess
from .tiers import ELSEWHERE, ESSENTIAL, PROTECTING, Plan, plan
from .zygote_process import ZygoteProcess

_PROBE_SECONDS = 20.0
_NUMPY_ANSWER = 30.0


class Sandbox:
    """A place to run jobs in, one after the other. Close it, or use it in a `with` statement."""

    def __init__(self, tier: TierName) -> None:
        """Start the zygote of `tier` and test it. Raises SandboxUnavailable with the reason."""
        self.tier: TierName = tier
        self.trusted_for_marks = tier in PROTECTING
        self._plan: Plan = plan(tier)
        # One job at a time: a second thread waits.
        self._lock = threading.Lock()
        self._closed = False
        try:
            self._zygote: Children | None = _start(self._plan)
            self.protections = self._test(self._zygote)
        except (ZygoteError, SandboxFault) as error:
            self.close()
            raise SandboxUnavailable(f"{tier}: {error}") from error
        except BaseException:
            self.close()
            raise

    def run(self, job: Job, limits: Limits = Limits()) -> JobResult:  # noqa: B008  (it is frozen)
        """Run one job in a child of its own.

        Raises SandboxFault when the sandbox fails twice in a row, and WireError for arguments that are not plain data
        or too large to send.
        """
        repeated = False
        with self._lock:
            if self._closed:
                raise SandboxFault("the sandbox is closed")
            for last_try in (False, True):
                replies: list[Reply] = []
                try:
                    if self._zygote is None:
                        self._zygote = _start(self._plan)
                    return replace(run_job(self._zygote, job, limits, replies), repeated=repeated)
                except (ZygoteError, SandboxFault) as error:
                    self._end_zygote()
                    repeated = bool(replies)
                    if last_try:
                        raise SandboxFault(str(error)) from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        """End the zygote and everything that it started. May be called again."""
        with self._lock:
            self._closed = True
            self._end_zygote()

    def _end_zygote(self) -> None:
        zygote = getattr(self, "_zygote", None)
        self._zygote = None
        if zygote is not None:
            zygote.close()

    def _test(self, zygote: Children) -> tuple[str, ...]:
        """Return what a confined child could not do, sorted. Raises SandboxUnavailable in a tier that fails."""
        folder = tempfile.mkdtemp(prefix="canary-")
        try:
            # Readable for everybody: only the sandbox itself may prevent it.
            os.chmod(folder, 0o755)
            canary = os.path.join(folder, "canary")
            with open(canary, "w", encoding="ascii") as file:
                file.write("only the grader may read this\n")
            os.chmod(canary, 0o644)
            limits = Limits()
            with zygote.start_child(limits.memory_bytes, limits.cpu_seconds, canary) as data:
                channel = Channel(data)
                await_confinement(zygote, channel)
                answers = receive_probe(channel, _PROBE_SECONDS)
            zygote.end_child()
        finally:
            shutil.rmtree(folder)
        if answers.pop("numpy", None) != _NUMPY_ANSWER:
            raise SandboxUnavailable(f"{self.tier}: numpy does not work inside the sandbox")
        protections = tuple(sorted(word for word, prevented in answers.items() if prevented is True))
        # A user of its own is expected only if the plan gives each child one. Elsewhere another number means
        # nothing: a namespace of users can show the grader's own user under any.
        if not self._plan.order["own_user"]:
            protections = tuple(word for word in protections if word != "own_user")
        essential = ESSENTIAL | ({"own_user"} if self._plan.order["own_user"] else set())
        missing = sorted(essential - set(protections))
        if missing and self.trusted_for_marks:
            raise SandboxUnavailable(f"{self.tier}: the self-test found holes: {', '.join(missing)}")
        return protections

    def __enter__(self) -> Self:
        """Return the sandbox itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the sandbox."""
        self.close()


def _start(made: Plan) -> Children:
    return PortableProcess(made) if made.portable else ZygoteProcess(made)


def open_sandbox(tier: TierChoice = "auto", own_notebook: bool = False) -> Sandbox:
    """Open a sandbox of `tier`; `auto` takes the best one that passes its self-test.

    own_notebook: no marks depend on it. Only then, and only where a system has no tiers at all, as macOS and Windows,
    does `auto` take `none`. On Linux a tier is easy to get, and the message says how.
    Raises SandboxUnavailable with what to install or to do.
    """
    if tier != "auto":
        return Sandbox(tier)
    if sys.platform != "linux":
        if own_notebook:
            return Sandbox("none")
        raise SandboxUnavailable(ELSEWHERE)
    reasons = []
    for candidate in PROTECTING:
        try:
            return Sandbox(candidate)
        except SandboxUnavailable as error:
            reasons.append(str(error))
    raise SandboxUnavailable(
        f"no sandbox works on this machine ({'; '.join(reasons)}). Install the package bubblewrap, or run "
        f"`{program()} doctor` to see what is missing."
    )

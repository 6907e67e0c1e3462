"""A sandbox of each tier that this machine offers, opened once, and short ways to ask it something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.sandbox import (
    Call,
    Job,
    JobResult,
    Limits,
    Reply,
    Sandbox,
    SandboxUnavailable,
    TierName,
    Unit,
    open_sandbox,
)

Ask = Callable[..., Reply]
Run = Callable[..., JobResult]


def _opened(tier: TierName) -> Iterator[Sandbox]:
    try:
        sandbox = open_sandbox(tier)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    with sandbox:
        yield sandbox


@pytest.fixture(scope="session", params=["bwrap", "landlock", "none"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox of every tier, for what must work in all of them."""
    yield from _opened(request.param)


@pytest.fixture(scope="session", params=["bwrap", "landlock"])
def prison(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox of the tiers that contain hostile code; hostile snippets run in these only."""
    yield from _opened(request.param)


def _run(place: Sandbox, source: str, *calls: tuple, **limits: Any) -> JobResult:
    job = Job((Unit("cell 3", 1, source),), tuple(Call("f", arguments) for arguments in calls))
    return place.run(job, Limits(**{"call_seconds": 3.0, **limits}))


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """Run a source in every tier and call its f once for each tuple of arguments."""
    return lambda source, *calls, **limits: _run(sandbox, source, *calls, **limits)


@pytest.fixture
def ask(run: Run) -> Ask:
    """Call f of a source once, in every tier, and return the reply."""
    return lambda source, *arguments, **limits: run(source, arguments, **limits).replies[0]


@pytest.fixture
def attack(prison: Sandbox) -> Ask:
    """Call f of a hostile source once, in the tiers that contain it, and return the reply."""
    return lambda source, *arguments, **limits: _run(prison, source, arguments, **limits).replies[0]

"""Grade every attack in one tier as the user who runs this, and print one line of JSON for each.

`python -m tests.attacks.trial TIER [NAME ...]`: exit status 3 when the tier cannot be had. There is no other tier.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

from autograder.batch.task import open_grader
from autograder.grading import calls
from autograder.grading.grader import Grader
from autograder.result import Record
from autograder.sandbox import Limits, SandboxUnavailable
from autograder.setting import Run
from tests.attacks.arming import DONE, SIGN, control_bytes, notebook_bytes
from tests.attacks.baits import Baits
from tests.attacks.catalogue import NEIGHBOURS, Attack, read_catalogue
from tests.attacks.traces import Traces, adopt_orphans, look
from tests.first_assignment import EXERCISES, EXPECTED
from tests.processes import descendants

TIERS = ("bwrap", "landlock")
NO_TIER = 3


def shorten(limits: Limits) -> Limits:
    """The limits for attacks that hang or take what they can get: what is right takes a few milliseconds a call."""
    return replace(limits, call_seconds=0.5, exercise_seconds=0.5, restarts=0, memory_bytes=64 << 20)


def main(given: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.trial")
    parser.add_argument("tier", choices=TIERS)
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args(given)
    attacks = [attack for attack in read_catalogue() if not chosen.names or attack.name in chosen.names]
    adopt_orphans()
    try:
        with Baits() as baits, open_grader(chosen.tier, EXPECTED) as grader:
            for attack, faults in Trial(grader, baits).judge(attacks):
                print(json.dumps({"attack": attack.name, "faults": faults}), flush=True)
        for process in descendants(os.getpid()):
            os.kill(process, signal.SIGKILL)  # what an attack left running was told, and must not stay
    except SandboxUnavailable as error:
        print(error, file=sys.stderr)
        return NO_TIER
    return 0


class Trial:
    """One grader, and what must be the same after each attack as before it."""

    def __init__(self, grader: Grader, baits: Baits) -> None:
        """Grade the control once, for comparison."""
        self.grader, self.baits = grader, baits
        self.hurried = replace(grader, limits=shorten(grader.limits))
        self.control = control_bytes()
        before = grader.grade("control", self.control)
        if before.score != sum(EXERCISES[name].points for name in NEIGHBOURS):
            raise SystemExit(f"right answers got {before.score} points")
        self.right = {result.name: result for result in before.exercises}
        self.expected = _without_run(before)

    def judge(self, attacks: list[Attack]) -> Iterator[tuple[Attack, list[str]]]:
        """Each attack with what did not hold: an empty list when everything did."""
        before, own = self.look(), _own_state()
        for attack in attacks:
            faults = []
            for arming in attack.armings:
                content = notebook_bytes(attack, arming, self.baits.facts)
                record = self._grade(attack, content)
                found = self.faults_of(attack, record) + self.baits.touched()
                after = self.look()
                found += after.differences(before)
                before = after
                faults += [f"{arming}: {fault}" for fault in found]
            if _without_run(self.grader.grade("control", self.control)) != self.expected:
                faults.append("a right submission after it was graded otherwise than before")
            old, own = own, _own_state()
            if own != old:
                faults.append("the process of the grader was changed")
            yield attack, faults

    def _grade(self, attack: Attack, content: bytes) -> Record:
        """The record of an attack. One that needs short limits gets them also where all functions run together.

        There even less time will do: whatever does not come to an end gets a process of its own afterwards.
        """
        if not attack.short_limits:
            return self.grader.grade("attacker", content)
        with patch.object(calls, "TOGETHER", replace(self.hurried.limits, exercise_seconds=0.1)):
            return self.hurried.grade("attacker", content)

    def look(self) -> Traces:
        """Look for what was left behind."""
        return look(self.baits.mark)

    def faults_of(self, attack: Attack, record: Record) -> list[str]:
        """What is wrong with the record of an attack."""
        text = record.to_json()
        faults = self.baits.revealed(text)
        if SIGN in text:
            faults.append(text[text.index(SIGN) :].partition("\n")[0][:300])
        elif DONE in text:
            faults.append(f"{SIGN}the record hides its text, which differs between processes")
        if record.score != attack.score:
            faults.append(f"score {record.score} in place of {attack.score:g}")
        for result in record.exercises:
            if result.name in attack.exercises:
                if result.status not in attack.statuses:
                    faults.append(f"{result.name} is {result.status}: {result.message}")
            elif result.name in NEIGHBOURS and result != self.right[result.name]:
                faults.append(f"{result.name}, which is right, is {result.status}: {result.message}")
        return faults


def _without_run(record: Record) -> str:
    return replace(record, run=Run()).to_json()


def _own_state() -> tuple[object, ...]:
    limits = [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")]
    return os.getpriority(os.PRIO_PROCESS, 0), sorted(os.sched_getaffinity(0)), os.getcwd(), limits


if __name__ == "__main__":
    sys.exit(main())

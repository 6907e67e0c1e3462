"""The command: `python -m tests.fuzz [--seconds 60] [--seed N] [--kind KIND] [--findings FOLDER]`, or `--replay FILE`.

Exit status 1 when something was found.
"""

import argparse
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.campaign import Campaign, Finding, run_steps
from tests.fuzz.steps import KINDS

FINDINGS = Path(".fuzz")


def main(given: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="how long, all kinds at the same time")
    parser.add_argument("--seed", type=int, help="the same seed gives the same inputs; without it they are new ones")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind")
    parser.add_argument("--findings", type=Path, default=FINDINGS, help="where inputs go that something is wrong with")
    parser.add_argument("--replay", type=Path, help="try the input in this file again")
    chosen = parser.parse_args(given)
    if chosen.replay:
        return replay(chosen.replay)
    seed = random.SystemRandom().getrandbits(32) if chosen.seed is None else chosen.seed
    print(f"seed {seed}", flush=True)

    def tell(finding: Finding) -> None:
        path = finding.write(chosen.findings)
        print(f"{finding.kind} {finding.number}: {finding.what}\n    {path}", flush=True)

    campaigns = [Campaign(kind, seed) for kind in chosen.kind or KINDS]
    with ThreadPoolExecutor(len(campaigns)) as pool:
        for done in [pool.submit(campaign.run, chosen.seconds, tell) for campaign in campaigns]:
            done.result()
    for campaign in campaigns:
        print_counts(campaign)
    return int(any(campaign.counts for campaign in campaigns))


def print_counts(campaign: Campaign) -> None:
    """Print how many inputs were tried, what came of them, the slowest step, and what was found how often."""
    print(f"\n{campaign.kind}: {campaign.tried:,} inputs, {len(campaign.counts)} sorts of findings")
    print(f"  slowest step {campaign.slowest[0]:.2f} s of processor time (number {campaign.slowest[1]})")
    print(f"  most memory {campaign.largest[0] >> 20} MB (number {campaign.largest[1]})")
    for outcome, count in campaign.outcomes.most_common():
        print(f"  {count:9,}  {outcome}")
    for sort, count in campaign.counts.most_common():
        print(f"  {count:9,}  FOUND {sort}")


def replay(path: Path) -> int:
    """Try an input again and print what comes of it."""
    kind = path.name.partition("-")[0]
    fault = ""
    for report in run_steps([kind, str(path.resolve())]):
        if "ended" in report:
            fault = fault or report["ended"]
        elif "outcomes" in report:
            print(f"{', '.join(report['outcomes'])}; {report['seconds']:.2f} s, {report['bytes'] >> 20} MB")
            fault = report["fault"]
    print(fault or "nothing is wrong")
    return int(bool(fault))


if __name__ == "__main__":
    sys.exit(main())

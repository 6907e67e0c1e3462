"""`make attacks`: try every attack in both tiers, as root and as an ordinary user, and write `docs/attacks.md`.

Exit status: 0 when all held, 1 when something did not, 3 when a tier or a user cannot be had here; then nothing is
written. With names only those attacks are tried, and nothing is written either.
"""

import argparse
import sys

from tests.attacks.catalogue import Attack, read_catalogue
from tests.attacks.report import REPORT, render
from tests.attacks.runs import run_everywhere


def main(given: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description="Try every attack on the grader.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these attacks")
    names = parser.parse_args(given).names
    attacks = [attack for attack in read_catalogue() if not names or attack.name in names]
    if not attacks:
        parser.error("no attack has such a name")
    runs = run_everywhere(names)
    missing = [f"{tier} as {user}: {found.unavailable}" for (tier, user), found in runs.items() if found.unavailable]

    def held(attack: Attack, place: tuple[str, str]) -> bool:
        return not runs[place].faults_of(attack.name)

    tried = [place for place, found in runs.items() if not found.unavailable]
    broken = [
        f"{attack.name}, {place[0]} as {place[1]}: {fault}"
        for attack in attacks
        for place in tried
        for fault in runs[place].faults_of(attack.name)
    ]
    for line in (*missing, *broken):
        print(line)
    if not names and not missing:
        REPORT.write_text(render(attacks, held), encoding="utf-8")
    print(f"{len(attacks)} attacks in {len(tried)} places: {'not all' if broken else 'all'} held")
    return 1 if broken else 3 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

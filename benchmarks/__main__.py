"""`python -m benchmarks`: measure everything in one run and write the page and its picture."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.commands import ROOT
from benchmarks.page import PICTURE, write_page
from benchmarks.picture import draw
from benchmarks.processes import CommandError
from benchmarks.rounds import FULL, QUICK, run

DOCS = ROOT / "docs"
TWO_CORES = 2


def main() -> int:
    """Run, print the page, and write it unless the sizes are tiny. Status 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to try it out; nothing is written")
    quick = parser.parse_args().quick
    sizes = QUICK if quick else FULL
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:TWO_CORES])
    started = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {words}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        try:
            measured = run(sizes, Path(scratch), say)
        except CommandError as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            return 1
        draw(measured, (Path(scratch) if quick else DOCS) / PICTURE)
    page = write_page(measured, sizes.rounds)
    print(page)
    if not quick:
        (DOCS / "benchmarks.md").write_text(page, encoding="utf-8")
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The tables of points, `docs/points/<name>.md`: what each check is worth and which mistakes it is there for.

`python -m autograder.authoring.points_page [NAME ...]` writes that of some assignments, without a name of all, from the
checks as pytest collects them and the cases that they use.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from autograder.assignments import find_expected
from autograder.authoring.places import ROOT, add_names
from autograder.grading.checks.session import CheckSession, CollectedCheck
from public_tests import Case

HEAD = """# Points of `{name}`

What each check of each exercise is worth, and why it is there: how many of the known mistakes of the exercise show on
its case, and the one or two of them that show on the fewest other cases. Optional exercises are worth no points.

| exercise | check | case | points | why |
|---|---|---|---:|---|
"""


def find_page(name: str) -> Path:
    """Where the page of an assignment is."""
    return ROOT / "docs" / "points" / f"{name}.md"


def write_table(name: str) -> str:
    """The page of an assignment as Markdown text."""
    session = CheckSession(find_expected(name))
    order = list(session.key.suite.returns)
    cases = {exercise: session.key.cases(exercise) for exercise in order}
    checks = sorted(session.checks, key=lambda check: order.index(check.passed.exercise))
    rows = [_row(check, cases[check.passed.exercise]) for check in checks]
    return HEAD.format(name=name) + "\n".join(rows) + "\n"


def _row(check: CollectedCheck, cases: tuple[Case, ...]) -> str:
    report = check.passed
    shown = "hidden" if report.hidden else "public"
    cells = (f"`{report.exercise}`", report.line.removesuffix("."), shown, str(report.points), _why(check, cases))
    return f"| {' | '.join(cells)} |"


def _why(check: CollectedCheck, cases: tuple[Case, ...]) -> str:
    if check.passed.name.startswith("test_cache["):
        return "a backward pass needs the cache"
    case = check.judge.case
    often = Counter(mistake for other in cases for mistake in other.harmful)
    alone = [mistake for mistake in case.harmful if "+" not in mistake]  # without two mistakes at once
    rarest = sorted(alone, key=lambda mistake: (often[mistake], mistake))[:2]
    names = ", ".join(f"`{mistake}`" for mistake in rarest)
    if len(alone) <= len(rarest):
        return f"shows {names}" if names else "no known mistake shows"
    return f"{len(alone)} mistakes show, such as {names}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the tables of points of some assignments."""
    parser = argparse.ArgumentParser(prog="python -m autograder.authoring.points_page", description=main.__doc__)
    add_names(parser)
    for name in parser.parse_args(arguments).names:
        page = find_page(name)
        page.parent.mkdir(exist_ok=True)
        page.write_text(write_table(name), encoding="utf-8")
        print(f"{page.relative_to(ROOT)}: done")


if __name__ == "__main__":
    main()

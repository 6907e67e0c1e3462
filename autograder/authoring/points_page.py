"""The table of points, `docs/points.md`: what each check is worth and which mistakes it is there for.

`python -m autograder.authoring.points_page` writes it, from the checks as pytest collects them and the cases that they
use.
"""

from collections import Counter
from pathlib import Path

from autograder.exercises import EXERCISES
from autograder.grading.checks.session import CheckSession, CollectedCheck
from public_tests import Case

PAGE = Path(__file__).resolve().parents[2] / "docs" / "points.md"
HEAD = """# Points

What each check of each exercise is worth, and why it is there: how many of the known mistakes of the exercise show on
its case, and the one or two of them that show on the fewest other cases. Optional exercises are worth no points.

| exercise | check | case | points | why |
|---|---|---|---:|---|
"""


def write_table() -> str:
    """The page as Markdown text."""
    session, order = CheckSession(), list(EXERCISES)
    cases = {name: session.key.cases(name) for name in EXERCISES}
    checks = sorted(session.checks, key=lambda check: order.index(check.passed.exercise))
    rows = [_row(check, cases[check.passed.exercise]) for check in checks]
    return HEAD + "\n".join(rows) + "\n"


def _row(check: CollectedCheck, cases: tuple[Case, ...]) -> str:
    report = check.passed
    shown = "hidden" if report.hidden else "public"
    cells = (f"`{report.exercise}`", report.line.removesuffix("."), shown, str(report.points), _why(check, cases))
    return f"| {' | '.join(cells)} |"


def _why(check: CollectedCheck, cases: tuple[Case, ...]) -> str:
    if check.passed.name.startswith("test_cache["):
        return "a backward pass needs the cache"
    case = check.judge.case
    often = Counter(mistake for other in cases for mistake in other.mistakes)
    alone = [mistake for mistake in case.mistakes if "+" not in mistake]  # without two mistakes at once
    rarest = sorted(alone, key=lambda mistake: (often[mistake], mistake))[:2]
    return f"{len(alone)} mistakes show, such as {', '.join(f'`{mistake}`' for mistake in rarest)}"


if __name__ == "__main__":
    PAGE.write_text(write_table(), encoding="utf-8")
    print(f"docs/{PAGE.name}: done")

"""How long a class takes into nbgrader's gradebook: `python -m benchmarks.gradebook`.

Results are recorded twice, each time by the command that teachers run, into a fresh SQLite gradebook; the second
time must leave its content and the notebooks as they were. Status 1 when it does not, or takes longer than allowed.
"""

import argparse
import hashlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder.batch.pool import grade_all
from autograder.stored_results import ResultsFolder
from benchmarks.commands import ROOT, environment, make_course
from benchmarks.processes import Usage, measure
from benchmarks.submissions import make_class, write_tree
from tests.first_assignment import EXPECTED, NAME, NOTEBOOK, find_submissions

ALLOWED = 60.0
"""Seconds for a class of 1,000, and as many for each further 1,000."""
CLASS = 1_000


def make_results(scratch: Path, course: Path, count: int) -> Path:
    """Submissions of so many students in a course, and a result for each. Returns the folder of results.

    No two notebooks are the same. A notebook is graded once: those that differ from it in remarks and in cells at the
    top, which say where a function is and not what it does, get its result.
    """
    texts = make_class()
    write_tree(texts, scratch / "graded")
    for _ in grade_all(
        find_submissions(scratch / "graded"),
        ResultsFolder(scratch / "results of some", NAME),
        "auto",
        1,
        False,
        EXPECTED,
    ):
        pass
    write_tree(texts, course / "submitted", count)
    for folder in (course / "submitted").iterdir():
        graded = scratch / "results of some" / f"00000_{folder.name.partition('_')[2]}" / NAME / "result.json"
        result = json.loads(graded.read_text(encoding="utf-8"))
        sha256 = hashlib.sha256((folder / NAME / NOTEBOOK).read_bytes()).hexdigest()
        target = scratch / "results" / folder.name / NAME / "result.json"
        target.parent.mkdir(parents=True)
        result |= {"student": folder.name, "submission": {"sha256": sha256}}
        target.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return scratch / "results"


def record(results: Path, course: Path, variables: Mapping[str, str]) -> Usage:
    """Run the command once."""
    return measure(
        [sys.executable, "-m", "autograder", "record", str(results), "--course", str(course)], ROOT, variables
    )


def fingerprint(course: Path) -> str:
    """A hash of all that is in the gradebook and beside the notebooks that formgrader shows."""
    total = hashlib.sha256()
    with sqlite3.connect(course / "gradebook.db") as database:
        for line in database.iterdump():
            total.update(line.encode())
    database.close()
    for path in sorted((course / "autograded").rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(course)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gradebook", description=__doc__)
    parser.add_argument("--students", type=int, default=CLASS)
    count = parser.parse_args().students
    allowed = ALLOWED * max(1.0, count / CLASS)
    with tempfile.TemporaryDirectory(prefix="gradebook-") as folder:
        scratch = Path(folder)
        variables = environment(scratch)
        course = make_course(scratch / "course", variables)
        results = make_results(scratch, course, count)
        usages, found = [], []
        for turn in ("first", "second"):
            usages.append(record(results, course, variables))
            found.append(fingerprint(course))
            print(f"{turn} time, {count} students: {usages[-1].wall:.1f} s, {usages[-1].cpu:.1f} s of a processor")
    same, slowest = found[0] == found[1], max(usage.wall for usage in usages)
    print(f"content the second time: {'the same' if same else 'ANOTHER'}; allowed: {allowed:.0f} s")
    return 0 if same and slowest <= allowed else 1


if __name__ == "__main__":
    sys.exit(main())

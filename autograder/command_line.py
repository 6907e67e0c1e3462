"""The command line: all commands and their arguments."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from autograder import VERSION, program
from autograder.commands.complaints import complain
from autograder.errors import WRONG_USAGE

TIERS = ("auto", "bwrap", "landlock", "none")

RESULTS = "the folder of results that `grade` wrote"
SECRET = "draw the hidden cases from the secret in this file"


class Parser(argparse.ArgumentParser):
    """An argument parser that reports an error in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and exit with status 2."""
        complain(f"{message}. Try `{self.prog} --help`.")
        sys.exit(WRONG_USAGE)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = Parser(
        prog=program(),
        description="Grade notebooks in a sandbox and report the results.",
        epilog=f"Check this machine first with `{program()} doctor`. `{program()} COMMAND --help` lists all options.",
    )
    parser.add_argument("--version", action="version", version=VERSION, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")

    grade = add("grade", "grade a notebook, a folder of notebooks, an nbgrader tree or a zip from an LMS")
    grade.add_argument("submissions", type=Path, metavar="SUBMISSIONS", help="the notebook, folder or zip to grade")
    grade.add_argument("--results", type=Path, required=True, metavar="DIR", help="write the results to this folder")
    grade.add_argument("--roster", type=Path, metavar="FILE", help="class list: a CSV file with a column `student`")
    grade.add_argument(
        "--workers",
        type=_positive,
        default=_processors(),
        metavar="N",
        help="grade N submissions at a time (default: number of processors)",
    )
    grade.add_argument("--cluster", type=_cluster_address, metavar="ADDRESS", help="grade on a Dask cluster instead")
    grade.add_argument("--fresh", action="store_true", help="grade everything again, even unchanged submissions")
    grade.add_argument("--quiet", action="store_true", help="print errors only")

    check = add("check", "grade one notebook and print the result")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK", help="the notebook to grade")

    replay = add("replay", "grade a notebook again and compare with its result.json")
    replay.add_argument("result", type=Path, metavar="RESULT", help="the stored result.json")
    replay.add_argument("notebook", type=Path, metavar="NOTEBOOK", help="the notebook that it is the result of")

    explain = add("explain", "show an instructor why a student's function fails, with inputs and outputs")
    explain.add_argument("student", metavar="STUDENT", help="the student's id, or part of it")
    explain.add_argument("exercise", metavar="EXERCISE", help="the name of the exercise, or part of it")
    explain.add_argument(
        "--results", type=Path, default=Path("results"), metavar="DIR", help="results of `grade` (default: results)"
    )

    for command in (grade, check):
        command.add_argument(
            "--assignment", metavar="NAME", help="the assignment; needed only if names and functions do not show it"
        )
    for command in (grade, check, replay, explain):
        command.add_argument("--secret", type=Path, metavar="FILE", help=SECRET)
        command.add_argument(
            "--sandbox", choices=TIERS, default="auto", help="how to isolate students' code (default: auto, the best)"
        )

    for name, place, text in (
        ("feedback", "feedback/", "write a feedback page for each student"),
        ("report", "class_report.html", "write a report on the class"),
    ):
        pages = add(name, text)
        pages.add_argument("results", type=Path, metavar="DIR", help=RESULTS)
        pages.add_argument("--to", type=Path, metavar="PLACE", help=f"where to write (default: {place} in DIR)")
    feedback = commands.choices["feedback"]
    feedback.add_argument(
        "--from-gradebook",
        action="store_true",
        help="use scores, comments, penalties and extensions from nbgrader's gradebook, for `release_feedback`",
    )
    report = commands.choices["report"]
    report.add_argument("--compare", type=Path, metavar="DIR", help="compare with the results of an earlier class")
    deadline = report.add_mutually_exclusive_group()
    deadline.add_argument(
        "--due",
        type=_time,
        metavar="TIME",
        help='count late submissions by this deadline, such as "2026-11-30 23:59" UTC',
    )
    deadline.add_argument(
        "--from-gradebook",
        action="store_true",
        help="count late submissions by the deadline and extensions in nbgrader's gradebook",
    )
    report.add_argument(
        "--similarity", action="store_true", help="list students whose answers share unusual features, to talk to them"
    )

    groups = add("groups", "group answers that behave alike, to write one comment for a whole group")
    groups.add_argument("results", type=Path, metavar="DIR", help=RESULTS)
    groups.add_argument("--to", type=Path, metavar="FILE", help="where to write the page (default: groups.html in DIR)")
    groups.add_argument(
        "--propose", action="store_true", help="for authors: print a draft record for each mistake not yet known"
    )

    for command in (explain, report, groups):
        command.add_argument(
            "--submissions", type=Path, metavar="PLACE", help="where the notebooks are, if you moved them after `grade`"
        )

    record = add("record", "write results into nbgrader's gradebook")
    record.add_argument("results", type=Path, metavar="DIR", help=RESULTS)
    record.add_argument(
        "--submissions", type=Path, metavar="PLACE", help="what you graded (default: submitted/ in the course)"
    )
    record.add_argument("--roster", type=Path, metavar="FILE", help="the roster that you gave `grade`")

    export = add("export", "write results in the format of a platform")
    export.add_argument("results", type=Path, metavar="DIR", help=RESULTS)
    export.add_argument("--format", choices=("gradescope", "coursera", "canvas", "moodle", "junit"), required=True)
    export.add_argument("--to", type=Path, metavar="PLACE", help="where to write (default: inside DIR)")
    export.add_argument(
        "--gradebook", type=Path, metavar="FILE", help="canvas, moodle: the file exported from the course, to fill in"
    )
    export.add_argument("--column", metavar="TITLE", help="canvas, moodle: the column to fill")
    export.add_argument("--roster", type=Path, metavar="FILE", help="canvas, moodle: the roster that you gave `grade`")
    export.add_argument(
        "--from-gradebook", action="store_true", help="canvas, moodle: use the scores in nbgrader's gradebook"
    )
    for command in (feedback, report, record, export):
        command.add_argument(
            "--course", type=Path, default=Path(), metavar="DIR", help="nbgrader's course folder (default: this folder)"
        )
        command.add_argument("--db", metavar="URL", help="the gradebook database (default: the one of the course)")

    bundle = add("bundle", "make the zip from which a platform builds its grader")
    bundle.add_argument("platform", choices=("gradescope", "coursera"), help="the platform that will grade")
    bundle.add_argument("--assignment", metavar="NAME", help="the assignment; needed only if several are installed")
    bundle.add_argument("--to", type=Path, metavar="FILE", help="where to write (default: PLATFORM.zip in this folder)")
    bundle.add_argument("--secret", type=Path, metavar="FILE", help=SECRET)
    bundle.add_argument(
        "--waive-sandbox",
        action="store_true",
        help="grade even if the container allows no sandbox; students can then forge their marks",
    )
    bundle.add_argument(
        "--part",
        type=_part,
        action="append",
        default=[],
        metavar="ID=EXERCISE",
        help="coursera: the exercise of a part; parts without one get the whole score",
    )

    new = add("new", "for authors: start a new assignment from a worked example")
    new.add_argument("name", metavar="NAME", help="the name of the assignment, such as my_first_assignment")
    new.add_argument(
        "--course", type=Path, default=Path(), metavar="DIR", help="the checkout of this project (default: this folder)"
    )

    add("doctor", "show which sandboxes work on this machine and how to get the others")
    return parser.parse_args(arguments)


def _processors() -> int:
    """The number of processors that this process may use; some systems report only how many exist."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of workers, such as 4")
    return int(text)


def _cluster_address(text: str) -> str:
    """The address of a scheduler. It is of no use where Dask is not installed."""
    try:
        parts = urlsplit(text)
        complete = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port and not parts.path
    except ValueError:
        complete = False
    if not complete:
        raise argparse.ArgumentTypeError(f"{text} is not a scheduler address such as tcp://192.0.2.1:8786")
    if find_spec("distributed") is None:
        raise argparse.ArgumentTypeError("the package distributed is missing: python -m pip install distributed")
    return text


def _time(text: str) -> datetime:
    """A time in UTC, without a zone. One that is given with a zone is converted."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or ":" not in text:
        raise argparse.ArgumentTypeError(
            f'{text!r} is not a time such as "2026-11-30 23:59" or "2026-11-30 23:59+01:00"'
        )
    return time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time


def _part(text: str) -> tuple[str, str]:
    part, _, name = text.partition("=")
    if not (part and name):
        raise argparse.ArgumentTypeError(f"{text} is not a part and its exercise, such as Xy3aB=EXERCISE")
    return part, name

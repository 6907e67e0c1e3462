"""The command line: which commands there are, and what they take."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from autograder import VERSION, program
from autograder.batch.cluster_worker import cluster_address
from autograder.reports.terminal import complain

OK, OUR_FAULT, WRONG_USAGE, NO_SANDBOX, DIFFERS, INTERRUPTED = 0, 1, 2, 3, 4, 130
TIERS = ("auto", "bwrap", "landlock", "none")


class Parser(argparse.ArgumentParser):
    """An argument parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with status 2."""
        complain(f"{message}. Try `{self.prog} --help`.")
        sys.exit(WRONG_USAGE)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = Parser(prog=program(), description="Grade notebooks, and report the results.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    grade = commands.add_parser("grade", help="grade a notebook, a folder, an nbgrader tree or a zip")
    grade.add_argument("submissions", type=Path, metavar="SUBMISSIONS")
    grade.add_argument("--results", type=Path, required=True, metavar="DIR", help="where the results go")
    grade.add_argument("--roster", type=Path, metavar="FILE", help="who is in the class, as CSV with a column student")
    grade.add_argument("--workers", type=_positive, default=_processors(), metavar="N")
    grade.add_argument("--cluster", type=cluster_address, metavar="ADDRESS", help="grade on the workers of a scheduler")
    grade.add_argument("--fresh", action="store_true", help="grade again what has a result already")
    grade.add_argument("--quiet", action="store_true", help="print nothing but errors")

    check = commands.add_parser("check", help="grade one notebook and show the result here")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK")

    replay = commands.add_parser("replay", help="grade a notebook again and say whether its result.json holds")
    replay.add_argument("result", type=Path, metavar="RESULT", help="a result.json")
    replay.add_argument("notebook", type=Path, metavar="NOTEBOOK")

    explain = commands.add_parser("explain", help="for the instructor: why a function of a student fails, in numbers")
    explain.add_argument("student", metavar="STUDENT", help="the student's id in the results, or a part of it")
    explain.add_argument("exercise", metavar="EXERCISE", help="the exercise, or a part of its name")
    explain.add_argument("--results", type=Path, default=Path("results"), metavar="DIR", help="by default results")

    for command in (grade, check):
        command.add_argument(
            "--assignment", metavar="NAME", help="which assignment it is of; only where names and functions do not tell"
        )
    for command in (grade, check, replay, explain):
        command.add_argument("--secret", type=Path, metavar="FILE", help="draw the hidden cases anew from a secret")
        command.add_argument("--sandbox", choices=TIERS, default="auto", help="what isolates the students' code")

    for name, place, text in (
        ("feedback", "feedback/", "write a page for each student from the results of `grade`"),
        ("report", "class_report.html", "write a report on the class from the results of `grade`"),
    ):
        pages = commands.add_parser(name, help=text)
        pages.add_argument("results", type=Path, metavar="DIR", help="where `grade` put the results")
        pages.add_argument("--to", type=Path, metavar="PLACE", help=f"where it goes; by default {place} in DIR")
    feedback = commands.choices["feedback"]
    feedback.add_argument(
        "--from-gradebook",
        action="store_true",
        help="with the scores, comments, penalties and extensions in nbgrader's gradebook, for `release_feedback`",
    )
    report = commands.choices["report"]
    report.add_argument("--compare", type=Path, metavar="DIR", help="the results of an earlier class")
    deadline = report.add_mutually_exclusive_group()
    deadline.add_argument(
        "--due", type=_time, metavar="TIME", help='who is late: the deadline, such as "2026-11-30 23:59", in UTC'
    )
    deadline.add_argument(
        "--from-gradebook", action="store_true", help="who is late: by deadline and extensions in nbgrader's gradebook"
    )
    report.add_argument(
        "--similarity", action="store_true", help="list students whose answers have odd things in common, for a talk"
    )

    groups = commands.add_parser("groups", help="write which answers do the same, to comment on all of a group at once")
    groups.add_argument("results", type=Path, metavar="DIR", help="where `grade` put the results")
    groups.add_argument("--to", type=Path, metavar="FILE", help="the page; by default groups.html in DIR")
    groups.add_argument(
        "--propose", action="store_true", help="for authors: print a record for each mistake that is not known yet"
    )

    for command in (explain, report, groups):
        command.add_argument(
            "--submissions",
            type=Path,
            metavar="PLACE",
            help="where the notebooks are now, if `grade` found them elsewhere",
        )

    record = commands.add_parser("record", help="write the results of `grade` into nbgrader's gradebook")
    record.add_argument("results", type=Path, metavar="DIR", help="where `grade` put the results")
    record.add_argument("--submissions", type=Path, help="what `grade` was given; by default submitted/ of the course")
    record.add_argument("--roster", type=Path, metavar="FILE", help="the roster that `grade` was given")

    export = commands.add_parser("export", help="write the results of `grade` in the form of a platform")
    export.add_argument("results", type=Path, metavar="DIR", help="where `grade` put the results")
    export.add_argument("--format", choices=("gradescope", "coursera", "canvas", "moodle", "junit"), required=True)
    export.add_argument("--to", type=Path, metavar="PLACE", help="where it goes; by default a place in DIR")
    export.add_argument("--gradebook", type=Path, metavar="FILE", help="canvas, moodle: the file of the course to fill")
    export.add_argument("--column", metavar="TITLE", help="canvas, moodle: the column to fill")
    export.add_argument("--roster", type=Path, metavar="FILE", help="canvas, moodle: who is who, as for `grade`")
    export.add_argument(
        "--from-gradebook", action="store_true", help="canvas, moodle: the scores that nbgrader's gradebook has"
    )
    for command in (feedback, report, record, export):
        command.add_argument(
            "--course", type=Path, default=Path(), metavar="DIR", help="where nbgrader runs; by default here"
        )
        command.add_argument("--db", metavar="URL", help="the gradebook; by default that of the course")

    bundle = commands.add_parser("bundle", help="make the zip that a platform builds its grader from")
    bundle.add_argument("platform", choices=("gradescope", "coursera"))
    bundle.add_argument("--assignment", metavar="NAME", help="which assignment it grades, where several are installed")
    bundle.add_argument("--to", type=Path, metavar="FILE", help="where it goes; by default PLATFORM.zip here")
    bundle.add_argument("--secret", type=Path, metavar="FILE", help="draw the hidden cases anew from a secret")
    bundle.add_argument(
        "--waive-sandbox",
        action="store_true",
        help="grade also where a container allows none; marks can be forged then",
    )
    bundle.add_argument(
        "--part",
        type=_part,
        action="append",
        default=[],
        metavar="ID=EXERCISE",
        help="coursera: the exercise that a part is for; other parts get the whole score",
    )

    new = commands.add_parser("new", help="for authors: begin an assignment, with one worked exercise")
    new.add_argument("name", metavar="NAME", help="what it is called, such as my_first_assignment")
    new.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the checkout; by default here")

    commands.add_parser("doctor", help="what protects this machine, what is missing, how to get it")
    return parser.parse_args(arguments)


def _processors() -> int:
    """The number of processors that this process may use; some systems know only how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


_positive.__name__ = "number of workers"  # argparse puts it into its message


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
        raise ValueError
    return part, name


_part.__name__ = "part and exercise"

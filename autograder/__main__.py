"""The command line: `python -m autograder grade|check|doctor`. Only arguments are handled here."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from autograder import VERSION
from autograder.batch import Workshop, grade_all
from autograder.collection import CollectionError, Found, find_submissions, student_id
from autograder.expected import EXPECTED
from autograder.judging import ChecksError
from autograder.redraw import SecretError, read_secret, redraw
from autograder.reports.grades import write_grades
from autograder.reports.terminal import complain, print_record, print_table, print_tiers, progress_bar
from autograder.sandbox import SandboxUnavailable, diagnose

OK, OUR_FAULT, WRONG_USAGE, NO_SANDBOX, INTERRUPTED = 0, 1, 2, 3, 130
TIERS = ("auto", "bwrap", "landlock", "none")


class Parser(argparse.ArgumentParser):
    """An argument parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with status 2."""
        complain(f"{message}. Try `{self.prog} --help`.")
        sys.exit(WRONG_USAGE)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line."""
    parser = Parser(prog="python -m autograder", description="Grade submissions of the convolution assignment.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)

    grade = commands.add_parser("grade", help="grade a notebook, a folder, an nbgrader tree or a zip")
    grade.add_argument("submissions", type=Path, metavar="SUBMISSIONS")
    grade.add_argument("--results", type=Path, required=True, metavar="DIR", help="where the results go")
    grade.add_argument("--workers", type=_positive, default=_processors(), metavar="N")
    grade.add_argument("--fresh", action="store_true", help="grade again what has a result already")

    check = commands.add_parser("check", help="grade one notebook and show the result here")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    for command in (grade, check):
        command.add_argument("--secret", type=Path, metavar="FILE", help="draw the hidden cases anew from a secret")
        command.add_argument("--sandbox", choices=TIERS, default="auto", help="what isolates the students' code")

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


def grade(options: argparse.Namespace) -> int:
    """Grade everything that SUBMISSIONS holds; results go to DIR as they come."""
    console = Console()
    found = find_submissions(options.submissions)
    options.results.mkdir(parents=True, exist_ok=True)
    rows, faulty, kept = [], 0, 0
    table = options.results / "grades.csv"
    try:
        with progress_bar(console) as progress:
            bar = progress.add_task("grading", total=len(found))
            results = grade_all(
                found, options.results, options.sandbox, options.workers, options.fresh, _cases(options)
            )
            for graded in results:
                rows.append((graded.student, graded.score, graded.exercises))
                faulty += graded.faulty
                kept += graded.kept
                progress.advance(bar)
    finally:
        write_grades(rows, table)
    print_table(rows, console)
    console.print(f"{len(rows) - kept} graded, {kept} unchanged since last time.", highlight=False)
    console.print(f"Scores: {table}\nResults: {options.results}/<student>/", highlight=False, soft_wrap=True)
    if faulty:
        complain(f"{faulty} could not be graded through the grader's own fault; their result.json says why")
    return OUR_FAULT if faulty else OK


def _cases(options: argparse.Namespace) -> Path:
    """The file of cases to judge by: the repository's own, or those of the secret."""
    return redraw(read_secret(options.secret)) if options.secret else EXPECTED


def check(options: argparse.Namespace) -> int:
    """Grade one notebook and show the result."""
    if options.notebook.is_dir():
        raise CollectionError(f"{options.notebook} is a folder. `check` takes one notebook; `grade` takes folders.")
    submission = Found(student_id(options.notebook.stem), options.notebook)
    content = submission.read()
    with Workshop(options.sandbox, _cases(options)) as grader:
        record = grader.grade(submission.student, content)
    print_record(record, Console(soft_wrap=True, highlight=False))
    return OUR_FAULT if record.faulty else OK


def doctor(_: argparse.Namespace) -> int:
    """Show what protects this machine; status 3 when nothing does."""
    tiers = diagnose()
    print_tiers(tiers, Console(soft_wrap=True, highlight=False))
    return OK if any(tier.available and tier.tier != "none" for tier in tiers) else NO_SANDBOX


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parse(arguments)
    command = {"grade": grade, "check": check, "doctor": doctor}[options.command]
    try:
        return command(options)
    except (CollectionError, SecretError) as error:
        complain(str(error))
        return WRONG_USAGE
    except SandboxUnavailable as error:
        complain(str(error))
        return NO_SANDBOX
    except ChecksError as error:
        complain(f"the grader itself is broken: {error}")
        return OUR_FAULT
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}")
        return WRONG_USAGE if options.command == "check" else OUR_FAULT
    except KeyboardInterrupt:
        complain("stopped. What is graded is kept; the same command goes on from here.")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

"""The command line: `python -m autograder grade|check|feedback|report|doctor`. Only arguments are handled here."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from autograder import VERSION
from autograder.batch.pool import Workshop, grade_all
from autograder.batch.workplace import ClusterError, cluster_address
from autograder.expected import EXPECTED
from autograder.intake.collection import CollectionError, collect, one_file
from autograder.intake.files import RefusedError
from autograder.intake.roster import Roster, RosterError, read_roster
from autograder.judging import ChecksError
from autograder.reading.notebook import tell
from autograder.redraw import SecretError, read_secret, redraw
from autograder.reports.changes import report_changes
from autograder.reports.grades import write_grades
from autograder.reports.progress import BatchProgress
from autograder.reports.terminal import complain, plain, print_record, print_table, print_tiers
from autograder.sandbox import SandboxUnavailable, diagnose

OK, OUR_FAULT, WRONG_USAGE, NO_SANDBOX, INTERRUPTED = 0, 1, 2, 3, 130
TOLD = 20
"""How many names of students a sentence tells."""
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
    grade.add_argument("--roster", type=Path, metavar="FILE", help="who is in the class, as CSV with a column student")
    grade.add_argument("--workers", type=_positive, default=_processors(), metavar="N")
    grade.add_argument("--cluster", type=cluster_address, metavar="ADDRESS", help="grade on the workers of a scheduler")
    grade.add_argument("--fresh", action="store_true", help="grade again what has a result already")
    grade.add_argument("--quiet", action="store_true", help="print nothing but errors")

    check = commands.add_parser("check", help="grade one notebook and show the result here")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    for command in (grade, check):
        command.add_argument("--secret", type=Path, metavar="FILE", help="draw the hidden cases anew from a secret")
        command.add_argument("--sandbox", choices=TIERS, default="auto", help="what isolates the students' code")

    for name, place, text in (
        ("feedback", "feedback/", "write a page for each student from the results of `grade`"),
        ("report", "class_report.html", "write a report on the class from the results of `grade`"),
    ):
        pages = commands.add_parser(name, help=text)
        pages.add_argument("results", type=Path, metavar="DIR", help="where `grade` put the results")
        pages.add_argument("--to", type=Path, metavar="PLACE", help=f"where it goes; by default {place} in DIR")

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
    console = Console(quiet=options.quiet)
    roster = read_roster(options.roster) if options.roster else Roster()
    collection = collect(options.submissions, roster.rename)
    found = collection.submissions
    options.results.mkdir(parents=True, exist_ok=True)
    rows, faulty, kept = [], 0, 0
    table = options.results / "grades.csv"
    try:
        with BatchProgress(len(found), console) as progress:
            results = grade_all(
                found,
                options.results,
                options.sandbox,
                options.workers,
                options.fresh,
                _cases(options),
                options.cluster,
            )
            for graded in results:
                rows.append((graded.student, graded.score, graded.exercises))
                faulty += graded.faulty
                kept += graded.kept
                progress.advance(graded.kept, graded.faulty)
    finally:
        write_grades(rows, table, roster.absent(found))
    print_table(rows, console)
    changes = report_changes(options.results, console)
    said = [f"{len(rows) - kept} graded, {kept} unchanged since last time."]
    if collection.passed_over:
        said.append(f"Passed over, as nobody's submission: {tell(collection.passed_over)}.")
    if options.roster and (absent := roster.absent(found)):
        said.append(f"{len(absent)} on the roster handed in nothing: {tell(map(roster.tell, absent), TOLD)}.")
    if options.roster and (strangers := roster.strangers(found)):
        said.append(f"{len(strangers)} of nobody on the roster: {tell(strangers, TOLD)}.")
    said += [f"Scores: {table}", *(f"Changes: {path}" for path in changes), f"Results: {options.results}/<student>/"]
    for sentence in said:
        console.print(plain(sentence), highlight=False, soft_wrap=True)
    if faulty:
        complain(f"{faulty} could not be graded through the grader's own fault; their result.json says why")
    return OUR_FAULT if faulty else OK


def _advise(error: OSError) -> str:
    """What to do about an error of the file system, where we know."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return ". Make room and give the same command again: it goes on from here, nothing is lost." if full else ""


def _cases(options: argparse.Namespace) -> Path:
    """The file of cases to judge by: the repository's own, or those of the secret."""
    return redraw(read_secret(options.secret)) if options.secret else EXPECTED


def check(options: argparse.Namespace) -> int:
    """Grade one notebook and show the result."""
    if options.notebook.is_dir():
        raise CollectionError(f"{options.notebook} is a folder. `check` takes one notebook; `grade` takes folders.")
    submission = one_file(options.notebook.stem, options.notebook)
    reading = submission.read()
    with Workshop(options.sandbox, _cases(options), own_notebook=True) as grader:
        record = grader.grade(submission.student, reading.content, reading.remarks)
    print_record(record, Console(soft_wrap=True, highlight=False))
    return OUR_FAULT if record.faulty else OK


def feedback(options: argparse.Namespace) -> int:
    """Write the students' pages."""
    from autograder.reports.feedback import write_all_feedback  # templates take longer to load than `check` to start

    return _tell_written(write_all_feedback, options.results, options.to or options.results / "feedback")


def report(options: argparse.Namespace) -> int:
    """Write the report on the class."""
    from autograder.reports.class_report import write_report_of  # and so does matplotlib

    return _tell_written(write_report_of, options.results, options.to or options.results / "class_report.html")


def _tell_written(write: Callable[[Path, Path], int], results: Path, target: Path) -> int:
    try:
        count = write(results, target)
    except ValueError as error:
        complain(str(error))
        return WRONG_USAGE
    if not count:
        complain(f"{results} holds no results. Give the folder that `grade --results` has filled.")
        return WRONG_USAGE
    Console().print(plain(f"{count} results: {target}"), highlight=False, soft_wrap=True)
    return OK


def doctor(_: argparse.Namespace) -> int:
    """Show what protects this machine; status 3 when nothing does."""
    diagnosis = diagnose()
    print_tiers(diagnosis, Console(soft_wrap=True, highlight=False))
    return OK if diagnosis.chosen else NO_SANDBOX


COMMANDS = {"grade": grade, "check": check, "feedback": feedback, "report": report, "doctor": doctor}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show costs no result
    options = parse(arguments)
    command = COMMANDS[options.command]
    try:
        return command(options)
    except (CollectionError, RefusedError, RosterError, SecretError) as error:
        complain(str(error))
        return WRONG_USAGE
    except SandboxUnavailable as error:
        complain(str(error))
        return NO_SANDBOX
    except ClusterError as error:
        complain(str(error))
        return OUR_FAULT
    except ChecksError as error:
        complain(f"the grader itself is broken: {error}")
        return OUR_FAULT
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}{_advise(error)}")
        return OUR_FAULT if options.command == "grade" else WRONG_USAGE
    except KeyboardInterrupt:
        complain("stopped. What is graded is kept; the same command goes on from here.")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

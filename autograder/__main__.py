"""The command `autograder`: what each of its commands does with its arguments, and how it ends."""

import argparse
import errno
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from autograder import explain as office
from autograder import program
from autograder.assignment import Assignment, load_assignment
from autograder.assignments import find_expected
from autograder.authoring.begin import begin_assignment
from autograder.authoring.secret_cases import read_secret, redraw
from autograder.batch.pool import grade_all
from autograder.batch.task import open_grader
from autograder.command_line import parse
from autograder.errors import DIFFERS, INTERRUPTED, NO_SANDBOX, OK, OUR_FAULT, WRONG_USAGE, CommandError
from autograder.group_comments import read_comments
from autograder.intake.choose_assignment import choose_assignment
from autograder.intake.claims import tell_unclear
from autograder.intake.collection import CollectionError, collect, one_file
from autograder.intake.hand_in_times import HandIns, find_times
from autograder.intake.roster import Roster, read_roster
from autograder.replay import print_replay, read_receipt
from autograder.reports.changes import report_changes
from autograder.reports.grades import write_grades
from autograder.reports.progress import BatchProgress
from autograder.reports.terminal import (
    compare_python,
    complain,
    complain_of_left_out,
    open_console,
    print_record,
    print_summary,
    print_table,
    print_tiers,
    write_line,
)
from autograder.sandbox import diagnose
from autograder.stored_results import ResultsError, ResultsFolder, claim_results, find_results, refuse_results
from autograder.text import MANY, list_names

OF_A_COURSE = ("gradebook.db", "nbgrader_config.py")


def grade(options: argparse.Namespace) -> int:
    """Grade everything that SUBMISSIONS holds; results go to DIR as they come."""
    console = open_console(options.quiet)
    refuse_results(options.submissions, options.results)
    roster = read_roster(options.roster) if options.roster else Roster()
    assignment = choose_assignment(options.assignment, options.submissions)
    collection = collect(options.submissions, assignment, roster)
    found = collection.submissions
    absent, strangers = (roster.absent(found), roster.strangers(found)) if options.roster else ([], [])
    folder = claim_results(options.results, assignment.name)
    options.results.mkdir(parents=True, exist_ok=True)
    if len(found) > 1 or folder.recall_submissions() is None:
        folder.remember_submissions(options.submissions)  # and not that of one who hands in late
    unclear = list(tell_unclear(found, folder))
    rows, failed, kept = [], set(), 0
    table = options.results / "grades.csv"
    try:
        with BatchProgress(len(found), console) as progress:
            results = grade_all(
                found,
                folder,
                options.sandbox,
                options.workers,
                options.fresh,
                _cases(options, assignment),
                options.cluster,
                complain,
            )
            for graded in results:
                rows.append((graded.student, graded.score, graded.exercises))
                failed |= {graded.student} if graded.faulty else set()
                kept += graded.kept
                progress.advance(graded.kept, graded.faulty)
    finally:
        write_grades(rows, assignment, table, absent)
    faulty = len(failed)
    print_table(rows, assignment, console)
    changes = report_changes(folder, console)
    said = [f"{len(rows) - kept} graded, {kept} unchanged since last time."]
    if collection.passed_over:
        said.append(f"Ignored, not a submission: {list_names(collection.passed_over)}.")
    if absent:
        said.append(f"{len(absent)} on the roster handed in nothing: {list_names(map(roster.tell, absent), MANY)}.")
    if strangers:
        said.append(f"{len(strangers)} not on the roster: {list_names(strangers, MANY)}.")
    said += (*unclear, *collection.doubts)
    if comments := read_comments(folder):
        from autograder.reports.groups_command import tell_comments  # templates take long to load

        said += tell_comments(folder, assignment, comments)
    said += [f"Scores: {table}", *(f"Changes: {path}" for path in changes), f"Results: {options.results}/<student>/"]
    for sentence in said:
        write_line(console, sentence)
    command = "grade again" if faulty else f"{program()} report {options.results}"
    print_summary([row for row in rows if row[0] not in failed], faulty, assignment, command, console)
    if faulty:
        complain(f"{faulty} could not be graded because of a problem in the grader; their result.json says why")
    return OUR_FAULT if faulty else OK


def _advise(error: OSError) -> str:
    """What to do about an error of the file system, where we know."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return ". Free some space and run the same command again. Finished results are kept." if full else ""


def _cases(options: argparse.Namespace, assignment: Assignment) -> Path:
    """The compiled assignment to judge by: the repository's own, or that with the cases of the secret."""
    name = assignment.name
    return redraw(read_secret(options.secret), name) if options.secret else find_expected(name)


def check(options: argparse.Namespace) -> int:
    """Grade one notebook and show the result."""
    if options.notebook.is_dir():
        raise CollectionError(f"{options.notebook} is a folder. `check` takes one notebook; `grade` takes folders.")
    submission = one_file(options.notebook.stem, options.notebook)
    assignment = choose_assignment(options.assignment, options.notebook)
    reading = submission.read(assignment)
    with open_grader(options.sandbox, _cases(options, assignment), own_notebook=True) as grader:
        record = grader.grade(submission.student, reading.content, reading.remarks)
    print_record(record, open_console())
    return OUR_FAULT if record.faulty else OK


def replay(options: argparse.Namespace) -> int:
    """Grade a notebook again and compare with its stored result; status 4 if something differs."""
    then = read_receipt(options.result)
    assignment = load_assignment(then.assignment)
    reading = one_file(then.student, options.notebook).read(assignment)
    with open_grader(options.sandbox, _cases(options, assignment)) as grader:
        record = grader.grade(then.student, reading.content, reading.remarks)
    same = print_replay(then, record, open_console())
    return OUR_FAULT if record.faulty else OK if same else DIFFERS


def explain(options: argparse.Namespace) -> int:
    """Show why a function of a student fails, with all numbers."""
    from autograder.reports.explanation import print_explanation  # the colours of code take long to load, too

    results = find_results(options.results)
    assignment = load_assignment(results.assignment)
    exercise = office.find_exercise(assignment, options.exercise)
    student, stored = office.find_student(results, options.student)
    result = office.find_result(stored, exercise)
    place = results.locate_submissions(options.submissions)
    content, same = office.find_notebook(place, assignment, student, stored.sha256)
    with open_grader(options.sandbox, _cases(options, assignment)) as grader:
        explanation = office.explain(grader, content, exercise)
        cases = grader.session.key.sha256
    console = open_console()
    write_line(console, student, "bold")
    if not same:
        _say("This is not the notebook that was graded: it has changed since.")
    if stored.setting.grader.cases_sha256 != cases:
        _say("The stored result used other hidden cases. If the class has a secret, pass it: --secret FILE.")
    print_explanation(explanation, result, console)
    return OK


def feedback(options: argparse.Namespace) -> int:
    """Write the students' pages."""
    from autograder.reports.feedback import write_all_feedback  # templates take longer to load than `check` to start

    if options.from_gradebook:
        from autograder.gradebook.course import open_course  # nbgrader takes seconds to load
        from autograder.gradebook.feedback import write_feedback_of_course

        course = open_course(options.course, options.db)
        return _tell_written(
            partial(write_feedback_of_course, course=course), options.results, options.to or course.feedback
        )
    return _tell_written(write_all_feedback, options.results, options.to or options.results / "feedback")


def report(options: argparse.Namespace) -> int:
    """Write the report on the class."""
    from autograder.reports.class_report import write_report_of  # and so does matplotlib
    from autograder.reports.similarity import find_similar

    results = find_results(options.results)
    earlier = find_results(options.compare) if options.compare else None
    if earlier is not None and earlier.assignment != results.assignment:
        raise ResultsError(f"{earlier.path} holds results of {earlier.assignment}, not of {results.assignment}.")
    place = results.locate_submissions(options.submissions) if options.submissions else results.recall_submissions()
    hand_ins = HandIns(due=options.due)
    if options.from_gradebook:
        from autograder.gradebook.course import open_course  # nbgrader takes seconds to load
        from autograder.gradebook.deadlines import read_hand_ins

        hand_ins = read_hand_ins(open_course(options.course, options.db), results)
    if place:
        hand_ins = replace(hand_ins, times={**hand_ins.times, **find_times(place, results)})

    def write(results: ResultsFolder, assignment: Assignment, target: Path, left_out: dict[str, str]) -> int:
        similar = None
        if options.similarity:
            similar = find_similar(results, assignment, results.locate_submissions(None))
        return write_report_of(results, assignment, target, left_out, hand_ins, earlier, similar)

    return _tell_written(write, options.results, options.to or options.results / "class_report.html")


def groups(options: argparse.Namespace) -> int:
    """Write the groups of answers, and a row for a comment on each."""
    from autograder.reports.groups_command import write_groups

    results = find_results(options.results)
    place = results.locate_submissions(options.submissions)
    left_out: dict[str, str] = {}
    target = options.to or options.results / "groups.html"
    _say(*write_groups(results, load_assignment(results.assignment), place, target, left_out, options.propose))
    complain_of_left_out(left_out)
    return OUR_FAULT if left_out else OK


def _tell_written(
    write: Callable[[ResultsFolder, Assignment, Path, dict[str, str]], int], place: Path, target: Path
) -> int:
    left_out: dict[str, str] = {}
    results = find_results(place)
    count = write(results, load_assignment(results.assignment), target, left_out)
    _say(f"{count} results written to {target}")
    complain_of_left_out(left_out)
    return OUR_FAULT if left_out else OK


def _say(*sentences: str) -> None:
    for sentence in sentences:
        write_line(open_console(), sentence)


def record(options: argparse.Namespace) -> int:
    """Write scores, comments and notebooks to where nbgrader has them."""
    from autograder.gradebook.command import record_results  # nbgrader takes seconds to load

    return OK if record_results(options, open_console()) else OUR_FAULT


def export(options: argparse.Namespace) -> int:
    """Write the results in the form of a platform; status 1 when some have no score, or are left out."""
    from autograder.platforms import export as platforms

    roster = read_roster(options.roster) if options.roster else None
    results = find_results(options.results)
    assignment = load_assignment(results.assignment)
    scores: dict[str, float] | None = None
    remarks: list[str] = []
    if options.from_gradebook:
        from autograder.gradebook.course import open_course
        from autograder.gradebook.scores import read_scores, tell_waiting

        recorded = read_scores(open_course(options.course, options.db), results)
        scores, remarks = {name: score for name, score in recorded.items() if score is not None}, tell_waiting(recorded)
    where = options.to, options.gradebook, options.column
    done = platforms.export(results, assignment, options.format, *where, roster, scores)
    # nbgrader takes seconds to load: only where it has a course.
    if done.scores and scores is None and any((options.course / name).is_file() for name in OF_A_COURSE):
        from autograder.gradebook.scores import tell_differences

        remarks = tell_differences(done.scores, results, options.course)
    _say(*done.remarks, *remarks, f"{done.count} results written to {done.target}")
    complain_of_left_out(done.left_out)
    return OUR_FAULT if done.faulty or done.left_out else OK


def bundle(options: argparse.Namespace) -> int:
    """Make the zip for a platform."""
    from autograder.platforms.bundle import write_bundle

    target = options.to or Path(f"{options.platform}.zip")
    cases = _cases(options, choose_assignment(options.assignment))
    size = write_bundle(options.platform, target, cases, options.waive_sandbox, dict(options.part))
    _say(f"{size / 1e6:.1f} MB: {target}")
    return OK


def new(options: argparse.Namespace) -> int:
    """Start an assignment and print what to do next."""
    name = options.name
    written = begin_assignment(name, options.course)
    _say(
        *(f"Created {path}" for path in written),
        f"1. Build it: make generated ASSIGNMENT={name}",
        f"2. Grade its answer key: {program()} check solutions/{name}/{name}.ipynb",
        "3. Replace the example, one function at a time: docs/authors.md shows how.",
    )
    return OK


def doctor(_: argparse.Namespace) -> int:
    """Show what protects this machine; status 3 when nothing does."""
    diagnosis = diagnose()
    print_tiers(diagnosis, open_console())
    if versions := compare_python(Path(__file__).parents[1] / "environment.yml", sys.version_info[:2]):
        _say("", versions)
    return OK if diagnosis.chosen else NO_SANDBOX


COMMANDS = {
    "grade": grade,
    "check": check,
    "feedback": feedback,
    "report": report,
    "groups": groups,
    "replay": replay,
    "explain": explain,
    "record": record,
    "export": export,
    "bundle": bundle,
    "new": new,
    "doctor": doctor,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that the terminal cannot show costs no result
    options = parse(arguments)
    command = COMMANDS[options.command]
    try:
        return command(options)
    except CommandError as error:
        complain(f"{error.beginning}{error}")
        return error.status
    except OSError as error:
        complain(f"{error.filename or 'a file'}: {error.strerror or error}{_advise(error)}")
        return OUR_FAULT if options.command == "grade" else WRONG_USAGE
    except KeyboardInterrupt:
        complain("stopped. Finished results are kept; run the same command to continue.")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

"""The command `grade`: everything that was handed in, with a result for each submission and a table for the class."""

import argparse

from autograder import program
from autograder.authoring.secret_cases import find_cases
from autograder.batch.pool import grade_all
from autograder.commands.complaints import complain
from autograder.errors import OK, OUR_FAULT
from autograder.group_comments import read_comments
from autograder.intake.choose_assignment import choose_assignment
from autograder.intake.claims import tell_unclear
from autograder.intake.collection import collect
from autograder.intake.roster import Roster, read_roster
from autograder.reports.changes import report_changes
from autograder.reports.commented_groups import tell_comments
from autograder.reports.grades import write_grades
from autograder.reports.progress import BatchProgress
from autograder.reports.terminal import open_console, print_summary, print_table, write_line
from autograder.stored_results import claim_results, refuse_results
from autograder.text import MANY, list_names


def run(options: argparse.Namespace) -> int:
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
                find_cases(assignment.name, options.secret),
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
        said += tell_comments(folder, assignment, comments)
    said += [f"Scores: {table}", *(f"Changes: {path}" for path in changes), f"Results: {options.results}/<student>/"]
    for sentence in said:
        write_line(console, sentence)
    command = "grade again" if faulty else f"{program()} report {options.results}"
    print_summary([row for row in rows if row[0] not in failed], faulty, assignment, command, console)
    if faulty:
        complain(f"{faulty} could not be graded because of a problem in the grader; their result.json says why")
    return OUR_FAULT if faulty else OK

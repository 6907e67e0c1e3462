"""The command `explain`: why a function of a student fails, with the numbers that students never see."""

import argparse

from autograder.assignment import load_assignment
from autograder.authoring.secret_cases import find_cases
from autograder.batch.task import open_grader
from autograder.errors import OK
from autograder.explain import explain, find_exercise, find_notebook, find_result, find_student
from autograder.reports.explanation import print_explanation
from autograder.reports.terminal import open_console, say, write_line
from autograder.stored_results import find_results


def run(options: argparse.Namespace) -> int:
    """Show why a function of a student fails, with all numbers."""
    results = find_results(options.results)
    assignment = load_assignment(results.assignment)
    exercise = find_exercise(assignment, options.exercise)
    student, stored = find_student(results, options.student)
    result = find_result(stored, exercise)
    place = results.locate_submissions(options.submissions)
    content, same = find_notebook(place, assignment, student, stored.sha256)
    with open_grader(options.sandbox, find_cases(assignment.name, options.secret)) as grader:
        explanation = explain(grader, content, exercise)
        cases = grader.session.key.sha256
    console = open_console()
    write_line(console, student, "bold")
    if not same:
        say("This is not the notebook that was graded: it has changed since.")
    if stored.setting.grader.cases_sha256 != cases:
        say("The stored result used other hidden cases. If the class has a secret, pass it: --secret FILE.")
    print_explanation(explanation, result, console)
    return OK

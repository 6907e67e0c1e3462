"""The scores of a class in nbgrader's gradebook: with what teachers entered, and without what late work costs."""

from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from autograder.gradebook.course import Course, open_course
from autograder.gradebook.database import open_existing, show_url
from autograder.gradebook.problems import GradebookError
from autograder.stored_results import ResultsFolder
from autograder.text import MANY, list_names


def read_scores(course: Course, results: ResultsFolder) -> dict[str, float | None]:
    """The score of each student in the gradebook; None where one waits for a score by hand.

    A student who has a result is called as in the results. Raises GradebookError where there is no gradebook, or none
    of this assignment.
    """
    students = {own: student for student, own in results.read_course_names().items()}
    with open_existing(course) as gradebook:
        found = _read_all(gradebook, results.assignment)
    if not found:
        raise GradebookError(f"{show_url(course.db_url)} has no scores of {results.assignment}: run `record` first")
    return {students.get(own, own): score for own, score in found.items()}


def _read_all(gradebook: Gradebook, assignment: str) -> dict[str, float | None]:
    """The score of each student by nbgrader's name."""
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return {}
    return {
        one.student.id: None if one.needs_manual_grade else max(0.0, one.score - (one.late_submission_penalty or 0.0))
        for one in submissions
    }


def tell_differences(scores: Mapping[str, float | None], results: ResultsFolder, place: Path) -> list[str]:
    """A sentence on the students whose score is another one in the gradebook of a course, if there are any.

    scores: of the results. place: the directory of the course. A gradebook that cannot be read differs in nothing.
    """
    try:
        course = open_course(place, None)
        recorded = read_scores(course, results)
    except GradebookError:
        return []
    other = [
        f"{student} ({own:g} there, {score:g} here)"
        for student, score in sorted(scores.items())
        if score is not None and (own := recorded.get(student)) is not None and abs(own - score) > 1e-6
    ]
    if not other:
        return []
    return [
        f"The gradebook {show_url(course.db_url)} has different scores for {len(other)} of them, such as a manual "
        f"score or a late penalty: {list_names(other, MANY)}. To export the gradebook's scores, add --from-gradebook."
    ]


def tell_waiting(scores: Mapping[str, float | None]) -> list[str]:
    """A sentence on the students who have no score in the gradebook yet, if there are any."""
    waiting = sorted(student for student, score in scores.items() if score is None)
    told = f"got no score, because the gradebook waits for a manual score: {list_names(waiting, MANY)}."
    return [f"{len(waiting)} {told}"] if waiting else []

"""The deadline of an assignment in nbgrader's gradebook, with extensions and the times that are recorded there."""

from nbgrader.api import MissingEntry

from autograder.gradebook.course import Course
from autograder.gradebook.database import open_existing, show_url
from autograder.gradebook.problems import GradebookError
from autograder.intake.hand_in_times import HandIns
from autograder.stored_results import ResultsFolder


def read_hand_ins(course: Course, results: ResultsFolder) -> HandIns:
    """What the gradebook has on deadline and hand-ins; students are called as in the results.

    Raises GradebookError where there is no gradebook, or no deadline in it.
    """
    students = {own: student for student, own in results.read_course_names().items()}
    with open_existing(course) as gradebook:
        try:
            assignment = gradebook.find_assignment(results.assignment)
        except MissingEntry:
            assignment = None
        if assignment is None or assignment.duedate is None:
            raise GradebookError(
                f"{show_url(course.db_url)} has no deadline for {results.assignment}. Set the due date in formgrader "
                "under Manage Assignments, or pass --due."
            )
        submissions = {students.get(one.student_id, one.student_id): one for one in assignment.submissions}
        return HandIns(
            {name: one.timestamp for name, one in submissions.items() if one.timestamp is not None},
            assignment.duedate,
            {name: one.duedate for name, one in submissions.items() if one.extension},
        )

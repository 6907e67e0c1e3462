"""What a click on Autograde does with one student: take the result that holds or grade, then record."""

from dataclasses import dataclass

from autograder.assignment import Assignment
from autograder.batch.pool import keep_results, read_tasks
from autograder.batch.standby import Standby
from autograder.batch.task import Task
from autograder.gradebook.course import Course
from autograder.gradebook.recording import record_one
from autograder.gradebook.released import Released
from autograder.group_comments import read_comments
from autograder.intake.collection import collect_one
from autograder.result import Record
from autograder.storage import occupy
from autograder.stored_results import ResultsFolder


@dataclass(frozen=True)
class Desk:
    """What one assignment of a course is graded and recorded with."""

    assignment: Assignment
    released: Released
    course: Course
    results: ResultsFolder
    standby: Standby

    def grade(self, student: str, seconds: float | None) -> Record:
        """Grade one student, unless there is a result that holds, and record it. seconds: to wait at most.

        Raises StillGradingError after that time; and CollectionError, CommentsError, GradebookError, OSError,
        SandboxUnavailable and ChecksError when nothing can be recorded. Then what was recorded earlier stays.
        """
        found = collect_one(self.course.submissions, self.assignment, student)
        comments = read_comments(self.results)
        (task,) = read_tasks([found], self.results, self.standby.frame, False, comments)
        if isinstance(task, Task):
            task = self.standby.grade(task, seconds)
        if isinstance(task, Record):
            with occupy(self.results.path):
                list(keep_results(iter([task]), self.results, self.standby.frame, comments))
        return record_one(student, self.results, self.assignment, self.course, self.released, found)

    def read_notebook(self, student: str) -> str:
        """The notebook that formgrader shows, as it was recorded."""
        folder = self.course.autograded(student, self.assignment.name)
        return (folder / self.assignment.notebook).read_text(encoding="utf-8")

"""Feedback through nbgrader's exchange: for whoever renamed the notebook, too, and with what the gradebook has.

A student's `fetch_feedback` looks for a page under the name that the notebook had when it was handed in. So there is a
copy of the page under that name.
"""

import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbgrader.api import MissingEntry
from nbgrader.converters import GenerateFeedback

from autograder.assignment import Assignment, load_assignment
from autograder.assignments import list_installed
from autograder.differences import DIFFERENCES, read_comparisons
from autograder.gradebook.course import SECRET, Course
from autograder.gradebook.database import open_gradebook
from autograder.gradebook.folders import write_files
from autograder.gradebook.problems import GradebookError
from autograder.gradebook.standing import apply_gradebook
from autograder.intake.hand_in_times import TIMESTAMP, read_note
from autograder.reports.feedback import render_feedback
from autograder.reports.results import use_results
from autograder.result import Record
from autograder.stored_results import ResultsFolder

MOST_COPIES = 10
LONGEST_NAME = 200
"""Bytes of a file name that a page gets; most file systems have room for 255."""


class FeedbackForRenamed(HTMLExporter):
    """nbgrader's own feedback, with a copy for a student who renamed the notebook.

    In nbgrader_config.py: `c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback.FeedbackForRenamed"`.
    """

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The page of an autograded notebook; its copies are written besides."""
        page, resources = super().from_filename(filename, resources, **options)
        assert isinstance(self.parent, GenerateFeedback)
        directory = self.parent.coursedir
        student, name = (resources["nbgrader"][part] for part in ("student", "assignment"))
        if name in list_installed():
            course, notebook = Course(self.parent, directory, directory.db_url), load_assignment(name).notebook
            copies = _list_own_names(course.submitted(student, name), notebook)
            write_files(course.feedback / student / name, dict.fromkeys(copies, page.encode("utf-8")))
        return page, resources


def write_feedback_of_course(
    results: ResultsFolder, assignment: Assignment, target: Path, left_out: dict[str, str], course: Course
) -> int:
    """Write our own page for each student who is in the gradebook; returns how many.

    Next to each page is what nbgrader's `release_feedback` needs. left_out: gets the students without a page, and why.
    Raises GradebookError, and OSError when a page cannot be written.
    """
    names = results.read_course_names()
    count = 0
    with open_gradebook(course.db_url, course.course_id, course.own_db) as gradebook:

        def write(student: str, record: Record) -> None:
            nonlocal count
            own = names.get(student, student)
            try:
                entered, standing = apply_gradebook(record, gradebook.find_submission(assignment.name, own))
                comparisons = read_comparisons(results.place(student).with_name(DIFFERENCES), record.sha256)
                page = render_feedback(entered, comparisons, assignment, standing).encode("utf-8")
                _write_pages(page, target / own / assignment.name, course.submitted(own, assignment.name), assignment)
            except MissingEntry:
                left_out[student] = "not in the gradebook: run `record` first"
            except GradebookError as error:
                left_out[student] = str(error)
            else:
                count += 1

        for _ in use_results(results, write, left_out):
            pass
    return count


def _write_pages(page: bytes, folder: Path, submitted: Path, assignment: Assignment) -> None:
    """Write a page and its copies, with the time and the secret by which the exchange finds the student."""
    copies = _list_own_names(submitted, assignment.notebook)
    notes = {name: read_note(submitted, name) for name in (TIMESTAMP, SECRET)}
    write_files(folder, {f"{assignment.name}.html": page, **dict.fromkeys(copies, page), **notes})


def _list_own_names(submitted: Path, notebook: str) -> list[str]:
    """The file names under which a student looks for the page, if no file of the submission has the known name."""
    names = sorted(path.name for path in submitted.glob("*.ipynb"))
    if notebook in names:
        return []
    pages = (str(Path(name).with_suffix(".html")) for name in names)
    return [page for page in pages if len(os.fsencode(page)) <= LONGEST_NAME][:MOST_COPIES]

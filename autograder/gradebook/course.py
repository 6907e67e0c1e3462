"""A course directory of nbgrader: its folders, its database and its rule for late submissions, as it is set up."""

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import LoggingConfigurable

from autograder.gradebook.problems import GradebookError

SECRET = "submission_secret.txt"
"""With it the exchange gives the feedback to the student who handed in, and to nobody else."""


@dataclass(frozen=True)
class Course:
    """A course as its nbgrader_config.py has it.

    app: a part of nbgrader that holds the configuration. own_db: the database is that of the configuration.
    """

    app: LoggingConfigurable
    directory: CourseDirectory
    db_url: str
    own_db: bool = True

    @property
    def course_id(self) -> str:
        """nbgrader's name of the course."""
        return self.directory.course_id

    def released(self, assignment: str) -> Path:
        """The folder that students get of an assignment."""
        return self._folder(self.directory.release_directory, ".", assignment)

    @property
    def submissions(self) -> Path:
        """Where nbgrader collects what students hand in."""
        return Path(self.directory.root) / self.directory.submitted_directory

    def submitted(self, student: str, assignment: str) -> Path:
        """Where nbgrader collects what one student hands in."""
        return self._folder(self.directory.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        """Where formgrader looks for the notebook of a student."""
        return self._folder(self.directory.autograded_directory, student, assignment)

    @property
    def feedback(self) -> Path:
        """Where the exchange takes feedback from."""
        return Path(self.directory.root) / self.directory.feedback_directory

    @property
    def autogrades_here(self) -> bool:
        """Whether nbgrader's Autograde uses our grader in this course."""
        chosen = self.app.config.Autograde.get("exporter_class", "")
        return getattr(chosen, "__name__", str(chosen)).endswith("SandboxGrader")

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """The points that a late submission costs by the plugin of the course: not below 0, not above the score."""
        if seconds_late <= 0:
            return None
        penalty = self._penalties.plugin_inst.late_submission_penalty(student, score, seconds_late)
        return None if penalty is None else min(max(penalty, 0.0), score)

    @cached_property
    def _penalties(self) -> AssignLatePenalties:
        penalties = AssignLatePenalties(parent=self.app)
        penalties.init_plugin()
        return penalties

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.directory.format_path(step, student, assignment))


def open_course(root: Path, db_url: str | None) -> Course:
    """Read the configuration of a course. db_url: to use in place of the course's own. Raises GradebookError."""
    if not root.is_dir():
        raise GradebookError(
            f"{root} is not a folder. Pass the course directory, where you run nbgrader: --course DIR."
        )
    app = NbGrader()
    app.log.setLevel(logging.ERROR)
    # The course directory counts, wherever this is run: not a configuration that happens to be here.
    app.load_cwd_config = False
    app.initialize([], root=str(root.absolute()))
    return Course(app, app.coursedir, db_url or app.coursedir.db_url, own_db=not db_url)

"""nbgrader's own Autograde, command and button, with our grader behind it.

nbgrader lets a course choose what turns a submitted notebook into an autograded one: the class below. It grades in the
sandbox, records as `record` does, and runs no cell. Notebooks of assignments that are not ours go nbgrader's own way.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

from nbconvert.exporters import NotebookExporter
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde, NbGraderException
from traitlets import Enum, Float, Unicode

from autograder.assignment import load_assignment
from autograder.assignments import list_installed
from autograder.authoring.secret_cases import find_cases
from autograder.batch.standby import StillGradingError, open_standby
from autograder.errors import CommandError
from autograder.gradebook.button import Desk
from autograder.gradebook.course import Course
from autograder.gradebook.database import find_assignment, open_gradebook
from autograder.gradebook.problems import GradebookError
from autograder.gradebook.released import read_released
from autograder.gradebook.renamed import Scores, read_scores, restore_scores
from autograder.sandbox import TierName
from autograder.storage import occupy
from autograder.stored_results import claim_results

SECOND_PASS = "autograde"
"""What nbgrader sets NBGRADER_EXECUTION to when it would run the notebook."""


class SandboxGrader(NotebookExporter):
    """Grades submitted notebooks of our assignments for `nbgrader autograde` and for formgrader.

    In nbgrader_config.py: `c.Autograde.exporter_class = "autograder.gradebook.autograde.SandboxGrader"`.
    """

    sandbox = Enum(
        ("auto", *get_args(TierName)),
        default_value="auto",
        help="How to isolate students' code, like `autograder grade --sandbox`.",
    ).tag(config=True)
    secret = Unicode(
        help="The file with the secret that hidden cases are drawn from, as for `autograder grade --secret`. "
        "A relative path starts at the course directory."
    ).tag(config=True)
    results = Unicode(
        "results/{assignment_id}",
        help="The folder of results. A result in it that still holds is recorded and not graded again. "
        "A relative path starts at the course directory.",
    ).tag(config=True)
    idle = Float(
        600.0, help="The sandbox and the processes of the grader close after so many seconds without a request."
    ).tag(config=True)
    wait = Float(
        10.0,
        help="Seconds that formgrader waits for one submission. If that takes longer, it goes on in the background; "
        "press Autograde again for the result. The command `nbgrader autograde` waits until it is done.",
    ).tag(config=True)

    def __init__(self, **options: Any) -> None:
        """Make everything ready, before nbgrader touches scores or notebooks. Raises NbGraderException."""
        super().__init__(**options)
        assert isinstance(self.parent, Autograde)
        self._converter = self.parent
        directory = self._converter.coursedir
        self._course = Course(self._converter, directory, directory.db_url)
        self._desks: dict[str, Desk] = {}
        self._earlier: dict[str, Scores] = {}
        if directory.assignment_id in list_installed():
            with self._explained():
                self._prepare(directory.assignment_id)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The autograded notebook of a submitted one, graded and recorded. Raises NbGraderException.

        nbgrader asks a second time, to have the autograded notebook run: that one is given back as it is.
        """
        names = (resources or {}).get("nbgrader", {})
        assignment, student = names.get("assignment", ""), names.get("student", "")
        if assignment not in list_installed():
            return super().from_filename(filename, resources, **options)
        if os.environ.get("NBGRADER_EXECUTION") == SECOND_PASS:
            text = Path(filename).read_text(encoding="utf-8")
        else:
            with self._explained():
                text = self._grade(assignment, student)
        return text, {**(resources or {}), "output_extension": self.file_extension, "outputs": {}}

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Have nbgrader show a problem as an error of its own, in a sentence."""
        try:
            yield
        except (CommandError, OSError) as error:  # the message says what to do, so no traceback is shown
            self.log.error(str(error))
            raise NbGraderException(str(error)) from error

    def _prepare(self, name: str) -> Desk:
        """Open what an assignment is graded and recorded with."""
        assignment = load_assignment(name)
        released = read_released(self._course.released(name), assignment)
        root = Path(self._converter.coursedir.root)
        results = claim_results(root / self.results.replace("{assignment_id}", name), name)
        expected = find_cases(name, root / self.secret if self.secret else None)
        standby = open_standby(self.sandbox, expected, self.idle)
        results.path.mkdir(parents=True, exist_ok=True)
        with occupy(results.path):
            pass  # another command at work there is noticed before anything changes
        with open_gradebook(self._course.db_url, self._course.course_id) as gradebook:
            find_assignment(gradebook, released)
            for folder in map(Path, self._converter.assignments):
                # Whatever the student called the notebook, nbgrader looks for the one that it knows.
                known = folder / assignment.notebook
                self._converter.assignments[str(folder)] = [str(known)]
                if not known.exists():
                    student = folder.parent.name
                    self._earlier[student] = read_scores(gradebook, name, student)
        self._desks[name] = Desk(assignment, released, self._course, results, standby)
        return self._desks[name]

    def _grade(self, name: str, student: str) -> str:
        desk = self._desks.get(name) or self._prepare(name)
        if student in self._earlier:
            with open_gradebook(self._course.db_url, self._course.course_id) as gradebook:
                restore_scores(gradebook, name, student, self._earlier[student])
        in_formgrader = isinstance(self._converter.parent, NbGraderAPI)
        try:
            result = desk.grade(student, self.wait if in_formgrader else None)
        except StillGradingError as error:
            raise GradebookError(
                f"{student} is still being graded: a function does not end. Earlier scores stay. "
                "Press Autograde again in a minute."
            ) from error
        if result.faulty:
            self.log.warning(
                f"A problem in the grader: {student} was not graded. Press Autograde again, or enter a manual score."
            )
        else:
            self.log.info(f"{student}: {result.score:g} of {result.max_score:g} points")
        return desk.read_notebook(student)

"""nbgrader's settings for this course. nbgrader reads this file when you start it in this folder."""

import sys
from pathlib import Path

# nbgrader's commands do not import modules from the folder in which you start them.
ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

# nbgrader would list a folder source/__pycache__ as an assignment.
sys.dont_write_bytecode = True

from nbgrader.converters import GenerateAssignment, GenerateSolution  # noqa: E402
from nbgrader.preprocessors import ClearSolutions, Execute  # noqa: E402

from source.preprocessors import ForgetTimes, JoinStreams, RefuseErrors, TrimBlankLines  # noqa: E402


def steps_with(converter: type, after: type, added: list[type]) -> list[type]:
    """The steps of a converter, with some more steps after one of them."""
    steps = list(converter.preprocessors.default())
    place = steps.index(after) + 1
    return steps[:place] + added + steps[place:]


c = get_config()  # noqa: F821  (nbgrader provides it)

# This is the name of the first assignment. Do not change it: existing gradebooks know the course by this name.
c.CourseDirectory.course_id = "cnn_step_by_step"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.solution_directory = "solutions"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# Remove the answer and keep the hints; the student writes in place of the blank line.
c.ClearSolutions.code_stub = {"python": "\n"}
c.GenerateAssignment.preprocessors = steps_with(GenerateAssignment, ClearSolutions, [TrimBlankLines])

# Times would change the answer key at every build.
c.Execute.record_timing = False
c.GenerateSolution.preprocessors = steps_with(GenerateSolution, Execute, [JoinStreams, ForgetTimes, RefuseErrors])

# `nbgrader autograde` and the button in formgrader grade in the sandbox and run no cells of a student's notebook.
c.Autograde.exporter_class = "autograder.gradebook.autograde.SandboxGrader"
# Students who renamed the notebook get feedback too.
c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback.FeedbackForRenamed"

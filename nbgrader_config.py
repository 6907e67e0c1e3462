"""nbgrader's settings for this course; nbgrader reads this file when it is started in this folder."""

import sys
from pathlib import Path

# nbgrader's commands do not look for modules in the folder where they are started.
ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

# nbgrader's list of assignments would take a folder source/__pycache__ for one of them.
sys.dont_write_bytecode = True

from nbgrader.converters import GenerateAssignment, GenerateSolution  # noqa: E402
from nbgrader.preprocessors import ClearSolutions, Execute  # noqa: E402

from source.preprocessors import ForgetTimes, JoinStreams, RefuseErrors, TrimBlankLines  # noqa: E402


def steps_with(converter: type, after: type, added: list[type]) -> list[type]:
    """Return the steps of a converter with some more put in after one of them."""
    steps = list(converter.preprocessors.default())
    place = steps.index(after) + 1
    return steps[:place] + added + steps[place:]


c = get_config()  # noqa: F821  (nbgrader provides it)

# The name of its first assignment: teachers' gradebooks know the course by it.
c.CourseDirectory.course_id = "cnn_step_by_step"
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.solution_directory = "solutions"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# The hints stay and the answer goes; the blank line that is left is where the student writes.
c.ClearSolutions.code_stub = {"python": "\n"}
c.GenerateAssignment.preprocessors = steps_with(GenerateAssignment, ClearSolutions, [TrimBlankLines])

# Times would change the bytes of the answer key at every build.
c.Execute.record_timing = False
c.GenerateSolution.preprocessors = steps_with(GenerateSolution, Execute, [JoinStreams, ForgetTimes, RefuseErrors])

# `nbgrader autograde` and formgrader's button grade in the sandbox, and run no cell of a student's notebook.
c.Autograde.exporter_class = "autograder.gradebook.autograde.SandboxGrader"
# Feedback also reaches students who renamed the notebook.
c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback.FeedbackForRenamed"

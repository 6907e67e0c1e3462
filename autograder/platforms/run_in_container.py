"""What a bundle runs in a container of a platform: grade the one submission there and write the platform's file.

The script that starts this has written the file before, saying that nothing was graded. It is replaced at the end and
as a whole, so there is a file at any moment, also when this process is killed. `bundle.json`, next to the package, has
what was chosen when the bundle was made. What is printed is for the teacher; both platforms keep it from students.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from autograder.assignments import find_expected
from autograder.grading.checks.session import ChecksError, CheckSession
from autograder.grading.grader import Grader
from autograder.intake.collection import Found, Pile
from autograder.intake.download_names import Label
from autograder.intake.files import RefusedError
from autograder.intake.tree import Folder
from autograder.platforms import coursera, gradescope
from autograder.platforms.summary_text import to_bytes
from autograder.result import Record
from autograder.sandbox import Sandbox, SandboxUnavailable, open_sandbox
from autograder.storage import write_whole

SETTINGS = Path(__file__).resolve().parents[2] / "bundle.json"
PART, USER = "partId", "userId"  # in the environment, as Coursera writes them
WAIVER = (
    "Nothing was graded: no sandbox works in this container. A bundle made with --waive-sandbox grades anyway, but "
    "students can then forge their marks. See docs/decisions/sandbox-in-platform-containers.md."
)


def grade_folder(folder: Path, assignment: str, student: str, waived: bool) -> Record:
    """The result of the submission that is in a folder.

    assignment: its name. waived: grade without a sandbox where there is none. Raises SandboxUnavailable otherwise, and
    ChecksError.
    """
    pile = Pile(Label(student))
    pile.add_folder(Folder(folder.name, str(folder)), assignment)
    with _open(waived) as sandbox:
        return _grade(Grader(sandbox, CheckSession(find_expected(assignment))), pile.found())


def _open(waived: bool) -> Sandbox:
    try:
        return open_sandbox()
    except SandboxUnavailable as error:
        if not waived:
            raise
        print(f"Graded without a sandbox, as the bundle allows: {error}")
        return open_sandbox("none")


def _grade(grader: Grader, found: Found) -> Record:
    try:
        reading = found.read(grader.frame.assignment)
    except (RefusedError, OSError) as error:
        return grader.frame.unread(found.student, error, found.remarks)
    return grader.grade(found.student, reading.content, reading.remarks)


def run_gradescope(root: Path, settings: Mapping) -> Record:
    """Grade in Gradescope's layout of folders; returns the result. root: what is /autograder there."""
    student = "submission"
    try:
        metadata = json.loads((root / "submission_metadata.json").read_bytes())
        student = str(metadata["users"][0]["email"])
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        pass  # the result does not depend on whose it is
    record = grade_folder(root / "submission", settings["assignment"], student, settings["waived"])
    write_whole(root / "results" / gradescope.FILE, to_bytes(gradescope.to_gradescope(record)))
    return record


def run_coursera(shared: Path, settings: Mapping) -> Record:
    """Grade in Coursera's layout of folders; returns the result. shared: what is /shared there."""
    part = settings["parts"].get(os.environ.get(PART, ""), "")
    student = os.environ.get(USER, "submission")
    record = grade_folder(shared / "submission", settings["assignment"], student, settings["waived"])
    write_whole(shared / coursera.FILE, to_bytes(coursera.to_coursera(record, part)))
    return record


RUNS: dict[str, Callable[[Path, Mapping], Record]] = {"gradescope": run_gradescope, "coursera": run_coursera}


def main(place: Path) -> int:
    """Grade what is in the platform's folder; status 0, 1 for a fault of the grader, 3 for no sandbox."""
    settings = json.loads(SETTINGS.read_bytes())
    try:
        record = RUNS[settings["platform"]](place, settings)
    except SandboxUnavailable as error:
        print(f"{error}\n{WAIVER}")
        return 3
    except ChecksError as error:
        print(f"The grader itself is broken: {error}")
        return 1
    except Exception:
        print(f"The grader failed, and nothing was graded.\n{traceback.format_exc()}")
        return 1
    if record.faulty:
        print(*record.all_notes, sep="\n")
    return 1 if record.faulty else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

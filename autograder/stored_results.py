"""A folder of results: each is written whole or not at all, and found by the student's name."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.differences import DIFFERENCES, write_comparisons
from autograder.errors import CommandError
from autograder.result import Record
from autograder.storage import write_whole

RESULT = "result.json"
COURSE_NAMES = ".course_names.json"
"""In the folder of results: the course's names of students whose results have another name."""
SUBMISSIONS = ".submissions.json"
"""Beside the results: what was graded. The folder of a student never begins with a dot."""


class ResultsError(CommandError):
    """A folder holds no results, or those of another assignment; the message says what to pass instead."""


@dataclass(frozen=True)
class ResultsFolder:
    """A folder of results of one assignment: `<path>/<student>/<assignment>/result.json`."""

    path: Path
    assignment: str

    def place(self, student: str) -> Path:
        """Where the result of a student is, if there is one."""
        return self.path / student / self.assignment / RESULT

    def write(self, record: Record) -> Path:
        """Write a result, whole or not at all, and return its path.

        What its pictures show is written next to it, and first: if there is a result, it is complete.
        Raises OSError; then an earlier result is still there.
        """
        target = self.place(record.student)
        differences = target.with_name(DIFFERENCES)
        # A lone surrogate in a student's exception would make the text unwritable: it becomes a question mark.
        content = record.to_json().encode("utf-8", errors="replace")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if record.comparisons:
                shown = write_comparisons(record.comparisons, record.sha256).encode()
                write_whole(differences, shown, scratch=self.path)
            else:
                differences.unlink(missing_ok=True)
            write_whole(target, content, scratch=self.path)
        except OSError:
            if not target.exists():
                differences.unlink(missing_ok=True)
            for folder in (target.parent, target.parent.parent):
                with suppress(OSError):
                    folder.rmdir()  # if it is empty: nobody is to look for a result there
            raise
        return target

    def read(self, student: str) -> Record | None:
        """The stored result of a student, None when there is none that can be used."""
        try:
            return Record.from_json(self.place(student).read_bytes())
        except (OSError, ValueError):
            return None

    def write_course_names(self, names: Mapping[str, str]) -> None:
        """Keep how the course calls students, by the name of the result. Raises OSError."""
        path = self.path / COURSE_NAMES
        if names:
            write_whole(path, json.dumps(dict(sorted(names.items())), indent=1).encode())
        else:
            path.unlink(missing_ok=True)

    def read_course_names(self) -> dict[str, str]:
        """How the course calls students whose results have another name; nobody where nothing was recorded."""
        try:
            names = json.loads((self.path / COURSE_NAMES).read_bytes())
            return {student: own for student, own in names.items() if own.strip(".") and Path(own).name == own}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def remember_submissions(self, place: Path) -> None:
        """Keep where the submissions are, for the commands that read them again. Raises OSError."""
        content = json.dumps({"submissions": str(place.absolute())}) + "\n"
        write_whole(self.path / SUBMISSIONS, content.encode())

    def recall_submissions(self) -> Path | None:
        """Where the submissions were when a command was last given their place; None if none ever was."""
        try:
            return Path(json.loads((self.path / SUBMISSIONS).read_bytes())["submissions"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def locate_submissions(self, given: Path | None) -> Path:
        """Where the submissions are: the place given, which is remembered, or the last one. Raises ResultsError."""
        if given is not None:
            self.remember_submissions(given)
            return given
        found = self.recall_submissions()
        if found is None:
            raise ResultsError(
                f"{self.path} does not say where the notebooks are. Pass what you graded: --submissions PLACE."
            )
        return found

    def students(self) -> Iterator[str]:
        """The students who have a stored result, in no order."""
        return (path.parents[1].name for path in self.path.glob(f"*/{self.assignment}/{RESULT}"))


def find_results(path: Path) -> ResultsFolder:
    """The results that a folder holds. Raises ResultsError where it holds none."""
    found = _first_result(path)
    if not path.is_dir():
        raise ResultsError(f"{path} is not a folder. Pass the folder that `grade --results` wrote.")
    if found is None:
        raise ResultsError(f"{path} holds no results. Pass the folder that `grade --results` wrote.")
    return ResultsFolder(path, found.parent.name)


def claim_results(path: Path, assignment: str) -> ResultsFolder:
    """The folder for results of an assignment. Raises ResultsError for a file, and for results of another one."""
    if path.exists() and not path.is_dir():
        raise ResultsError(f"{path} is a file. Name a folder for the results: --results DIR.")
    found = _first_result(path)
    if found is not None and found.parent.name != assignment:
        raise ResultsError(
            f"{path} holds results of {found.parent.name}, but these are submissions of {assignment}. "
            "Use a separate folder for each assignment: --results DIR."
        )
    return ResultsFolder(path, assignment)


def refuse_results(submissions: Path, results: Path) -> None:
    """Raise ResultsError where results would be graded, or would be written into the submissions."""
    if ResultsFolder(submissions, "").recall_submissions() is not None:
        raise ResultsError(f"{submissions} holds results of `grade`. Name the folder with the submissions.")
    if submissions.resolve() == results.resolve():
        raise ResultsError(f"{results} holds the submissions. Name another folder for the results: --results DIR.")


def _first_result(path: Path) -> Path | None:
    return next(path.glob(f"*/*/{RESULT}"), None)

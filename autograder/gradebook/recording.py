"""From the results of `grade` to nbgrader's gradebook and to the notebooks that formgrader shows."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import OperationalError

from autograder.assignment import Assignment
from autograder.gradebook.course import SECRET, Course
from autograder.gradebook.database import find_assignment, open_gradebook
from autograder.gradebook.entries import Entry, Ledger
from autograder.gradebook.folders import write_files
from autograder.gradebook.messages import tell_comment
from autograder.gradebook.notebook import Rebuilt, rebuild
from autograder.gradebook.problems import GradebookError
from autograder.gradebook.released import Released, read_released, test_cell
from autograder.gradebook.submitted import read_submitted
from autograder.group_comments import apply_comments, read_comments
from autograder.intake.collection import Found, collect
from autograder.intake.files import RefusedError
from autograder.intake.hand_in_times import TIMESTAMP, read_note, read_timestamp
from autograder.intake.roster import Roster
from autograder.reports.results import use_results
from autograder.result import Record
from autograder.storage import occupy
from autograder.stored_results import ResultsFolder

AT_ONCE = 100
"""Submissions in one transaction."""
LONGEST_NAME = 128
"""Characters that nbgrader's database has for the name of a student."""
NO_RESPONSE = "No response."


@dataclass
class Outcome:
    """What was recorded. by_hand: students who wait for a score by hand, as the grader failed on them.

    reviewed: students with a manual score whose grader's score changed. conflicts: students with a manual score in
    place of other points for their group of answers. timeless: students with a time of submission that cannot be read.
    left_out: why, by student.
    """

    students: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    reviewed: list[str] = field(default_factory=list)
    timeless: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def record_all(
    results: ResultsFolder, assignment: Assignment, course: Course, place: Path | None, roster: Roster
) -> Outcome:
    """Record all results of a folder. place: what `grade` was given, by default the course's submissions.

    A student whose result is broken or cannot be recorded for another reason is left out; the others are not
    concerned. Raises GradebookError, CollectionError and OSError.
    """
    released = read_released(course.released(assignment.name), assignment)
    found = _find_submissions(course, assignment, place, roster)
    outcome = Outcome()
    faulty: set[str] = set()
    names: dict[str, str] = {}

    def record(student: str, result: Record) -> Entry | None:
        handed_in = found.get(student)
        own = _name_in_course(course, assignment, handed_in) or student
        if own != student:
            names[student] = own
        if result.faulty:
            faulty.add(own)
        try:
            recorder = Recorder(own, result, assignment, course, released)
            return recorder.record(handed_in, place, outcome.timeless)
        except GradebookError as error:
            outcome.left_out[student] = str(error)
            return None

    with occupy(results.path), open_gradebook(course.db_url, course.course_id, course.own_db) as gradebook:
        ledger = Ledger(gradebook, course, *find_assignment(gradebook, released))
        entries = filter(None, use_results(results, record, outcome.left_out))
        while batch := list(islice(entries, AT_ONCE)):
            _write_entries(ledger, batch, outcome)
        results.write_course_names(names)
        outcome.reviewed, outcome.conflicts = ledger.reviewed, ledger.conflicts
        outcome.by_hand = [student for student in outcome.students if student in faulty]
    return outcome


def record_one(
    student: str, results: ResultsFolder, assignment: Assignment, course: Course, released: Released, found: Found
) -> Record:
    """Record the result of one student in the course's own folders, and return it.

    student: the id in the course. found: what the student handed in. Raises CommentsError, GradebookError and OSError.
    """
    with occupy(results.path):
        result = results.read(found.student)
        if result is None:
            raise GradebookError(f"{results.place(found.student)} cannot be used: grade with --fresh")
        result = apply_comments(result, read_comments(results))
        entry = Recorder(student, result, assignment, course, released).record(found, None, [])
        with open_gradebook(course.db_url, course.course_id) as gradebook:
            Ledger(gradebook, course, *find_assignment(gradebook, released)).write([entry])
        if found.student != student:
            results.write_course_names(results.read_course_names() | {found.student: student})
    return result


def _write_entries(ledger: Ledger, entries: list[Entry], outcome: Outcome) -> None:
    """Write some entries at once. Where the database refuses one of them, each is written alone."""
    try:
        ledger.write(entries)
    except OperationalError:
        raise  # the database is locked or gone: that concerns everybody
    except Exception as error:
        ledger.gradebook.db.rollback()
        if len(entries) > 1:
            for entry in entries:
                _write_entries(ledger, [entry], outcome)
            return
        outcome.left_out[entries[0].student] = f"a problem in the grader, {type(error).__name__}: {error}"
        return
    outcome.students += [entry.student for entry in entries]


def _find_submissions(course: Course, assignment: Assignment, place: Path | None, roster: Roster) -> dict[str, Found]:
    """What was handed in, by the student ids that the results have."""
    if place is None and not course.submissions.is_dir():
        raise GradebookError(
            f"Cannot find the notebooks (looked in {course.submissions}). "
            "Pass the folder you graded: --submissions DIR."
        )
    return {one.student: one for one in collect(place or course.submissions, assignment, roster).submissions}


def _name_in_course(course: Course, assignment: Assignment, found: Found | None) -> str:
    """What nbgrader calls a student: the name of the folder that it collected the submission in; empty without one.

    A folder of results may be called otherwise, by a roster or because the name is not safe everywhere.
    """
    known = found is not None and found.folder and course.submitted(found.folder, assignment.name).exists()
    return found.folder if found is not None and known else ""


@dataclass(frozen=True)
class Recorder:
    """Records one student. student: the id in the course."""

    student: str
    result: Record
    assignment: Assignment
    course: Course
    released: Released

    def record(self, found: Found | None, place: Path | None, timeless: list[str]) -> Entry:
        """Write the notebook and the files that belong to it; returns what goes into the gradebook.

        place: where the submissions are, if that is not the course's own folder. timeless: gets the student if the time
        of submission cannot be read. Raises GradebookError when this student is to be left out, and OSError.
        """
        if len(self.student) > LONGEST_NAME:
            raise GradebookError(f"the name has more than {LONGEST_NAME} characters, the most that nbgrader can store")
        content = self._read(found)
        name, notebook = self.assignment.name, self.assignment.notebook
        submitted = self.course.submitted(self.student, name)
        own = found.folder if found is not None and found.folder else self.student
        folder = submitted if place is None else place / own / name
        notes = {name: read_note(folder, name) for name in (TIMESTAMP, SECRET)}
        rebuilt = rebuild(self.released, read_submitted(content, self.assignment.outline), self.result)
        if place is not None and not submitted.exists():
            # formgrader counts what is there.
            write_files(submitted, {notebook: content, **notes})
        write_files(self.course.autograded(self.student, name), {notebook: rebuilt.text.encode("utf-8"), **notes})
        timestamp = read_timestamp(notes[TIMESTAMP].decode(errors="replace"))
        if timestamp is None and notes[TIMESTAMP].strip():
            timeless.append(self.student)
        return self._entry(rebuilt, timestamp)

    def _read(self, found: Found | None) -> bytes:
        """The bytes that were graded; none where there was nothing to grade."""
        if found is None:
            raise GradebookError("the submission is gone or has another name: use the same roster as for `grade`")
        if found.unclear:
            raise GradebookError("cannot tell whose submission this is: `grade` explains why")
        try:
            content = found.read(self.assignment).content
        except (RefusedError, OSError):
            content = b""  # graded as such, or else not the one that was graded
        if hashlib.sha256(content).hexdigest() != self.result.sha256:
            raise GradebookError("the submission is not the one that was graded: run `grade` again")
        return content

    def _entry(self, rebuilt: Rebuilt, timestamp: datetime | None) -> Entry:
        scores: dict[str, float | None] = dict.fromkeys(self.released.points)
        comments: dict[str, str | None] = dict.fromkeys(self.released.answers)
        for name in rebuilt.unanswered:
            comments[name] = NO_RESPONSE
            if name in scores:
                scores[name] = 0.0
        for exercise in self.result.exercises:
            scores[test_cell(exercise.name)] = None if exercise.faulty else float(exercise.score)
            comments[exercise.name] = tell_comment(exercise)
        given = (one for one in self.result.exercises if one.comment is not None and one.comment.points is not None)
        by_teacher = frozenset(test_cell(exercise.name) for exercise in given)
        return Entry(self.student, timestamp, scores, comments, by_teacher)

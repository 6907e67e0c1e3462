"""The rows of submissions in nbgrader's database, written many at a time.

nbgrader's own functions ask for each row alone, and commit after each. These leave the same rows behind.
What a teacher has entered is never touched: manual scores, extra credit, comments, flags.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import insert, select, update

from autograder.gradebook.course import Course


@dataclass(frozen=True)
class Entry:
    """What is recorded of one student. scores: by grade cell; None waits for a score by hand. comments: by answer.

    by_teacher: the grade cells whose score a teacher gave to a group of answers.
    """

    student: str
    timestamp: datetime | None
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    by_teacher: frozenset[str] = frozenset()


@dataclass
class Ledger:
    """Writes entries into a gradebook. reviewed: students with a manual score whose grader's score changed.

    conflicts: those whose manual score differs from the points that a teacher gave to a group of answers.
    """

    gradebook: Gradebook
    course: Course
    assignment: Assignment
    notebook: Notebook
    reviewed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what is the same for all students."""
        self._assignment, self._notebook, self._due = self.assignment.id, self.notebook.id, self.assignment.duedate
        self._cells = {
            notebook.id: (
                {cell.id: cell.name for cell in (*notebook.grade_cells, *notebook.task_cells)},
                {cell.id: cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)},
            )
            for notebook in self.assignment.notebooks
        }

    def write(self, entries: Sequence[Entry]) -> None:
        """Write some entries in one transaction."""
        self._add_students(entries)
        submissions = self._submissions(entries)
        notebooks = self._notebooks([submission["id"] for submission in submissions.values()])
        of_student = {student: notebooks[submission["id"]] for student, submission in submissions.items()}
        scores = self._write_scores(entries, of_student)
        self._write_comments(entries, of_student)
        self._write_penalties(submissions, of_student, scores)
        self.gradebook.db.commit()

    def _add_students(self, entries: Iterable[Entry]) -> None:
        names = {entry.student for entry in entries}
        known = {row["id"] for row in self._rows(select(Student.id).where(Student.id.in_(names)))}
        self._insert(Student, [{"id": name} for name in sorted(names - known)])

    def _submissions(self, entries: Iterable[Entry]) -> dict[str, dict]:
        """Id, timestamp and extension of each submission, by student; new ones are added."""
        table, times = SubmittedAssignment, {entry.student: entry.timestamp for entry in entries}
        query = select(table.id, table.student_id, table.timestamp, table.extension)
        query = query.where(table.assignment_id == self._assignment, table.student_id.in_(times))
        found = {row["student_id"]: row for row in self._rows(query)}
        self._update(
            table,
            [
                {"id": row["id"], "timestamp": times[name]}
                for name, row in found.items()
                if row["timestamp"] != times[name]
            ],
        )
        new = [
            {"id": new_uuid(), "assignment_id": self._assignment, "student_id": name, "timestamp": time}
            for name, time in times.items()
            if name not in found
        ]
        self._insert(table, new)
        found |= {row["student_id"]: row | {"extension": None} for row in new}
        return {name: row | {"timestamp": times[name]} for name, row in found.items()}

    def _notebooks(self, submissions: Sequence[str]) -> dict[str, dict]:
        """Id and penalty of our notebook in each submission, by submission; what a submission lacks is added."""
        table = SubmittedNotebook
        query = select(table.id, table.assignment_id, table.notebook_id, table.late_submission_penalty)
        found = self._rows(query.where(table.assignment_id.in_(submissions)))
        known = {(row["assignment_id"], row["notebook_id"]) for row in found}
        new = [
            {"id": new_uuid(), "assignment_id": submission, "notebook_id": notebook}
            for submission in submissions
            for notebook in self._cells
            if (submission, notebook) not in known
        ]
        self._insert(table, new)
        for number, kind in enumerate((Grade, Comment)):
            rows = [
                {"id": new_uuid(), "notebook_id": row["id"], "cell_id": cell}
                for row in new
                for cell in self._cells[row["notebook_id"]][number]
            ]
            self._insert(kind, rows)
        rows = [*found, *(row | {"late_submission_penalty": None} for row in new)]
        return {row["assignment_id"]: row for row in rows if row["notebook_id"] == self._notebook}

    def _write_scores(self, entries: Sequence[Entry], of_student: Mapping[str, dict]) -> dict[str, float]:
        """Write the scores; returns what each notebook is worth in all, by its id, with what teachers entered."""
        names = self._cells[self._notebook][0]
        given = {of_student[entry.student]["id"]: entry for entry in entries}
        query = select(
            Grade.id,
            Grade.notebook_id,
            Grade.cell_id,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        totals, changes = dict.fromkeys(given, 0.0), []
        for row in self._rows(query.where(Grade.notebook_id.in_(given))):
            entry, cell = given[row["notebook_id"]], names[row["cell_id"]]
            score = entry.scores[cell]
            manual, changed = row["manual_score"], row["auto_score"] != score
            # A manual score stays. Its teacher is asked to look again where the score that it replaces has changed.
            needed = score is None if manual is None else row["needs_manual_grade"] or changed
            if manual is not None and changed and entry.student not in self.reviewed:
                self.reviewed.append(entry.student)
            if cell in entry.by_teacher and manual not in (None, score) and entry.student not in self.conflicts:
                self.conflicts.append(entry.student)
            if changed or needed != row["needs_manual_grade"]:
                changes.append({"id": row["id"], "auto_score": score, "needs_manual_grade": needed})
            counted = score if manual is None else manual
            if counted is not None:
                totals[row["notebook_id"]] += counted + (row["extra_credit"] or 0.0)
        self._update(Grade, changes)
        return totals

    def _write_comments(self, entries: Sequence[Entry], of_student: Mapping[str, dict]) -> None:
        names = self._cells[self._notebook][1]
        given = {of_student[entry.student]["id"]: entry.comments for entry in entries}
        query = select(Comment.id, Comment.notebook_id, Comment.cell_id, Comment.auto_comment)
        changes = []
        for row in self._rows(query.where(Comment.notebook_id.in_(given))):
            comment = given[row["notebook_id"]][names[row["cell_id"]]]
            if row["auto_comment"] != comment:
                changes.append({"id": row["id"], "auto_comment": comment})
        self._update(Comment, changes)

    def _write_penalties(
        self, submissions: Mapping[str, dict], of_student: Mapping[str, dict], scores: Mapping[str, float]
    ) -> None:
        changes = []
        for student, submission in submissions.items():
            notebook = of_student[student]
            penalty = self.course.penalty(student, scores[notebook["id"]], self._seconds_late(submission))
            if penalty != notebook["late_submission_penalty"]:
                changes.append({"id": notebook["id"], "late_submission_penalty": penalty})
        self._update(SubmittedNotebook, changes)

    def _seconds_late(self, submission: Mapping[str, Any]) -> float:
        if submission["timestamp"] is None or self._due is None:
            return 0.0
        due = self._due + submission["extension"] if submission["extension"] else self._due
        return (submission["timestamp"] - due).total_seconds()

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in self.gradebook.db.execute(query).mappings()]

    def _insert(self, table: type, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.gradebook.db.execute(insert(table), rows)

    def _update(self, table: type, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.gradebook.db.execute(update(table), rows)

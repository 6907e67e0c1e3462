"""nbgrader's database: the assignment as it was released, and room for each submission, as nbgrader makes them."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbgrader.api import Assignment, Gradebook, MissingEntry, Notebook
from nbgrader.preprocessors import SaveCells
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from autograder.gradebook.course import Course
from autograder.gradebook.problems import GradebookError
from autograder.gradebook.released import Released, generate
from autograder.text import list_names

DRIVER = "postgresql+psycopg2://"
UNNAMED = ("", "default_course")
"""What nbgrader calls a course whose configuration gives it no name."""
PASSWORD = re.compile(r":[^:/]*@")


@contextmanager
def open_gradebook(db_url: str, course_id: str, own: bool = True) -> Iterator[Gradebook]:
    """nbgrader's gradebook; an empty database gets its tables. Raises GradebookError if it cannot be used.

    own: it is the one that the course has by its configuration. Another one must not be that of another course.
    """
    shown = show_url(db_url)
    try:
        if not own:
            _refuse_other_course(db_url, course_id)
        # For an empty database nbgrader runs alembic, which is in the same folder as this Python.
        with _programs_of(Path(sys.executable).parent):
            gradebook = Gradebook(db_url, course_id)
        with gradebook:
            yield gradebook
    except ModuleNotFoundError as error:
        raise GradebookError(
            f"{shown} needs the Python package {error.name}. Install psycopg2-binary and write {DRIVER}..."
        ) from error
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        advice = " Close formgrader and other commands that write to it." if "locked" in reason else ""
        raise GradebookError(f"the gradebook {shown} cannot be used: {reason}.{advice}") from error


@contextmanager
def open_existing(course: Course) -> Iterator[Gradebook]:
    """The gradebook of a course, to read from it: none is made. Raises GradebookError if there is none to use."""
    file = make_url(course.db_url).database if course.db_url.startswith("sqlite") else None
    if file and not Path(file).is_file():
        raise GradebookError(
            f"there is no gradebook {show_url(course.db_url)}. Pass the course directory: --course DIR"
        )
    with open_gradebook(course.db_url, course.course_id, course.own_db) as gradebook:
        yield gradebook


def _refuse_other_course(db_url: str, course_id: str) -> None:
    """Raise GradebookError where all assignments in a database are of other courses. Nothing is written."""
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(Assignment.__tablename__):
                return
            courses = set(connection.scalars(select(Assignment.course_id)))
    finally:
        engine.dispose()
    if courses and not courses & {course_id, *UNNAMED}:
        raise GradebookError(
            f"{show_url(db_url)} is the gradebook of the course {list_names(sorted(courses))}, but this is the course "
            f"{course_id!r}. Pass the database of this course, or correct c.CourseDirectory.course_id."
        )


@contextmanager
def _programs_of(folder: Path) -> Iterator[None]:
    """Let programs be found in a folder first."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = f"{folder}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


def show_url(db_url: str) -> str:
    """The address of a database without its password. Raises GradebookError when it is none."""
    try:
        url = make_url(db_url)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        shown = PASSWORD.sub(":***@", db_url)
        raise GradebookError(
            f"{shown!r} is not a database address. Pass one such as sqlite:///gradebook.db or "
            f"{DRIVER}user:password@host/name."
        ) from error
    except ModuleNotFoundError:
        pass  # the driver is missing; this is reported when it is needed
    # As it was given if there is nothing to hide: SQLAlchemy would write %C3%BC for the ü of a folder.
    return url.render_as_string(hide_password=True) if url.password else db_url


def find_assignment(gradebook: Gradebook, released: Released) -> tuple[Assignment, Notebook]:
    """The assignment in the gradebook, with its notebook; it is put there if it is not yet.

    Raises GradebookError when the gradebook knows other cells than the released notebook has.
    """
    name = released.assignment
    try:
        notebook = gradebook.find_notebook(name, name)
    except MissingEntry:
        gradebook.update_or_create_assignment(name)
        db_url = gradebook.engine.url.render_as_string(hide_password=False)
        names = {"notebook": name, "assignment": name, "db_url": db_url}
        SaveCells().preprocess(nbformat.from_dict(released.content), {"nbgrader": names})
        gradebook.db.expire_all()
        notebook = gradebook.find_notebook(name, name)
    known = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    answers = {cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)}
    if known != released.points or answers != released.answers:
        raise GradebookError(
            "the gradebook has other cells or points than the released notebook. "
            f"Run `{generate(name)}` in the course directory, or pass the database of this release."
        )
    return notebook.assignment, notebook

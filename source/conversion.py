"""nbgrader's two conversions, from the notebook to the starter and to the answer key.

nbgrader works in a temporary copy of the course with a gradebook of its own, so that a build leaves neither a
database nor caches in the checkout, and a failed build leaves the folder as it was.
"""

import io
import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from autograder.authoring.places import ROOT
from source.notebook import SourceError

CELL_SECONDS = 300
"""For one cell of an answer key: a machine that is busy with other things stops none."""
CLUTTER = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.pyc")


@contextmanager
def environment_for_nbgrader() -> Iterator[None]:
    """Set what nbgrader's child processes need, and put everything back at the end."""
    before = dict(os.environ)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def run_nbgrader(step: str, name: str, course: Path) -> str:
    """Run one converter of nbgrader on the assignment `name` below `course`; return its log.

    Raises SourceError with the log when it fails.
    """
    # Imported here, because these take seconds and the other steps do without them.
    from nbgrader.api import Gradebook
    from nbgrader.converters import GenerateAssignment, GenerateSolution
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    config.Execute.timeout = CELL_SECONDS
    config.CourseDirectory.assignment_id = name
    coursedir = CourseDirectory(config=config)
    converter = {"release": GenerateAssignment, "solutions": GenerateSolution}[step](coursedir=coursedir, config=config)
    log = io.StringIO()
    converter.log = logging.Logger("nbgrader", logging.INFO)
    converter.log.addHandler(logging.StreamHandler(log))
    # nbgrader gives an empty gradebook its version by `alembic`, which takes seconds. This one is thrown away.
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    try:
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            gradebook.update_or_create_assignment(name)
        converter.start()
    except (Exception, SystemExit) as error:
        raise SourceError(f"nbgrader could not build {step}: {error}\n{log.getvalue()}") from error
    return log.getvalue()


def replace_folder(old: Path, new: Path) -> None:
    """Put a copy of the folder `new` in place of `old`, which need not exist."""
    if old.exists():
        shutil.rmtree(old)
    old.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(new, old, ignore=CLUTTER)


def convert(step: str, name: str, source: Path, target: Path) -> None:
    """Run one conversion of nbgrader and put its result in place of `target`.

    step: "release" (the starter) or "solutions" (the executed answer key). name: of the assignment.
    source, target: the assignment's folder before and after.
    Raises SourceError with nbgrader's log when the conversion fails.
    """
    with tempfile.TemporaryDirectory() as folder, environment_for_nbgrader():
        course = Path(folder).resolve()
        shutil.copytree(source, course / "source" / name, ignore=CLUTTER)
        log = run_nbgrader(step, name, course)
        result = course / step / name
        if not result.is_dir():
            raise SourceError(f"nbgrader built no {step}:\n{log}")
        replace_folder(target, result)

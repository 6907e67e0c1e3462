"""The same on PostgreSQL, with a server of our own: in a temporary folder, on a unix socket, as an ordinary user.

It is the distribution's; without it, or without psycopg2, these tests are skipped.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.result import Note
from tests.first_assignment import NAME
from tests.gradebook.conftest import Hand, dump, open_book, without_alembic, wrong_padding
from tests.reports.conftest import faulty_record

pytest.importorskip("psycopg2", reason="the Python package psycopg2 is not there: pip install psycopg2-binary")
Run = Callable[..., int]
TRUSTING = ("--auth=trust", "--username=teacher", "--encoding=UTF8", "--no-locale", "--no-sync")
QUICK = ("-c", "fsync=off", "-c", "listen_addresses=", "-c", "shared_buffers=16MB", "-c", "max_connections=10")


def find_program(name: str) -> str:
    """A program of PostgreSQL's, which distributions keep apart from the others. Skips the test without it."""
    places = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(places) or "/nowhere")
    return found or pytest.skip(f"there is no {name} of PostgreSQL on this machine")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the one database of a running server."""
    initdb, postgres = find_program("initdb"), find_program("postgres")
    # The server refuses to run as root, and the path of a socket must be short.
    somebody = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if not os.getuid() else {}
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if somebody:
            shutil.chown(folder, "nobody")
        data = f"{folder}/data"
        prepare = [initdb, f"--pgdata={data}", *TRUSTING]
        made = subprocess.run(prepare, cwd=folder, capture_output=True, text=True, timeout=120, **somebody)
        assert made.returncode == 0, made.stderr
        run = [postgres, "-D", data, "-k", folder, *QUICK]
        running = subprocess.Popen(run, cwd=folder, stderr=subprocess.PIPE, text=True, **somebody)
        try:
            assert running.stderr is not None
            said = []
            for line in running.stderr:
                said.append(line)
                if "ready to accept connections" in line:
                    break
            else:
                pytest.fail(f"the server did not start: {''.join(said)}")
            yield f"postgresql+psycopg2://teacher:hushhush@/postgres?host={folder}"
        finally:
            running.send_signal(signal.SIGINT)  # end at once, but in order
            running.communicate(timeout=60)


def contents(gradebook: Gradebook) -> dict[tuple[str, str], tuple[object, ...]]:
    """Scores and comments by student and cell."""
    return {
        (submission.student.id, grade.name): (
            grade.auto_score,
            grade.manual_score,
            grade.score,
            grade.needs_manual_grade,
            gradebook.find_comment(grade.name.removeprefix("test_"), *[NAME] * 2, submission.student.id).comment,
            submission.timestamp,
        )
        for submission in gradebook.assignment_submissions(NAME)
        for grade in gradebook.find_submission_notebook(NAME, NAME, submission.student.id).grades
    }


def test_it_holds_what_sqlite_holds(course: Path, hand_in: Hand, record: Run, server: str) -> None:
    """From an empty database: the rows of SQLite, the same again, and what a teacher entered survives a regrade."""
    faulty = faulty_record("noether")
    hand_in("noether", *faulty.exercises, notes=faulty.notes)
    hand_in("Grace Höpper", wrong_padding(), notes=(Note("A null byte: \x00, half a character: \ud800."),))
    (course / "submitted" / "noether" / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00.5 UTC")
    with without_alembic():
        assert record("--db", server) == 1
    assert record() == 1
    with Gradebook(server, NAME) as theirs, open_book(course) as ours:
        assert contents(theirs) == contents(ours)
        assert len(contents(theirs)) == 16
        first = dump(theirs)
    record("--db", server)
    with Gradebook(server, NAME) as gradebook:
        assert dump(gradebook) == first
        grade = gradebook.find_grade("test_zero_pad", NAME, NAME, "Grace Höpper")
        grade.manual_score, grade.needs_manual_grade = 7, False
        gradebook.find_comment("zero_pad", NAME, NAME, "Grace Höpper").manual_comment = "Well tried."
        gradebook.db.commit()
    hand_in("Grace Höpper")
    hand_in("noether")
    assert record("--db", server) == 0
    with Gradebook(server, NAME) as gradebook:
        found = contents(gradebook)
        assert found["Grace Höpper", "test_zero_pad"][:5] == (10, 7, 7, True, "Well tried.")
        assert found["noether", "test_conv_forward"][:4] == (40, None, 40, False)


def test_a_database_that_is_not_there(
    hand_in: Hand, record: Run, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence of the server is told, and the password is not."""
    hand_in("hopper")
    assert record("--db", server.replace("/postgres?", "/nothing?")) == 2
    said = capsys.readouterr().err
    assert 'database "nothing" does not exist' in said
    assert "hushhush" not in said

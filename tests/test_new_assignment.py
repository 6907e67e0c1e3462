"""`autograder new` makes the files of an assignment that builds, is right, and teaches by its example."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.authoring.answer_key import compile_assignment
from autograder.authoring.begin import TEMPLATES, begin_assignment
from autograder.authoring.new_assignment.autograder.assignments.new_assignment.assignment import ASSIGNMENT
from autograder.grading.checks.session import CheckSession
from public_tests import judge, read_suite
from source.notebook import write_notebook
from tests.course_copy import ROOT

FILES = [
    "autograder/assignments/my_first_one/__init__.py",
    "autograder/assignments/my_first_one/assignment.py",
    "source/my_first_one/questions.py",
    "source/my_first_one.py",
]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """What `new` takes for a checkout, with an assignment in it."""
    (tmp_path / "autograder" / "assignments" / "waves_and_tides").mkdir(parents=True)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "build.py").touch()
    return tmp_path


def files_in(folder: Path) -> dict[str, str]:
    """All files below a folder, with their texts."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_are_made_and_the_next_steps_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command lists the files that it made, and three lines on what to do next."""
    assert main(["new", "my_first_one", "--course", str(course)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines[:-3]) == sorted(f"Created {course / name}" for name in FILES)
    assert [line[:2] for line in lines[-3:]] == ["1.", "2.", "3."]
    assert "make generated ASSIGNMENT=my_first_one" in lines[-3]
    assert files_in(course).keys() == {*FILES, "source/build.py"}


def test_name_takes_the_place_of_the_placeholder(course: Path) -> None:
    """No file has the name of the template left in it, and the data have the new name."""
    begin_assignment("my_first_one", course)
    texts = files_in(course)
    assert [name for name, text in texts.items() if "new_assignment" in text] == []
    assert 'name="my_first_one"' in texts["autograder/assignments/my_first_one/assignment.py"]


def test_files_pass_the_lint(course: Path) -> None:
    """What is made is style and format of this repository, without an exception in its settings."""
    begin_assignment("my_first_one", course)
    settings = ["--config", str(ROOT / "pyproject.toml"), "--config", f"src = ['{ROOT}']", "--no-cache"]
    for step in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *step, *settings, *FILES]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("My_first_one", "use lower-case letters, digits and underscores, starting with a letter"),
        ("2nd", "use lower-case letters"),
        ("zahlenübung", "use lower-case letters"),
        ("../outside", "use lower-case letters"),
        ("", "use lower-case letters"),
        ("lambda", "it is a keyword of Python"),
        ("statistics", "a Python module has this name"),
        ("numpy", "a Python module has this name"),
        ("build", "source/build.py already exists"),
        ("waves_and_tides", "autograder/assignments/waves_and_tides already exists"),
        ("tides", "its files could be confused with those of waves_and_tides"),
        ("more_waves_and_tides", "its files could be confused with those of waves_and_tides"),
    ],
)
def test_name_that_will_not_do_is_refused(
    name: str, reason: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence says why, the status is 2, and nothing is made."""
    before = files_in(course)
    assert main(["new", name, "--course", str(course)]) == 2
    told = capsys.readouterr().err
    assert reason in told
    assert told.count("\n") == 1
    assert files_in(course) == before


def test_nothing_is_made_twice(course: Path) -> None:
    """A second command of the same name is refused and changes no file."""
    begin_assignment("my_first_one", course)
    text = course / "source" / "my_first_one.py"
    text.write_text("mine")
    assert main(["new", "my_first_one", "--course", str(course)]) == 2
    assert text.read_text() == "mine"


def test_folder_that_is_no_checkout_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere than in a checkout a sentence asks for one."""
    assert main(["new", "my_first_one", "--course", str(tmp_path)]) == 2
    assert "is not a checkout of this project. Pass one: --course DIR." in capsys.readouterr().err
    assert files_in(tmp_path) == {}


def test_each_public_case_shows_each_mistake(tmp_path: Path) -> None:
    """The example compiles, its answer is right, and a student who makes one of its mistakes reads so at once."""
    write_notebook(TEMPLATES / "source" / "new_assignment.py", tmp_path / "key.ipynb", ASSIGNMENT.exercises)
    compile_assignment(ASSIGNMENT, tmp_path / "key.ipynb", tmp_path / "expected.h5", tmp_path / "public.h5")
    assert len(CheckSession(tmp_path / "expected.h5").checks) == len(ASSIGNMENT.cases)
    for case in read_suite(tmp_path / "public.h5").cases["rescale"]:
        assert case.harmful == {"lowest_kept", "divided_by_largest"}
        assert judge(case, ("y",), case.expected["y"]).right

"""The command line: what it prints, how it ends, and one sentence for whatever is wrong."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from autograder import VERSION, __main__, commands
from autograder.__main__ import main
from autograder.commands import doctor, grade
from autograder.commands.complaints import complain
from autograder.grading.checks.session import ChecksError
from autograder.result import Record
from autograder.sandbox import Diagnosis, SandboxUnavailable
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED
from tests.first_assignment import ASSIGNMENT, EXERCISES, NAME
from tests.hostile_files.places import put

RIGHT = next(SUBMITTED.glob("right_with_loops_100/*/*.ipynb"))


def run(*arguments: object) -> int:
    """The exit status of a command, also when the parser ends it."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


def refuse_to_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one file open for nobody, not even for root."""
    opened = os.open

    def refuse(place: object, *arguments: int, **options: int) -> int:
        if isinstance(place, (str, os.PathLike)) and os.fspath(place) == str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(place, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["grade", "{tmp}/missing", "--results", "{tmp}/r"], "does not exist"),
        (["grade", "{tmp}/empty", "--results", "{tmp}/r"], "holds no notebook"),
        (["grade", "{tmp}/other", "--results", "{tmp}/r"], "holds no notebook"),
        (["grade", "{tmp}/other/notes.txt", "--results", "{tmp}/r"], "is not a notebook"),
        (["grade", "{tmp}/other"], "required: --results"),
        (["grade", "{tmp}/other", "--results", "{tmp}/other"], "holds the submissions. Name another folder"),
        (["grade", "{tmp}/graded", "--results", "{tmp}/r"], "holds results of `grade`. Name the folder with the subm"),
        (["grade", str(RIGHT), "--results", "{tmp}/other/notes.txt"], "is a file. Name a folder for the results"),
        (["grade", "{tmp}/other", "--results", "{tmp}/r", "--workers", "0"], "0 is not a number of workers"),
        (["grade", "{tmp}/other", "--results", "{tmp}/r", "--workers", "many"], "many is not a number of workers"),
        (["grade", "{tmp}/other", "--results", "{tmp}/r", "--sandbox", "docker"], "invalid choice: 'docker'"),
        (["grade", "{tmp}/other", "--results", "{tmp}/r", "--colour"], "unrecognized arguments: --colour"),
        (["check", "{tmp}/missing.ipynb"], "does not exist"),
        (["check", "{tmp}/empty"], "is a folder"),
        (["check"], "required: NOTEBOOK"),
        (["mark", "x"], "invalid choice: 'mark'"),
        ([], "required: COMMAND"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], sentence: str, tmp_path: Path, capsys) -> None:
    """Wrong usage ends with status 2 and one line on standard error, without a traceback."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "graded").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("hello")
    ResultsFolder(tmp_path / "graded", NAME).remember_submissions(tmp_path)
    assert run(*(argument.format(tmp=tmp_path) for argument in arguments)) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert (said.err.count("\n"), said.out) == (1, "")


def test_file_without_permission_is_one_sentence(tmp_path: Path, capsys, monkeypatch) -> None:
    """A notebook that may not be read is named with the reason."""
    (tmp_path / "mine.ipynb").touch()

    refuse_to_open(tmp_path / "mine.ipynb", monkeypatch)
    assert run("check", tmp_path / "mine.ipynb") == 2
    assert capsys.readouterr().err == f"autograder: {tmp_path / 'mine.ipynb'}: Permission denied\n"


def test_pipe_is_not_waited_for(tmp_path: Path, capsys) -> None:
    """Something called like a notebook that is no file is refused and not opened."""
    os.mkfifo(tmp_path / "mine.ipynb")
    assert run("check", tmp_path / "mine.ipynb") == 2
    assert "not a regular file" in capsys.readouterr().err


def test_check_shows_the_result(capsys) -> None:
    """`check` shows each exercise, what to do next, the score and what protected this machine."""
    assert run("check", RIGHT) == 0
    said = capsys.readouterr().out
    assert "All 12 checks passed." in said
    assert "not_written" in said
    assert "Score: 100 of 100. Sandbox: " in said


def test_check_shows_what_failed(capsys) -> None:
    """`check` shows the message of each kind of failed check, hidden ones without numbers."""
    assert run("check", next(SUBMITTED.glob("stride_ignored*/*/*.ipynb"))) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("public check" in line and "which should be" in line for line in lines)
    assert any("hidden check" in line and "the window moves by 1 instead of by `stride`" in line for line in lines)


def test_check_without_sandbox_says_so(capsys) -> None:
    """Without a sandbox a sentence says that the score is not a mark."""
    assert run("check", RIGHT, "--sandbox", "none") == 0
    assert "do not use this score as a mark" in capsys.readouterr().out


def test_check_of_a_comparison_that_was_patched(tmp_path: Path, capsys) -> None:
    """Replacing numpy's comparisons in the notebook gives nothing."""
    assert run("check", next(SUBMITTED.glob("comparison_patched_0/*/*.ipynb"))) == 0
    assert "Score: 0 of 100" in capsys.readouterr().out


def test_grade_shows_scores_and_where_they_are(tmp_path: Path, capsys) -> None:
    """`grade` ends with a table and the paths of what it wrote."""
    assert run("grade", RIGHT, "--results", tmp_path / "results", "--workers", 1) == 0
    said = capsys.readouterr().out
    assert "Scores of 1 submissions" in said
    assert str(tmp_path / "results" / "grades.csv") in said


def test_long_table_is_cut(capsys) -> None:
    """Of a large class the terminal shows the beginning."""
    from rich.console import Console

    from autograder.reports.terminal import print_table

    print_table([(f"s{n:03}", 0, dict.fromkeys(EXERCISES, 0)) for n in range(50)], ASSIGNMENT, Console(width=100))
    said = capsys.readouterr().out
    assert "s039" in said
    assert "s040" not in said
    assert "and 10 more in grades.csv" in said


def test_fault_of_ours_has_its_status(tmp_path: Path, capsys, monkeypatch) -> None:
    """When a submission could not be graded through our fault the status is 1 and the others have results."""
    (tmp_path / "ada.ipynb").write_text("{}")
    (tmp_path / "gone.ipynb").write_text("{}")
    refuse_to_open(tmp_path / "gone.ipynb", monkeypatch)
    assert run("grade", tmp_path, "--assignment", NAME, "--results", tmp_path / "results", "--workers", 1) == 1
    assert "1 could not be graded because of a problem in the grader" in capsys.readouterr().err


def test_grade_names_what_is_nobody_s_and_who_is_absent(tmp_path: Path, capsys) -> None:
    """Files that are nobody's, students without a submission and submissions without a student are told, safely."""
    put(tmp_path, "class/ada.ipynb", "class/eve.ipynb", "class/[red]a\x1b[2J.txt")
    put(tmp_path, "roster.csv", content="student,name\nada,Ada\nzoe,Zo\u202eë\n")
    arguments = ("--results", tmp_path / "[b]results", "--workers", 1, "--roster", tmp_path / "roster.csv")
    assert run("grade", tmp_path / "class", "--assignment", NAME, *arguments) == 0
    said = capsys.readouterr().out
    assert "Ignored, not a submission: [red]a?[2J.txt." in said
    assert "1 on the roster handed in nothing: zoe (Zo?ë)." in said
    assert "1 not on the roster: eve." in said
    assert f"Scores: {tmp_path / '[b]results' / 'grades.csv'}" in said
    table = (tmp_path / "[b]results" / "grades.csv").read_text(encoding="utf-8")
    assert "\nzoe,,100,,," in table.replace("\r", "")


def test_terminal_without_unicode_is_survived(tmp_path: Path) -> None:
    """A name that the terminal cannot show becomes question marks there, and the status is that of the command."""
    command = [sys.executable, "-m", "autograder", "grade", str(tmp_path / "größe")]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*command, "--results", "r"], capture_output=True, text=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "gr??e does not exist" in done.stderr


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (SandboxUnavailable("no sandbox here: install bubblewrap"), 3, "install bubblewrap"),
        (ChecksError("pytest ended with status 4"), 1, "the grader itself is broken"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
    ],
)
def test_what_stops_a_batch_is_said(
    error: Exception, status: int, sentence: str, tmp_path, capsys, monkeypatch
) -> None:
    """No sandbox, broken checks, a full disk: a sentence and a status each."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(grade, "grade_all", fail)
    assert run("grade", RIGHT, "--results", tmp_path / "results") == status
    assert sentence in capsys.readouterr().err


def test_doctor_names_every_tier(capsys) -> None:
    """`doctor` says of each tier whether it works, with the measured protections or the reason."""
    status = run("doctor")
    said = capsys.readouterr().out
    assert {"bwrap", "landlock", "none"} <= {line.partition(":")[0] for line in said.splitlines()}
    assert status == (0 if "works. The self-test" in said else 3)


def test_a_deadline_needs_a_time(capsys) -> None:
    """A day alone, or a text that is no time, is refused with an example."""
    for text in ("2026-11-30", "tomorrow"):
        assert run("report", "results", "--due", text) == 2
        assert "is not a time such as" in capsys.readouterr().err


def test_doctor_without_any_sandbox_ends_with_3(monkeypatch) -> None:
    """A machine that protects nothing is told by the status too."""
    monkeypatch.setattr(doctor, "diagnose", lambda: Diagnosis(None, (), ()))
    assert run("doctor") == 3


def test_hostile_text_does_not_reach_the_terminal(capsys, grader) -> None:
    """Control sequences in what a student's code says are shown as question marks, and markup is no markup."""
    from rich.console import Console

    from autograder.reports.terminal import plain, print_record

    assert plain("a\x1b[31mb\u202e\x07[bold]").plain == "a?[31mb??[bold]"
    # C1, line ends of all kinds, marks for isolation and tags, half a character.
    assert plain("\x9b2J\r\n\u2028\u2066\U000e0041\ud800").plain == "?2J??????"
    complain("file \x1b]0;title\x07.ipynb")
    record: Record = grader.grade("somebody", b"\x1b[2J")
    print_record(record, Console())
    said = capsys.readouterr()
    assert "\x1b" not in said.err + said.out


def test_module_can_be_run() -> None:
    """`python -m autograder --version` works."""
    command = [sys.executable, "-m", "autograder", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"{VERSION}\n")


LOADED = """
import sys
from autograder.__main__ import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""
SLOW = {"h5py", "jinja2", "matplotlib", "nbgrader", "numpy", "pytest", "rich"}
"""What takes long to load. Each command needs some of it, and none needs all."""


def load(*arguments: object, status: int = 0) -> set[str]:
    """Which slow packages a command loads, in a process of its own."""
    command = [sys.executable, "-c", LOADED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == status, done.stderr
    return SLOW.intersection(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "status"), [("--version", 0), ("--help", 0), ("grade --help", 0), ("report --due tomorrow", 2)]
)
def test_command_line_loads_nothing_slow(arguments: str, status: int) -> None:
    """Reading the command line needs the standard library only, whatever the commands need."""
    assert load(*arguments.split(), status=status) == set()


@pytest.mark.usefixtures("one_grader")
def test_command_loads_what_it_needs(tmp_path: Path) -> None:
    """What works with results does not load pytest, nor matplotlib without pictures, nor nbgrader without a course."""
    results = tmp_path / "results"
    assert run("grade", RIGHT, "--results", results, "--workers", "1", "--quiet") == 0
    assert load("export", results, "--format", "canvas", "--course", tmp_path) == {"h5py", "numpy", "rich"}
    assert load("feedback", results) == {"h5py", "jinja2", "numpy", "rich"}
    assert load("report", results) == {"h5py", "jinja2", "matplotlib", "numpy", "rich"}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc, which Linux has")
def test_command_starts_no_threads_of_numpy() -> None:
    """To start one for each processor takes longer than the rest of a short command."""
    code = "from autograder.__main__ import main; main(['check', 'none.ipynb'])\n"
    code += "import os; print(os.listdir('/proc/self/task'))"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.count("'") == 2
    assert "none.ipynb" in done.stderr


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [(KeyboardInterrupt(), 130, "stopped."), (PermissionError(13, "Permission denied", "x.py"), 2, "x.py: Permission")],
)
def test_command_that_cannot_be_loaded_ends_with_a_sentence(
    error: BaseException, status: int, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Ctrl-C and a file that cannot be read end a command as ever, also while it is being loaded."""

    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr(__main__, "import_module", fail)
    assert run("doctor") == status
    assert capsys.readouterr().err.startswith(f"autograder: {sentence}")


def test_each_command_has_a_module(capsys: pytest.CaptureFixture[str]) -> None:
    """The modules of `commands` with a function `run` have the names of the commands that `--help` lists."""
    assert run("--help") == 0
    listed = re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE)
    names = {module.name for module in iter_modules(commands.__path__)}
    runs = [name for name in names if hasattr(import_module(f"autograder.commands.{name}"), "run")]
    assert sorted(runs) == sorted(listed)


def test_installed_command_works_in_any_folder(tmp_path: Path) -> None:
    """`autograder --version` works, too, outside the repository: modules beside the package are found."""
    command = [Path(sys.executable).with_name("autograder"), "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"{VERSION}\n"), "`make setup` installs it"


@pytest.mark.parametrize(
    ("started", "named"),
    [("/course/.venv/bin/autograder", "autograder"), ("/course/autograder/__main__.py", "python -m autograder")],
)
def test_sentences_name_the_command_as_it_was_typed(monkeypatch, capsys, started: str, named: str) -> None:
    """What to try next begins as the command did that the user typed."""
    monkeypatch.setattr(sys, "argv", [started])
    assert run("grade") == 2
    assert f"Try `{named} grade --help`." in capsys.readouterr().err


def test_pages_are_made_from_results(tmp_path: Path) -> None:
    """`grade`, `feedback` and `report` in a row give a page for each student, with pictures, and one for the class."""
    wrong = SUBMITTED / "stride_ignored_in_pooling_81"
    assert run("grade", next(wrong.glob("*/*.ipynb")), "--results", tmp_path, "--workers", "1", "--quiet") == 0
    assert run("feedback", tmp_path) == run("report", tmp_path) == 0
    (page,) = (tmp_path / "feedback").glob("*/*/*.html")
    assert "<svg" in page.read_text(encoding="utf-8")
    assert (tmp_path / "class_report.html").is_file()


@pytest.mark.parametrize("command", ["feedback", "report"])
@pytest.mark.parametrize(("place", "sentence"), [("missing", "is not a folder"), ("empty", "holds no results")])
def test_pages_of_nothing_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, place: str, sentence: str
) -> None:
    """Without results there is one sentence that says what to give."""
    (tmp_path / "empty").mkdir()
    assert run(command, tmp_path / place) == 2
    assert sentence in capsys.readouterr().err

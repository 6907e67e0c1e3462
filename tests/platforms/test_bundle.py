"""The bundles: unpacked into the folders of each platform and started as the platform would."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jsonschema
import pytest

from autograder.platforms import run_in_container
from autograder.platforms.bundle import EPOCH, write_bundle
from autograder.platforms.coursera import to_coursera
from autograder.platforms.gradescope import to_gradescope
from autograder.platforms.summary_text import NOT_GRADED, UNPROTECTED
from autograder.platforms.summary_text import to_bytes as file_bytes
from autograder.result import Record
from autograder.sandbox import SandboxUnavailable, open_sandbox
from examples.build import code_cell, fill
from tests.conftest import to_bytes
from tests.first_assignment import EXPECTED, NAME
from tests.platforms.conftest import example
from tests.platforms.schemas import COURSERA, GRADESCOPE

EXPECTED_MEMBER = "autograder/assignments/cnn_step_by_step/expected.h5"

CHOSEN = {"assignment": NAME, "platform": "gradescope"}
PYTHON = f'#!/bin/sh\nexec {sys.executable} "$@"\n'
KILLED_AT_ONCE = "#!/bin/sh\nkill -9 $$\n"
# Ends like a process that the kernel kills for its memory, when all is graded and nothing written.
KILLED_BEFORE_WRITING = f"""#!/bin/sh
exec {sys.executable} -c '
import os, sys
from pathlib import Path
from autograder.platforms import run_in_container
run_in_container.to_bytes = lambda content: os.kill(os.getpid(), 9)
run_in_container.main(Path(sys.argv[1]))' "$3"
"""
METADATA = {
    "id": 1,
    "created_at": "2026-01-01T00:00:00.000000-08:00",
    "users": [{"email": "ada@example.org", "id": 7, "name": "Ada Lovelace"}],
    "assignment": {"title": "Convolutions", "total_points": "100.0"},
    "previous_submissions": [],
}


@dataclass
class Platform:
    """A folder as a platform has it. root: what is / there. command: what the platform starts."""

    root: Path
    command: Path
    submission: Path
    result: Path
    environment: dict[str, str]

    def run(self, content: bytes | None, name: str = "cnn_step_by_step.ipynb", **environment: str) -> dict:
        """The file that comes of one submission, in a fresh folder for it. content: None for no file at all."""
        for path in (*self.submission.iterdir(), *self.result.parent.glob("*.json")):
            path.unlink()
        if content is not None:
            (self.submission / name).write_bytes(content)
        done = subprocess.run(
            [self.command], cwd="/", env=self.environment | environment, capture_output=True, text=True, timeout=120
        )
        self.printed = done.stdout + done.stderr
        self.last_line = done.stdout.splitlines()[-1]
        assert done.returncode == 0, self.printed
        return json.loads(self.result.read_bytes())

    def replace_python(self, text: str) -> None:
        """Put a program in the place of the platform's Python."""
        self.python.write_text(text)
        self.python.chmod(0o755)

    @property
    def python(self) -> Path:
        """What the bundle takes for Python: the tests' own, as nothing is installed in a test."""
        return self.root / "autograder/venv/bin/python" if self.is_gradescope else self.root / "bin/python3"

    @property
    def is_gradescope(self) -> bool:
        """Which of the two it is."""
        return "GRADER_SHARED" not in self.environment


def unpack(bundle: Path, target: Path) -> None:
    """Unpack as `unzip` does, with the rights that the zip has."""
    with zipfile.ZipFile(bundle) as archive:
        for member in archive.infolist():
            Path(archive.extract(member, target)).chmod(member.external_attr >> 16 & 0o777)


@pytest.fixture(scope="session")
def gradescope(tmp_path_factory: pytest.TempPathFactory) -> Platform:
    """Gradescope's /autograder with a bundle in it, but for the image: `setup.sh` needs a network."""
    root = tmp_path_factory.mktemp("gradescope")
    place = root / "autograder"
    for name in ("source", "submission", "results", "venv/bin"):
        (place / name).mkdir(parents=True)
    write_bundle("gradescope", root / "bundle.zip", EXPECTED)
    unpack(root / "bundle.zip", place / "source")
    (place / "run_autograder").write_bytes((place / "source" / "run_autograder").read_bytes())
    (place / "run_autograder").chmod(0o755)
    (place / "submission_metadata.json").write_text(json.dumps(METADATA))
    environment = {"PATH": os.environ["PATH"]}
    platform = Platform(
        root, place / "run_autograder", place / "submission", place / "results/results.json", environment
    )
    platform.replace_python(PYTHON)
    return platform


@pytest.fixture(scope="session")
def coursera(tmp_path_factory: pytest.TempPathFactory) -> Platform:
    """Coursera's /shared and an unpacked bundle, with one part for one exercise."""
    root = tmp_path_factory.mktemp("coursera")
    for name in ("grader", "bin", "shared/submission"):
        (root / name).mkdir(parents=True)
    write_bundle("coursera", root / "bundle.zip", EXPECTED, parts={"Zb6wb": "pool_forward"})
    unpack(root / "bundle.zip", root / "grader")
    environment = {
        "PATH": f"{root / 'bin'}:{os.environ['PATH']}",
        "GRADER_SHARED": str(root / "shared"),
        "partId": "other",
        "filename": "mine (3).ipynb",
        "userId": "17",
    }
    platform = Platform(
        root, root / "grader/run_grader", root / "shared/submission", root / "shared/feedback.json", environment
    )
    platform.replace_python(PYTHON)
    return platform


@pytest.fixture(params=["gradescope", "coursera"])
def platform(request: pytest.FixtureRequest) -> Platform:
    """Both of them."""
    return request.getfixturevalue(request.param)


def check(platform: Platform, made: Mapping) -> float:
    """The share of the points, from a file that fits the schema of its platform."""
    jsonschema.validate(made, GRADESCOPE if platform.is_gradescope else COURSERA)
    return made["score"] / 100 if platform.is_gradescope else made["fractionalScore"]


def text_of(platform: Platform, made: Mapping) -> str:
    """What the student reads first."""
    return made["output" if platform.is_gradescope else "feedback"]


def test_right_submission(platform: Platform) -> None:
    """A right notebook gets all points, under whatever name it was handed in."""
    assert check(platform, platform.run(example("right_with_loops"), "My notebook (2).ipynb")) == 1
    assert "status 0" in platform.printed


def test_wrong_submission_is_graded_as_here(
    gradescope: Platform, coursera: Platform, result: Callable[[str], Record]
) -> None:
    """In a container a notebook gets what it gets here, to the last sentence, from the same grader and cases."""
    here = replace(result("stride_ignored"), student="ada@example.org")
    there, expected = gradescope.run(example("stride_ignored")), to_gradescope(here)
    assert check(gradescope, there) == 0.81
    assert there | {"execution_time": 0} == json.loads(file_bytes(expected | {"execution_time": 0}))
    there = coursera.run(example("stride_ignored"))
    assert (check(coursera, there), there) == (0.81, to_coursera(here))
    assert json.loads(coursera.last_line) == there


def test_part_of_coursera_is_one_exercise(coursera: Platform) -> None:
    """A part that the bundle has an exercise for gets the score of that."""
    made = coursera.run(example("stride_ignored"), partId="Zb6wb")
    assert check(coursera, made) == pytest.approx(11 / 30, abs=1e-6)
    assert made["feedback"].startswith("pool_forward: 11 of 30.")


def test_hostile_submission_costs_its_own_points_only(platform: Platform, starter: dict, loops: dict[str, str]) -> None:
    """Code that prints verdicts, writes the result, reads the cases and ends the process gets nothing by it."""
    open_sandbox().close()  # raises where nothing contains such code, and then it is not run
    results, secret = platform.result, platform.command.parent / "source" / EXPECTED_MEMBER
    attack = f"""def zero_pad(X, pad):
    import os
    forged = '{{"score": 100, "fractionalScore": 1}}'
    for path in ({str(results)!r}, {str(results.with_name("forged"))!r}):
        try:
            open(path, "w").write(forged)
        except BaseException:
            pass
    try:
        leak = open({str(secret)!r}, "rb").read(4)
    except BaseException:
        leak = b"none"
    print(forged, leak)
    os._exit(0)
"""
    content = to_bytes(fill(starter, loops | {"zero_pad": attack}))
    made = platform.run(content)
    assert check(platform, made) == 0.9
    assert "Ends the whole Python process" in text_of(platform, made)
    assert not results.with_name("forged").exists()
    assert "forged" not in platform.printed


def test_unreadable_submission_is_told(platform: Platform) -> None:
    """A file that is no notebook gets a zero and a sentence, and is no fault of the grader."""
    made = platform.run(example("no_json"))
    assert check(platform, made) == 0
    assert "cut off" in text_of(platform, made)
    assert "status 0" in platform.printed


def test_several_files_are_one_submission(gradescope: Platform) -> None:
    """Of several files the notebook is graded, not a class of students."""
    (gradescope.submission / "other.txt").unlink(missing_ok=True)
    made = gradescope.run(None)
    assert check(gradescope, made) == 0
    assert "No notebook was handed in" in made["output"]
    (gradescope.submission / "notes.txt").write_text("hello")
    (gradescope.submission / "draft.ipynb").write_bytes(to_bytes({"cells": [code_cell("1 + 1")], "nbformat": 4}))
    (gradescope.submission / "final.ipynb").write_bytes(example("right_with_loops"))
    record = run_in_container.grade_folder(gradescope.submission, NAME, "ada", waived=False)
    assert record.score == 100
    assert any("final.ipynb was graded" in note for note in record.student_notes)


@pytest.mark.parametrize("program", [KILLED_AT_ONCE, KILLED_BEFORE_WRITING])
def test_there_is_a_file_whatever_kills_the_grader(platform: Platform, program: str) -> None:
    """After kill -9 at the start or at the last moment there is a whole file, which says that nothing was graded."""
    platform.replace_python(program)
    try:
        made = platform.run(example("right_with_loops"))
    finally:
        platform.replace_python(PYTHON)
    assert (check(platform, made), text_of(platform, made)) == (0, NOT_GRADED)
    assert "status 137" in platform.printed


def test_missing_folder_of_submissions_is_our_fault(gradescope: Platform) -> None:
    """Without any submission there is a file, which says that it was the grader's fault, and the status says so."""
    away = gradescope.submission.with_name("away")
    gradescope.submission.rename(away)
    try:
        done = subprocess.run(
            [gradescope.command], env=gradescope.environment, capture_output=True, text=True, timeout=120
        )
        made = json.loads(gradescope.result.read_bytes())
    finally:
        away.rename(gradescope.submission)
    assert (check(gradescope, made), made["output"]) == (0, NOT_GRADED)
    assert made["extra_data"]["grader_fault"] is True
    assert "cannot be listed" in done.stdout
    assert "status 1" in done.stdout


@pytest.fixture
def without_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A container that allows no sandbox, with a right notebook in it; returns what is /autograder there."""

    def refuse(tier: str = "auto") -> object:
        if tier == "auto":
            raise SandboxUnavailable("nothing here can contain untrusted code")
        return open_sandbox(tier)

    monkeypatch.setattr(run_in_container, "open_sandbox", refuse)
    monkeypatch.setattr(run_in_container, "SETTINGS", tmp_path / "bundle.json")
    for name in ("submission", "results"):
        (tmp_path / name).mkdir()
    (tmp_path / "submission" / "a.ipynb").write_bytes(example("right_with_loops"))
    return tmp_path


def test_container_without_sandbox_grades_nothing(without_sandbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing contains the code nothing is graded, and the teacher reads what to do."""
    run_in_container.SETTINGS.write_text(json.dumps(CHOSEN | {"waived": False}))
    assert run_in_container.main(without_sandbox) == 3
    assert not list((without_sandbox / "results").iterdir())
    said = capsys.readouterr().out
    assert "nothing here can contain untrusted code" in said
    assert "--waive-sandbox" in said


def test_waiver_is_written_into_the_result(without_sandbox: Path) -> None:
    """With a waiver it is graded all the same, and the result says that it is not to be trusted."""
    run_in_container.SETTINGS.write_text(json.dumps(CHOSEN | {"waived": True}))
    assert run_in_container.main(without_sandbox) == 0
    made = json.loads((without_sandbox / "results" / "results.json").read_bytes())
    jsonschema.validate(made, GRADESCOPE)
    assert (made["score"], made["output"].splitlines()[0]) == (100, UNPROTECTED)
    assert made["extra_data"]["sandbox"] == {
        "tier": "none",
        "trusted_for_marks": False,
        "protections": made["extra_data"]["sandbox"]["protections"],
    }


def test_bundle_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Two bundles of one checkout are the same file; another choice gives another one."""
    makes = [{}, {}, {"waived": True}, {"parts": {"a": "zero_pad"}}]
    made = []
    for number, options in enumerate(makes):
        write_bundle("coursera", tmp_path / f"{number}.zip", EXPECTED, **options)
        made.append((tmp_path / f"{number}.zip").read_bytes())
    assert made[0] == made[1]
    assert len(set(made)) == 3
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        members = archive.infolist()
    assert {(member.date_time, member.compress_type) for member in members} == {(EPOCH, zipfile.ZIP_STORED)}
    assert [member.filename for member in members] == sorted(member.filename for member in members)


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_bundle_is_for_its_owner_only(mask: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle holds hidden cases: from its first byte on only its owner can read it, also in place of an older one."""
    target = tmp_path / "bundle.zip"
    target.write_bytes(b"")
    target.chmod(0o666)
    modes = []
    replace = Path.replace

    def look(self: Path, other: Path) -> Path:
        modes.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", look)
    (tmp_path / ".bundle.zip.partial").symlink_to(tmp_path / "elsewhere")
    before = os.umask(mask)
    try:
        write_bundle("coursera", target, EXPECTED)
    finally:
        os.umask(before)
    assert modes == [0o600]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not (tmp_path / "elsewhere").exists()


def test_bundle_holds_what_grading_needs_and_no_more(gradescope: Platform, coursera: Platform) -> None:
    """Code, cases, scripts and the locked packages; no reports, no answers of the class, no address, no path."""
    source = gradescope.command.parent / "source"
    names = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert {"setup.sh", "run_autograder", "requirements.txt", "public_tests.py", EXPECTED_MEMBER} <= names
    assert not {name for name in names if name.endswith((".pyc", ".ipynb", ".html", ".svg"))}
    unneeded = ("answer_key", "mistakes", "redraw", "batch", "__main__", "command", "charts", "feedback", "gradebook")
    assert not {name for name in names for part in (*unneeded, "bundle.py") if f"/{part}" in name}
    assert (source / EXPECTED_MEMBER).read_bytes() == EXPECTED.read_bytes()
    packages = {
        line.partition("==")[0] for line in (source / "requirements.txt").read_text().splitlines() if "==" in line
    }
    assert {"numpy", "h5py", "pytest", "pluggy"} <= packages
    assert not packages & {"nbgrader", "jupyterlab", "matplotlib", "rich"}
    for place in (source, coursera.command.parent):
        for name in ("requirements.txt", "bundle.json", "setup.sh", "run_autograder", "run_grader", "Dockerfile"):
            text = (place / name).read_text() if (place / name).exists() else ""
            assert "://" not in text
            assert str(Path(__file__).resolve().parents[2]) not in text
    assert 'ENTRYPOINT ["bash", "/grader/run_grader"]' in (coursera.command.parent / "Dockerfile").read_text()
    for script in (source / "setup.sh", source / "run_autograder", coursera.command):
        assert os.access(script, os.X_OK)
        subprocess.run(["bash", "-n", script], check=True, timeout=10)

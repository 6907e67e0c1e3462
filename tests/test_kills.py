"""A command that is killed at any moment loses nothing: the same command goes on, and ends as if undisturbed."""

import csv
import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from autograder.differences import DIFFERENCES
from autograder.grading.grader import Grader
from autograder.result import Record, Status
from autograder.stored_results import SUBMISSIONS, ResultsFolder
from examples.build import Notebook, edit, fill
from tests.conftest import to_bytes
from tests.example_class import ENDLESS, read_example
from tests.first_assignment import NAME
from tests.processes import descendants

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are followed through /proc, on Linux")

KILLS = 10
STUDENTS = ("no_json_0", "untouched_starter_0", "right_vectorised_100", "bias_added_before_the_sum_80") * 2
GONE_SECONDS = 20.0


@dataclass(frozen=True)
class Class:
    """A class, what is stored of it from an earlier grader, and what an undisturbed command makes of it."""

    submitted: Path
    before: dict[str, Record]
    after: dict[str, Record]

    def command(self, results: Path, workers: int) -> list[str]:
        """The command that is killed and given again."""
        arguments = [str(self.submitted), "--results", str(results), "--workers", str(workers)]
        return [sys.executable, "-m", "autograder", "grade", *arguments]

    def done(self, results: Path) -> int:
        """How many results are those of the present grader. Each must be whole, the old one or the new one."""
        count = 0
        for student, (before, after) in self.texts.items():
            stored = text(results / student / NAME / "result.json")
            assert stored in (before, after)
            count += stored == after
        return count

    @cached_property
    def texts(self) -> dict[str, tuple[str, str]]:
        """Both records of each student as texts."""
        return {student: (plain(self.before[student]), plain(self.after[student])) for student in self.after}


def plain(record: Record) -> str:
    """A record as text, without what may differ between two runs."""
    return json.dumps(json.loads(record.to_json()) | {"run": {}})


def text(path: Path) -> str:
    """The same of a stored result; fails when it is not whole."""
    return json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"run": {}})


@pytest.fixture(scope="module")
def small_class(grader: Grader, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Eight light submissions."""
    notebooks = [read_example(name) for name in STUDENTS]
    return hand_in(notebooks, tmp_path_factory.mktemp("class"), grader)


@pytest.fixture
def slow_class(grader: Grader, starter: Notebook, loops: dict[str, str], tmp_path: Path) -> Class:
    """Two submissions; the second takes a second, so that a command with one result is not at its end."""
    slow = edit(loops, "zero_pad", ("return X_pad", "import time\n    time.sleep(0.03)\n    return X_pad"))
    (tmp_path / "class").mkdir()
    return hand_in([to_bytes(starter), to_bytes(fill(starter, slow))], tmp_path / "class", grader)


def hand_in(notebooks: list[bytes], folder: Path, grader: Grader) -> Class:
    """A class of these notebooks, with results of an earlier grader that gave fewer points to all."""
    before, after = {}, {}
    for number, content in enumerate(notebooks):
        student = f"student{number}"
        (folder / f"{student}.ipynb").write_bytes(content)
        after[student] = grader.grade(student, content)
        worse = tuple(replace(exercise, status=Status.RAISED, score=0) for exercise in after[student].exercises)
        version = replace(grader.frame.setting.grader, version="0.1.0+000000000000")
        before[student] = replace(
            after[student], exercises=worse, setting=replace(grader.frame.setting, grader=version)
        )
    return Class(folder, before, after)


def write_all(records: dict[str, Record], results: Path) -> None:
    """Store results as an earlier command would have left them."""
    for record in records.values():
        ResultsFolder(results, NAME).write(record)


@contextmanager
def watch(processes: set[int]) -> Iterator[list[int]]:
    """Descriptors that are ready once the processes have ended, of those that still live."""
    descriptors = []
    for process in processes:
        try:
            descriptors.append(os.pidfd_open(process))
        except ProcessLookupError:
            continue
    try:
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def stop(process: subprocess.Popen, number: int, whole_group: bool) -> bool:
    """Send a signal to a command or to all of its group; whether it still ran. Nothing of it may be left over."""
    with watch(descendants(process.pid) | {process.pid}) as descriptors:
        ran = process.poll() is None
        if ran:
            os.killpg(process.pid, number) if whole_group else process.send_signal(number)
        process.wait()
        assert all(select.select([one], [], [], GONE_SECONDS)[0] for one in descriptors), "a process was left over"
    return ran


def run_until(process: subprocess.Popen, results: Path, graded: Class, more: int, delay: float) -> None:
    """Wait until a command has graded so many more, and a little longer, or until it has ended."""
    with watch({process.pid}) as descriptors:
        wanted = min(len(graded.after), graded.done(results) + more)
        while graded.done(results) < wanted and not select.select(descriptors, [], [], 0.01)[0]:
            pass
        select.select(descriptors, [], [], delay)


def check_end(graded: Class, results: Path) -> None:
    """After a command that came to its end everything is as if it had never been disturbed."""
    assert graded.done(results) == len(graded.after)
    files = {
        path.relative_to(results).as_posix()
        for path in results.rglob("*")
        if path.is_file() and path.name not in (DIFFERENCES, SUBMISSIONS)
    }
    wanted = {f"{student}/{NAME}/result.json" for student in graded.after}
    assert files == wanted | {"grades.csv", "changes.csv"}
    grades, changes = (
        list(csv.DictReader((results / name).read_text(encoding="utf-8").splitlines()))
        for name in ("grades.csv", "changes.csv")
    )
    scores = {student: record.score for student, record in graded.after.items()}
    assert {line["student"]: float(line["score"]) for line in grades} == scores
    assert {line["student"]: (float(line["before"]), float(line["after"])) for line in changes} == {
        student: (0, score) for student, score in scores.items()
    }


def test_killed_at_random_moments(small_class: Class, tmp_path: Path) -> None:
    """However often a command is killed, alone or with all its processes, each submission has one whole result.

    At the end results, scores and changes are those of a command that nobody disturbed.
    """
    chance, kills, results = random.Random(20261122), 0, tmp_path / "results0"
    write_all(small_class.before, results)
    while True:
        command = small_class.command(results, workers=chance.choice([1, 1, 2]))
        process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
        try:
            if kills < KILLS:
                run_until(process, results, small_class, chance.choice([0, 1, 1, 2, 4]), chance.uniform(0, 0.3))
                kills += stop(process, signal.SIGKILL, whole_group=chance.random() < 0.5)
            process.wait(timeout=120)
        finally:
            stop(process, signal.SIGKILL, whole_group=True)
        small_class.done(results)
        if process.returncode != -signal.SIGKILL:
            assert process.returncode == 0
            check_end(small_class, results)
            if kills >= KILLS:
                return
            results = tmp_path / f"results{kills}"
            write_all(small_class.before, results)


def test_interrupted_command_goes_on(slow_class: Class, tmp_path: Path) -> None:
    """Ctrl-C, which reaches all processes, ends with status 130, a sentence and a table; then the command goes on."""
    results = tmp_path / "results"
    write_all(slow_class.before, results)
    command = slow_class.command(results, workers=2)
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        run_until(process, results, slow_class, 1, 0)
        assert stop(process, signal.SIGINT, whole_group=True)
    finally:
        stop(process, signal.SIGKILL, whole_group=True)
    _, said = process.communicate()
    assert said.decode() == "autograder: stopped. Finished results are kept; run the same command to continue.\n"
    assert process.returncode == 130
    assert (results / "grades.csv").exists()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=120)
    check_end(slow_class, results)


def test_no_worker_outlives_a_command(tmp_path: Path) -> None:
    """When the process that writes results is killed, a worker with nothing to do ends, and so does a busy one."""
    results = tmp_path / "results"
    for name in (ENDLESS, "no_json_0", "untouched_starter_0"):
        (tmp_path / f"{name}.ipynb").write_bytes(read_example(name))
    arguments = [str(tmp_path), "--results", str(results), "--workers", "2"]
    command = [sys.executable, "-m", "autograder", "grade", *arguments]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        with watch({process.pid}) as descriptors:
            while len(list(results.glob("*/*/result.json"))) < 2 and not select.select(descriptors, [], [], 0.01)[0]:
                pass
        assert stop(process, signal.SIGKILL, whole_group=False)
    finally:
        stop(process, signal.SIGKILL, whole_group=True)

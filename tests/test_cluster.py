"""On a cluster: the records of one machine, whatever happens to workers and scheduler, and a sentence when it ends.

The scheduler and the workers are processes of their own, on the loopback interface. `python -m tests.test_cluster 500`
grades as many submissions, with one worker killed in the middle, and tells what came of it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import h5py
import pytest

pytest.importorskip("distributed")

import psutil
from distributed import Client

from autograder import __main__ as command_line
from autograder.batch import cluster_workers
from autograder.batch.cluster import CHUNK_BYTES, cut, grade_on_cluster
from autograder.batch.cluster_worker import ClusterError, Order, describe, grade_chunk, prepare
from autograder.batch.cluster_workers import Chunk, Crew
from autograder.batch.pool import grade_all
from autograder.batch.task import Task
from autograder.commands.complaints import complain
from autograder.errors import OK, OUR_FAULT, WRONG_USAGE
from autograder.grading.grader import Grader
from autograder.intake.files import RefusedError
from autograder.stored_results import ResultsFolder
from tests.cluster_preload import KILLER
from tests.example_class import read_example
from tests.first_assignment import EXPECTED, NAME, find_submissions

ROOT = Path(__file__).resolve().parents[1]
PRELOAD = ROOT / "tests" / "cluster_preload.py"
LIGHT = ("bias_added_before_the_sum_80", "no_json_0", "right_vectorised_100", "untouched_starter_0")
SECONDS = 120


@contextmanager
def processes() -> Iterator[Callable[..., subprocess.Popen]]:
    """Something that starts commands of Dask, which are ended at the end with all that they started."""
    # A worker that dies twice with a task in hand is enough for Dask to give the task up.
    scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_TEMPORARY_DIRECTORY": scratch.name}
    environment = os.environ | settings
    started: list[subprocess.Popen] = []

    def start(*arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"]
        started.append(
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1]

    try:
        yield start
    finally:
        for process in reversed(started):  # the scheduler last: workers say goodbye to it
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)  # meanwhile it removes its semaphores from /dev/shm
            end(process)
        scratch.cleanup()


def end(process: subprocess.Popen) -> None:
    """Kill a command and the processes of its session at once, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(SECONDS)


def sandboxes(worker: subprocess.Popen) -> list[psutil.Process]:
    """The processes of all sandboxes of a worker."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for process in psutil.Process(worker.pid).children(recursive=True):
            if any("zygote.py" in word for word in process.cmdline()):
                found.append(process)
    return found


def start_scheduler(start: Callable[..., subprocess.Popen], folder: Path) -> tuple[subprocess.Popen, str]:
    """A scheduler and its address."""
    file = folder / "scheduler.json"
    process = start("scheduler", "--port", "0", "--scheduler-file", str(file))
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return process, json.loads(file.read_text())["address"]
        except (OSError, ValueError):
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    raise AssertionError("the scheduler did not start")


def start_worker(start: Callable[..., subprocess.Popen], address: str, folder: Path, *more: str) -> subprocess.Popen:
    """A worker with its nanny, which starts it again. more: options."""
    options = ("--nthreads", "1", "--preload", str(PRELOAD), "--local-directory", str(folder))
    return start("worker", address, *options, *more)


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts processes that live as long as this module."""
    with processes() as starter:
        yield starter


@pytest.fixture(scope="module")
def address(start: Callable[..., subprocess.Popen], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a scheduler without workers of its own."""
    return start_scheduler(start, tmp_path_factory.mktemp("scheduler"))[1]


@pytest.fixture(scope="module")
def workers(
    start: Callable[..., subprocess.Popen], address: str, tmp_path_factory: pytest.TempPathFactory
) -> list[subprocess.Popen]:
    """Two workers, and one that is not fit because it has two threads."""
    kinds = ((), (), ("--nthreads", "2", "--no-nanny"))
    started = [start_worker(start, address, tmp_path_factory.mktemp("worker"), *more) for more in kinds]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(len(started), timeout=SECONDS)
    return started


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases in a file that no worker has, with another hash than those of the repository."""
    path = tmp_path_factory.mktemp("cases") / "own.h5"
    path.write_bytes(EXPECTED.read_bytes())
    with h5py.File(path, "r+") as file:
        file.attrs["of"] = "this test"
    return path


def fill(folder: Path, count: int) -> None:
    """Write a class of light submissions."""
    sources = [read_example(name) for name in LIGHT]
    folder.mkdir()
    for number in range(count):
        (folder / f"student{number:04}.ipynb").write_bytes(sources[number % len(sources)])


def stored(results: Path) -> dict[str, bytes]:
    """The bytes of all results by student up to `run`, which comes last."""
    found = {}
    for path in results.glob(f"*/{NAME}/result.json"):
        before, run, _ = path.read_bytes().rpartition(b'"run": {')
        assert run
        found[path.parent.parent.name] = before
    return found


def compare(folder: Path, workers: list[subprocess.Popen], address: str, cases: Path, count: int) -> dict[str, object]:
    """Grade a class here and on a cluster of which a worker is killed in the middle; what came of both."""
    fill(folder / "class", count)
    found = find_submissions(folder / "class")
    for _ in grade_all([*found], ResultsFolder(folder / "here", NAME), "auto", 2, False, cases):
        pass
    began = time.monotonic()
    done, confined = [], []
    for graded in grade_all(found, ResultsFolder(folder / "there", NAME), "auto", 2, False, cases, address, complain):
        done.append(graded)
        if len(done) == count // 3:
            worker = next(worker for worker in workers if sandboxes(worker))
            confined = sandboxes(worker)
            end(worker)
    gone, alive = psutil.wait_procs(confined, timeout=SECONDS)
    return {
        "graded": len(done),
        "faulty": sum(graded.faulty for graded in done),
        "records": len(stored(folder / "there")),
        "same": stored(folder / "here") == stored(folder / "there"),
        "sandboxes of the killed worker": (len(gone), len(alive)),
        "seconds": round(time.monotonic() - began, 1),
    }


def test_killed_worker_changes_nothing(
    workers: list[subprocess.Popen], address: str, cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """With a worker killed in the middle, all are graded, and records are the same bytes as here, but for `run`."""
    told = compare(tmp_path, workers, address, cases, 24)
    assert (told["graded"], told["faulty"], told["records"], told["same"]) == (24, 0, 24, True)
    gone, alive = told["sandboxes of the killed worker"]
    assert gone >= 1
    assert alive == 0
    assert "2 threads instead of one" in capsys.readouterr().err


def test_worker_with_other_versions_is_refused(
    workers: list[subprocess.Popen], address: str, grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where numpy differs, the batch ends with a sentence that names the worker, what it has and what is wanted."""
    monkeypatch.setattr(cluster_workers, "HOPE", 0.0)
    setting = grader.frame.setting
    other = replace(setting, environment=replace(setting.environment, numpy="1.26.4"))
    tasks = iter([Task("ada", b"{}")])
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:\d+.*: numpy \S+ instead of 1\.26\.4"):
        list(
            grade_on_cluster(
                tasks, replace(grader.frame, setting=other), grader.sandbox.tier, EXPECTED, address, 1, complain
            )
        )


def test_submission_that_kills_workers_is_alone_in_it(
    workers: list[subprocess.Popen], address: str, tmp_path: Path
) -> None:
    """A submission on which workers die is a fault of ours, those that were in hand with it are graded."""
    fill(tmp_path / "class", 8)
    (tmp_path / "class" / f"{KILLER}.ipynb").write_text("{}")
    graded = {
        one.student: one.faulty
        for one in grade_all(
            find_submissions(tmp_path / "class"),
            ResultsFolder(tmp_path / "results", NAME),
            "auto",
            2,
            True,
            EXPECTED,
            cluster=address,
        )
    }
    assert len(graded) == 9
    assert [student for student, faulty in graded.items() if faulty] == [KILLER]
    result = json.loads((tmp_path / "results" / KILLER / NAME / "result.json").read_text())
    assert "worker that tried to grade it died" in result["notes"][0]


def test_lost_scheduler_ends_the_batch_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """When the scheduler dies in the middle, status 1 and a sentence; what is graded stays, and the rest goes on."""
    fill(tmp_path / "class", 12)
    write = cluster_workers.Crew.wait

    with processes() as start:
        scheduler, address = start_scheduler(start, tmp_path)
        start_worker(start, address, tmp_path / "worker", "--no-nanny")

        def wait(crew: Crew) -> list:
            answers = write(crew)
            if answers and scheduler.poll() is None:
                end(scheduler)
            return answers

        monkeypatch.setattr(cluster_workers.Crew, "wait", wait)
        results = tmp_path / "results"
        command = ["grade", str(tmp_path / "class"), "--results", str(results)]
        assert command_line.main([*command, "--cluster", address]) == OUR_FAULT
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "lost the scheduler" in error
    assert "run the same command to continue" in error
    kept = len(stored(results))
    assert 1 <= kept < 12
    assert command_line.main([*command, "--workers", "1"]) == OK
    assert f"{12 - kept} graded, {kept} unchanged" in capsys.readouterr().out


def test_scheduler_without_workers(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """Where no worker is ready, the batch ends after a while, with status 1 and a sentence."""
    monkeypatch.setattr(cluster_workers, "PATIENCE", 0.0)
    (tmp_path / "ada.ipynb").write_text("{}")
    command = [
        "grade",
        str(tmp_path),
        "--assignment",
        NAME,
        "--results",
        str(tmp_path / "results"),
        "--cluster",
        address,
    ]
    assert command_line.main(command) == OUR_FAULT
    assert "Start workers" in capsys.readouterr().err


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    """Where nobody answers, status 1 and a sentence; a class that is complete needs no scheduler."""
    monkeypatch.setattr(cluster_workers, "CONNECT_SECONDS", 0.2)
    (tmp_path / "ada.ipynb").write_text("{}")
    command = ["grade", str(tmp_path), "--assignment", NAME, "--results", str(tmp_path / "results")]
    nowhere = ["--cluster", "tcp://127.0.0.1:9"]
    assert command_line.main([*command, *nowhere]) == OUR_FAULT
    assert "no scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert command_line.main([*command, "--workers", "1"]) == OK
    assert command_line.main([*command, *nowhere]) == OK


def test_encryption_without_certificates(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Where an address asks for TLS and Dask has no certificates, status 1 and a sentence before anybody is called."""
    (tmp_path / "ada.ipynb").write_text("{}")
    command = [
        "grade",
        str(tmp_path),
        "--assignment",
        NAME,
        "--results",
        str(tmp_path / "results"),
        "--cluster",
        "tls://127.0.0.1:9",
    ]
    assert command_line.main(command) == OUR_FAULT
    assert "certificates" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://:x", "tcp://a:1/b"]
)
def test_wrong_address_is_wrong_usage(wrong: str, capsys: pytest.CaptureFixture) -> None:
    """What is not a scheduler address ends with status 2 before anything is read."""
    with pytest.raises(SystemExit) as exit_:
        command_line.main(["grade", "nowhere", "--results", "none", "--cluster", wrong])
    assert exit_.value.code == WRONG_USAGE
    assert "not a scheduler address" in capsys.readouterr().err


def test_without_dask_the_option_names_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    """Without the optional package, status 2 and the command that installs it."""
    monkeypatch.setattr("autograder.command_line.find_spec", lambda name: None)
    with pytest.raises(SystemExit) as exit_:
        command_line.main(["grade", "nowhere", "--results", "none", "--cluster", "tcp://127.0.0.1:8786"])
    assert exit_.value.code == WRONG_USAGE
    assert "python -m pip install distributed" in capsys.readouterr().err


def test_chunks(grader: Grader) -> None:
    """Chunks have the size asked for or the bytes that are allowed, and what is done already does not wait for them."""
    done = grader.frame.unread("bob", RefusedError("nothing"))
    small = [Task(f"s{number}", b"{}") for number in range(5)]
    large = Task("large", b" " * CHUNK_BYTES)
    chunks = list(cut(iter([small[0], done, *small[1:], large, small[0]]), 3))
    assert chunks[0] is done
    names = [[task.student for task in chunk.tasks] for chunk in chunks[1:] if isinstance(chunk, Chunk)]
    assert names == [["s0", "s1", "s2"], ["s3", "s4", "large"], ["s0"]]


def test_slow_submissions_are_handed_in_one_by_one(grader: Grader) -> None:
    """A worker that has worked long enough hands in what it has; one that does not know the order says so."""
    order = Order(grader.sandbox.tier, EXPECTED.read_bytes())
    tasks = [Task("ada", b"{}"), Task("bob", b"{}")]
    assert grade_chunk(order.key, tasks) is None
    assert prepare(order) == describe(grader.frame.setting)
    assert [record.student for record in grade_chunk(order.key, tasks, enough=-1) or ()] == ["ada"]
    assert [record.student for record in grade_chunk(order.key, tasks) or ()] == ["ada", "bob"]


def main(count: int) -> None:
    """The comparison with a class of any size."""
    with processes() as start, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, address = start_scheduler(start, folder)
        workers = [start_worker(start, address, folder / f"worker{number}") for number in range(2)]
        for what, value in compare(folder, workers, address, EXPECTED, count).items():
            print(f"{what}: {value}")


if __name__ == "__main__":
    main(int(sys.argv[1]))

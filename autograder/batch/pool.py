"""Grading many submissions on all cores: each worker process keeps one sandbox and one session of checks open.

Records come back to one process, which writes them. What of stored results still holds is not graded again, so an
interrupted batch goes on where it stopped.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from autograder.batch.journal import Journal
from autograder.batch.processes import WorkerProcesses
from autograder.batch.resume import Resume, Stored
from autograder.batch.task import Task, Workshop
from autograder.exercises import EXERCISES
from autograder.expected import EXPECTED, Key, read_key
from autograder.grading import describe_setting, fault_record, unread_record
from autograder.intake.collection import Found, emptying
from autograder.intake.files import RefusedError
from autograder.judging import ChecksError
from autograder.result import Record
from autograder.sandbox import TierName, open_sandbox
from autograder.setting import Setting
from autograder.storage import occupy, remove_partial
from autograder.stored_results import stored_students, write_record


@dataclass(frozen=True, slots=True)
class Graded:
    """What the rest of the program needs of a result. kept: nothing of the submission had to be graded."""

    student: str
    score: float
    exercises: dict[str, float]
    faulty: bool
    kept: bool = False


def grade_all(
    found: list[Found],
    results: Path,
    tier: TierName,
    workers: int,
    fresh: bool,
    expected: Path = EXPECTED,
    cluster: str | None = None,
) -> Iterator[Graded]:
    """Grade submissions and write each result as it comes; yields them in the order in which they are done.

    found: given up on the way, so that the list is empty afterwards. tier: auto, bwrap, landlock or none. workers:
    number of processes. fresh: grade also what has a result. expected: the cases to judge by. cluster: address of a
    Dask scheduler, to grade on its workers instead.
    Raises SandboxUnavailable, ChecksError, ClusterError, and OSError when a result cannot be written, or another
    command does that.
    """
    submissions = len(found)
    results.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(occupy(results))
        remove_partial(results)
        if workers == 1 and cluster is None:
            grader = stack.enter_context(Workshop(tier, expected))
            tasks = _tasks(found, Resume(results, grader.setting, grader.session.key), grader.setting, fresh)
            yield from _keep((task.run(grader) if isinstance(task, Task) else task for task in tasks), results)
            return
        # Only to find the tier, and what protects there: the workers open sandboxes and checks of their own.
        with open_sandbox(tier) as sandbox:
            opened = sandbox.tier
            if cluster is None:
                number = max(1, min(workers, submissions))
                processes = stack.enter_context(closing(WorkerProcesses(number, opened, expected)))
                # Where there is a result already there may be nothing left to grade.
                if fresh or next(stored_students(results), None) is None:
                    processes.start()
            key = _read_cases(expected)
            setting = describe_setting(key.sha256, sandbox)
        tasks = _tasks(found, Resume(results, setting, key), setting, fresh)
        if cluster is None:
            done = processes.grade(tasks, setting)
        else:
            from autograder.batch.cluster import grade_on_cluster  # Dask is optional, and takes a second to load

            done = grade_on_cluster(tasks, setting, opened, expected, cluster, submissions)
        yield from _keep(done, results)


def _read_cases(path: Path) -> Key:
    try:
        return read_key(path)
    except (KeyError, ValueError) as error:
        raise ChecksError(f"{path.name} is no file of cases that this grader can judge by: {error}") from error


def _tasks(found: list[Found], resume: Resume, setting: Setting, fresh: bool) -> Iterator[Task | Stored | Record]:
    """Read the submissions: what must be graded as tasks, what is done already or cannot be read as results."""
    for one in emptying(found):
        try:
            task = _prepare(one, resume, setting, fresh)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            yield fault_record(one.student, b"", setting, reason, one.remarks)
        else:
            yield task


def _prepare(one: Found, resume: Resume, setting: Setting, fresh: bool) -> Task | Stored | Record:
    try:
        reading = one.read()
    except (RefusedError, OSError) as error:
        return unread_record(one.student, setting, error, one.remarks)
    stored = None if fresh else resume.find(one.student, reading.content)
    if stored is None:
        return Task(one.student, reading.content, reading.remarks)
    if not stored.whole or not set(reading.remarks) <= set(stored.record.all_notes):
        return Task(one.student, reading.content, reading.remarks, stored.kept, stored.record.comparisons)
    return stored


def _keep(done: Iterator[Record | Stored], results: Path) -> Iterator[Graded]:
    """Write what is new, and pass on what the rest of the program needs."""
    journal = Journal(results)
    for result in done:
        try:
            if isinstance(result, Record):
                journal.note(result)
            graded = _store(result, results)
        except OSError:
            raise  # where one result cannot be written, none can
        except Exception as error:
            record = result.record if isinstance(result, Stored) else result
            fault = fault_record(record.student, b"", record.setting, f"{type(error).__name__}: {error}")
            graded = _store(replace(fault, sha256=record.sha256), results)
        yield graded


def _store(result: Record | Stored, results: Path) -> Graded:
    record = result.record if isinstance(result, Stored) else result
    if not (isinstance(result, Stored) and result.current):
        write_record(record, results)
    scores = _scores(tuple(exercise.score for exercise in record.exercises))
    return Graded(record.student, record.score, scores, record.faulty, kept=isinstance(result, Stored))


@lru_cache(maxsize=4096)
def _scores(scores: tuple[float, ...]) -> dict[str, float]:
    """Scores by exercise: most of a class share few combinations, so that many results take little memory."""
    return dict(zip(EXERCISES, scores, strict=True))

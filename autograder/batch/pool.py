"""Grading many submissions on all cores: each worker process keeps one sandbox and one session of checks open.

Records come back to one process, which writes them. A submission whose stored result still holds is not graded again,
so an interrupted batch goes on where it stopped.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from autograder.batch.journal import Journal
from autograder.batch.processes import WorkerProcesses
from autograder.batch.task import Graded, Task, describe_frame, open_grader
from autograder.grading.record_frame import RecordFrame
from autograder.group_comments import Comments, apply_comments, read_comments
from autograder.intake.collection import Found, emptying
from autograder.intake.files import RefusedError
from autograder.result import Record
from autograder.sandbox import TierChoice, open_sandbox
from autograder.storage import occupy, remove_partial
from autograder.stored_results import ResultsFolder


def grade_all(
    found: list[Found],
    results: ResultsFolder,
    tier: TierChoice,
    workers: int,
    fresh: bool,
    expected: Path,
    cluster: str | None = None,
    say: Callable[[str], None] = print,
) -> Iterator[Graded]:
    """Grade submissions and write each result as it comes; yields them in the order in which they are done.

    found: freed on the way, so the list is empty afterwards. tier: auto, bwrap, landlock or none. workers:
    number of processes. fresh: grade also what has a result. expected: the compiled assignment. cluster: address of a
    Dask scheduler, to grade on its workers instead. say: gets a sentence on the workers of a cluster that are not used.
    Raises SandboxUnavailable, ChecksError, ClusterError, and OSError when a result cannot be written, or another
    command does that.
    """
    submissions = len(found)
    results.path.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(occupy(results.path))
        remove_partial(results.path)
        comments = read_comments(results)
        if workers == 1 and cluster is None:
            grader = stack.enter_context(open_grader(tier, expected))
            tasks = read_tasks(found, results, grader.frame, fresh, comments)
            graded = (task.run(grader) if isinstance(task, Task) else task for task in tasks)
            yield from keep_results(graded, results, grader.frame, comments)
            return
        # Only to find the tier, and what protects there: the workers open sandboxes and checks of their own.
        with open_sandbox(tier) as sandbox:
            opened = sandbox.tier
            if cluster is None:
                number = max(1, min(workers, submissions))
                processes = stack.enter_context(closing(WorkerProcesses(number, opened, expected)))
                # Where there is a result already there may be nothing left to grade.
                if fresh or next(results.students(), None) is None:
                    processes.start()
            frame = describe_frame(expected, sandbox)
        tasks = read_tasks(found, results, frame, fresh, comments)
        if cluster is None:
            done = processes.grade(tasks, frame)
        else:
            from autograder.batch.cluster import grade_on_cluster  # Dask is optional, and takes a second to load

            done = grade_on_cluster(tasks, frame, opened, expected, cluster, submissions, say)
        yield from keep_results(done, results, frame, comments)


def read_tasks(
    found: list[Found], results: ResultsFolder, frame: RecordFrame, fresh: bool, comments: Comments
) -> Iterator[Task | Graded | Record]:
    """Read the submissions: what must be graded as tasks, what is done already or cannot be read as results."""
    for one in emptying(found):
        try:
            task = _prepare(one, results, frame, fresh, comments)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            yield frame.fault(one.student, b"", reason, one.remarks)
        else:
            yield task


def _prepare(
    one: Found, results: ResultsFolder, frame: RecordFrame, fresh: bool, comments: Comments
) -> Task | Graded | Record:
    try:
        reading = one.read(frame.assignment)
    except (RefusedError, OSError) as error:
        return frame.unread(one.student, error, one.remarks)
    task = Task(one.student, reading.content, reading.remarks)
    return (None if fresh else _find_result(task, results, frame, comments)) or task


def _find_result(task: Task, results: ResultsFolder, frame: RecordFrame, comments: Comments) -> Graded | None:
    """The stored result of a submission, None unless grading it would give the same again.

    It holds while notebook, cases, code of the grader, environment, sandbox and remarks are the same. A result with a
    fault of the grader never holds, nor does one whose score is not the sum of its parts.
    """
    stored = results.read(task.student)
    if stored is None:
        return None
    same = (task.student, hashlib.sha256(task.content).hexdigest(), frame.setting)
    if (stored.student, stored.sha256, stored.setting) != same:
        return None
    if [exercise.name for exercise in stored.exercises] != list(frame.assignment.exercises):
        return None
    if stored.faulty or stored.score != stored.sum_of_scores:
        return None
    if not set(task.remarks) <= set(stored.all_notes):
        return None
    return replace(_summarise(apply_comments(stored, comments)), student=task.student, kept=True)


def keep_results(
    done: Iterator[Record | Graded], results: ResultsFolder, frame: RecordFrame, comments: Comments
) -> Iterator[Graded]:
    """Write what is new, and pass on what the rest of the program needs: with the points of teachers' comments."""
    journal = Journal(results)
    for result in done:
        if isinstance(result, Graded):
            yield result
            continue
        try:
            journal.note(result)
            results.write(result)
            graded = _summarise(apply_comments(result, comments))
        except OSError:
            raise  # where one result cannot be written, none can
        except Exception as error:
            fault = frame.fault(result.student, b"", f"{type(error).__name__}: {error}")
            fault = replace(fault, sha256=result.sha256)
            results.write(fault)
            graded = _summarise(fault)
        yield graded


def _summarise(record: Record) -> Graded:
    return Graded(record.student, record.score, _scores(record), record.faulty)


def _scores(record: Record) -> dict[str, float]:
    """Scores by exercise."""
    return _share(tuple((exercise.name, exercise.score) for exercise in record.exercises))


@lru_cache(maxsize=4096)
def _share(scores: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """One dictionary for equal scores: most of a class share few combinations, so many results take little memory."""
    return dict(scores)

"""Grading a batch on the workers of a Dask cluster: chunks of submissions go out, records come back to this process.

Dask runs again what a lost worker had in hand. What is left to do here is to keep every worker busy and not more, and
to find the submission that kills workers.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from autograder.batch.cluster_worker import Order, describe
from autograder.batch.cluster_workers import Chunk, Crew
from autograder.batch.task import Graded, Task
from autograder.grading.record_frame import RecordFrame
from autograder.result import Record
from autograder.sandbox import TierName

CHUNK = 16
"""Submissions sent at a time: about a second of work, so Dask's time per task does not matter."""
CHUNKS = 32
"""A class is cut into as many chunks at least, so that a small one keeps several workers busy, too."""
CHUNK_BYTES = 4 << 20
"""A chunk is complete when its notebooks have as many bytes."""


def grade_on_cluster(
    tasks: Iterator[Task | Graded | Record],
    frame: RecordFrame,
    tier: TierName,
    expected: Path,
    address: str,
    count: int,
    say: Callable[[str], None],
) -> Iterator[Record | Graded]:
    """Grade tasks on the workers of a scheduler; yields what needs no grading, and records as they come.

    frame: of the records; a worker with another setting is not used. expected: the file of cases.
    address: tcp://HOST:PORT or tls://HOST:PORT. count: the number of submissions. say: gets a sentence on the workers
    that are not used.
    Raises ClusterError without a scheduler or worker, at the beginning or later.
    """
    chunks = cut(tasks, max(1, min(CHUNK, count // CHUNKS)))
    for item in chunks:
        if not isinstance(item, Chunk):
            yield item
            continue
        # Only now is there something to grade: a class that is complete needs no cluster.
        with Crew(address, Order(tier, expected.read_bytes()), describe(frame.setting), say) as crew:
            yield from _grade(crew, chain([item], chunks), frame)


def cut(tasks: Iterator[Task | Graded | Record], size: int) -> Iterator[Chunk | Graded | Record]:
    """Tasks in chunks of at most `size`; what needs no grading passes through."""
    gathered: list[Task] = []
    for task in tasks:
        if not isinstance(task, Task):
            yield task
            continue
        gathered.append(task)
        if len(gathered) == size or sum(len(one.content) for one in gathered) >= CHUNK_BYTES:
            yield Chunk(tuple(gathered))
            gathered = []
    if gathered:
        yield Chunk(tuple(gathered))


def _grade(crew: Crew, chunks: Iterator[Chunk | Graded | Record], frame: RecordFrame) -> Iterator[Record | Graded]:
    """The records of all chunks, while the workers of a crew have as much to do as they have room for.

    again: chunks that wait for a worker. suspects: the submissions of chunks whose workers died. While there are any,
    no new chunk is taken; when nothing is out any more, each suspect is sent alone, and the one on which a worker dies
    again gets a record that says so.
    """
    again: list[Chunk] = []
    suspects: list[Task] = []
    more = True
    while more or again or suspects or crew.out:
        while more and not suspects and len(crew.out) + len(again) < crew.room:
            item = next(chunks, None)
            if item is None:
                more = False
            elif isinstance(item, Chunk):
                again.append(item)
            else:
                yield item
        while again and len(crew.out) < crew.room:
            crew.send(again.pop())
        # Nobody knows which submission killed the workers of a chunk: each is tried again with nothing else out.
        if suspects and crew.room and not crew.out:
            crew.send(Chunk((suspects.pop(),), alone=True))
        for chunk, answer in crew.wait():
            if answer is None:
                again.append(chunk)
            elif isinstance(answer, list):
                yield from answer
                if rest := chunk.tasks[len(answer) :]:
                    again.append(Chunk(rest))
            elif chunk.alone:
                (task,) = chunk.tasks
                yield frame.fault(task.student, task.content, answer, task.remarks)
            else:
                suspects += chunk.tasks

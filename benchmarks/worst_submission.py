"""`python -m benchmarks.worst_submission`: how long the dearest submission that we know keeps a worker busy."""

import time

from autograder.batch.task import open_grader
from tests.first_assignment import EXERCISES, EXPECTED
from tests.hostile_files.notebooks import cell, notebook
from tests.hostile_files.sources import SOURCES

DEAREST = "f-strings as long as allowed"
"""The cell that takes longest to read."""
SLOW = """
import time
def wait():
    end = time.perf_counter() + 2.7
    while time.perf_counter() < end:
        pass
"""


def make_worst() -> bytes:
    """A notebook that is slow to read, with eight wrong functions that call helpers and take 2.7 s a call."""
    functions = [
        f"def {name}({', '.join(exercise.parameters)}):\n"
        f"    helpers = [{', '.join(exercise.prerequisites)}]\n    wait()\n    return 1"
        for name, exercise in EXERCISES.items()
    ]
    cell_to_read = SOURCES[DEAREST]()
    assert isinstance(cell_to_read, str)
    short = cell_to_read[: cell_to_read.rindex("\n", 0, len(cell_to_read) - 5_000)]
    return notebook(cell(SLOW), *map(cell, functions), cell(short)).encode()


def main() -> None:
    """Grade it and print the time."""
    with open_grader("auto", EXPECTED) as grader:
        grader.grade("warm-up", notebook(cell("x = 1")).encode())
        began = time.perf_counter()
        record = grader.grade("worst", make_worst())
        print(f"{time.perf_counter() - began:.0f} s; statuses: {sorted({one.status for one in record.exercises})}")


if __name__ == "__main__":
    main()

"""A large class takes hardly more memory than a small one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.first_assignment import NAME

SMALL, LARGE = 100, 1_200
PER_SUBMISSION = 2_000
"""Bytes: ten thousand submissions may take 20 MB more than a hundred."""
COMMAND = """
import resource, sys
from autograder.__main__ import main
assert main(sys.argv[1:]) == 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def peak(folder: Path, count: int) -> int:
    """Bytes that the process which writes the results held at most, with two workers."""
    place, results = folder / f"class{count}", folder / f"results{count}"
    place.mkdir()
    for number in range(count):
        (place / f"student{number:05}.zip").touch()  # nothing to grade in it: that goes fast
    (place / "somebody.ipynb").write_text("{}")
    command = [
        sys.executable,
        "-c",
        COMMAND,
        "grade",
        str(place),
        "--assignment",
        NAME,
        "--results",
        str(results),
        "--workers",
        "2",
        "--quiet",
    ]
    return int(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is counted in other units elsewhere")
def test_memory_hardly_grows_with_the_class(tmp_path: Path) -> None:
    """Each submission costs the process that writes the results less than two kilobytes."""
    assert peak(tmp_path, LARGE) - peak(tmp_path, SMALL) < (LARGE - SMALL) * PER_SUBMISSION

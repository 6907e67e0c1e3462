"""The example class for tests: its endless loop sleeps, which takes as long and no processor."""

import shutil
from pathlib import Path

from examples.build import SUBMITTED
from tests.first_assignment import NAME, NOTEBOOK

ENDLESS = "endless_loop_in_convolution_60"
LOOP = b"while h < n_H:"
SLEEPING = b"while h < n_H and not __import__('time').sleep(1):"


def read_example(student: str) -> bytes:
    """The notebook of a student of the example class."""
    content = (SUBMITTED / student / NAME / NOTEBOOK).read_bytes()
    assert student != ENDLESS or LOOP in content
    return content.replace(LOOP, SLEEPING)


def copy_examples(submitted: Path) -> None:
    """Copy the example class into a folder of submissions, which may be there already."""
    shutil.copytree(SUBMITTED, submitted, dirs_exist_ok=True)
    (submitted / ENDLESS / NAME / NOTEBOOK).write_bytes(read_example(ENDLESS))

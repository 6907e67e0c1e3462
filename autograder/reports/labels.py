"""The words and signs of the pages for what a record holds as ids."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.result import Status


@dataclass(frozen=True)
class Wording:
    """How a status is shown. tone: right, part, wrong, blank or fault; it never says more than words and sign do."""

    words: str
    sign: str
    tone: str


STATUSES: dict[str, Wording] = {
    Status.PASSED: Wording("Right", "✓", "right"),
    Status.PARTIAL: Wording("Partly right", "◐", "part"),
    Status.FAILED: Wording("Not right yet", "✗", "wrong"),
    Status.RAISED: Wording("Stops with an error", "✗", "wrong"),
    Status.TIMED_OUT: Wording("Does not finish in time", "✗", "wrong"),
    Status.OUT_OF_MEMORY: Wording("Needs too much memory", "✗", "wrong"),
    Status.CRASHED: Wording("Ends the whole of Python", "✗", "wrong"),
    Status.SYNTAX_ERROR: Wording("Python cannot read it", "✗", "wrong"),
    Status.NOT_WRITTEN: Wording("Not written yet", "○", "blank"),
    Status.MISSING: Wording("Not found", "○", "blank"),
    Status.GRADER_FAULT: Wording("Not graded, our fault", "!", "fault"),
}

PROTECTIONS = {
    "files_unreadable": "no reading of files",
    "files_unwritable": "no writing of files",
    "memory_limited": "limited memory",
    "no_namespaces": "no new namespaces",
    "no_network": "no network",
    "no_privileges": "no special rights",
    "no_process_inspection": "no looking into other processes",
    "no_processes": "no new processes",
    "no_programs": "no starting of programs",
    "no_signals": "no signals to other processes",
    "own_user": "a user of its own",
    "system_calls_filtered": "filtered system calls",
}


def describe_status(status: str) -> Wording:
    """The wording of a status; one that is not known is shown as it is."""
    return STATUSES.get(status) or Wording(status, "?", "blank")


def describe_protections(protections: Iterable[str]) -> str:
    """What protected a grading, as one text."""
    return ", ".join(PROTECTIONS.get(name, name.replace("_", " ")) for name in protections)

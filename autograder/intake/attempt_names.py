"""How downloads are called in which a student has every attempt: Blackboard, Brightspace, nbgrader's inbound folder.

Blackboard puts files side by side, `<assignment>_<username>_attempt_<time>[_<file>]`, with a text about the attempt.
Brightspace has a folder for each attempt, `<number>-<number> - <full name> - <time>`, with the time in English, and so
has nbgrader, `<student>+<assignment>+<time>[+<random>]`. None of them was tried against a live system.

No student chooses what is before the time, apart from the full name in Brightspace, which is between two others.
"""

import re
from collections.abc import Iterable
from itertools import takewhile

from autograder.intake.download_names import LONGEST, Label, read_moodle
from autograder.intake.student_ids import id_of_name

BLACKBOARD = re.compile(
    r"(?P<head>.+?)_attempt_(?P<day>\d{4}-\d\d-\d\d)-(?P<time>\d\d-\d\d-\d\d)(?:_(?P<file>.+)|(?P<about>\.txt))",
    re.DOTALL,
)
BRIGHTSPACE = re.compile(
    r"(?P<number>\d{1,18}-\d{1,18}) - (?P<name>.+) - (?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d{1,2}), (?P<year>\d{4}) "
    r"(?P<hour>\d{1,2}?):?(?P<minute>\d\d) (?P<half>[AP]M)",
    re.DOTALL,
)
INBOUND = re.compile(
    r"(?P<student>[^+]+)\+(?P<assignment>[^+]+)\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)[^+]*(?:\+.*)?",
    re.DOTALL,
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_blackboard(names: Iterable[str]) -> dict[str, Label]:
    """What the names of files from Blackboard show, by name; other names are left out.

    The name of the assignment is what all begin with. A username may have underscores as well, so that a roster may
    have any part that ends where the username ends.
    """
    found = {name: match for name in names if (match := BLACKBOARD.fullmatch(name[:LONGEST]))}
    heads = {match["head"] for match in found.values()}
    common = "".join(takewhile(bool, (at[0] if len(set(at)) == 1 else "" for at in zip(*heads, strict=False))))
    start = common.rfind("_") + 1
    labels = {}
    for name, match in found.items():
        head = match["head"]
        ids = tuple(head[at.end() :] for at in re.finditer("_", head)) or (head,)
        attempt = f"{match['day']} {match['time'].replace('-', ':')}"
        labels[name] = Label(head[start:] or head, ids, match["file"] or f"attempt{match['about']}", attempt=attempt)
    return labels


def read_folder(name: str, assignment: str) -> Label | None:
    """What a platform's name of a folder shows; None for other names and other assignments."""
    name = name[:LONGEST]
    if match := BRIGHTSPACE.fullmatch(name):
        return _brightspace_label(match)
    if (match := INBOUND.fullmatch(name)) and match["assignment"] == assignment:
        return Label(match["student"], attempt=match["time"])
    return read_moodle(name, folder=True)


def is_of_another(name: str, assignment: str) -> bool:
    """Whether a folder is what nbgrader received of another assignment."""
    match = INBOUND.fullmatch(name[:LONGEST])
    return match is not None and match["assignment"] != assignment


def _brightspace_label(match: re.Match[str]) -> Label | None:
    if match["month"] not in MONTHS:
        return None
    hour = int(match["hour"]) % 12 + 12 * (match["half"] == "PM")
    month = MONTHS.index(match["month"]) + 1
    attempt = f"{match['year']}-{month:02}-{int(match['day']):02} {hour:02}:{match['minute']}"
    # What the numbers mean is not documented, so a roster cannot have them as ids.
    return Label(id_of_name(match["name"], match["number"]), names=(match["name"],), attempt=attempt)

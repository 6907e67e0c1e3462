"""Whose row is whose result: students of a folder of results against the rows of a platform's file.

A student is known by the id of the results, by every other id that a roster has, by the number that Canvas and Moodle
put into the names of a download, and at last by name. Ids are compared with ids, names with names. What fits two rows,
or two students, is nobody's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.intake.roster import Roster
from autograder.intake.student_ids import is_name, is_numbered, letters, same_id, spellings, student_id
from autograder.platforms.sheet import Row


@dataclass(frozen=True)
class Columns:
    """Where a file says who a row is of. number: the platform's own number of a user; ids, names: columns.

    download: how the platform's download calls a student, with the groups `name` and `number`.
    """

    number: int | None
    ids: tuple[int, ...]
    names: tuple[int, ...]
    download: re.Pattern[str]


@dataclass
class Matching:
    """rows: the row of each student that has one. unclear: fits several rows, or one that fits somebody else too."""

    rows: dict[str, Row] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def match(students: Iterable[str], rows: Sequence[Row], columns: Columns, roster: Roster) -> Matching:
    """Find the row of each student: by number, by id, and by name only where neither says anything."""
    id_columns = [*([] if columns.number is None else [columns.number]), *columns.ids]
    by_number = _index(rows, [] if columns.number is None else [columns.number], _number)
    by_id = _index(rows, id_columns, _ids)
    by_user = _index(rows, id_columns, _users(rows, id_columns))
    by_name = _index(rows, columns.names, lambda cell: {letters(cell)})
    by_spelling = _index(rows, columns.names, spellings)
    ids: dict[str, set[str]] = defaultdict(set)
    for key, student in roster.ids.items():
        ids[student].add(key)
    matching = Matching()
    hits: dict[str, set[int]] = {}
    strangers: dict[str, set[str]] = {}
    for student in students:
        if student not in roster.names and is_numbered(student):
            matching.unclear.append(student)
            continue
        # Whom the roster names so is not called so by a download.
        label = None if student in roster.names else columns.download.fullmatch(student)
        keys = {same_id(student), *ids[student]}
        own = {at for key in keys for at in by_id.get(key, ())}
        own |= by_number.get(label["number"], set()) if label else set()
        if own := own or {at for key in keys for at in by_user.get(key, ())}:
            hits[student] = own
        else:
            called = label["name"] if label else student if is_name(student) else ""
            strangers[student] = {letters(roster.names.get(student, "")), letters(called)} - {""}
    _settle(hits, rows, matching)
    taken = set().union(*hits.values())
    hits = {}
    for student, names in strangers.items():
        if own := {at for name in names for at in by_name.get(name, ())} - taken:
            # Somebody's last name may be somebody else's first name.
            hits[student] = own | {at for name in names for at in by_spelling.get(name, ())}
        else:
            matching.unmatched.append(student)
    _settle(hits, rows, matching)
    return matching


def _settle(hits: Mapping[str, set[int]], rows: Sequence[Row], matching: Matching) -> None:
    """Give each student the only row that there is, if it is nobody else's."""
    count = Counter(at for own in hits.values() for at in own)
    for student, own in hits.items():
        (at, *others) = own
        if others or count[at] > 1:
            matching.unclear.append(student)
        else:
            matching.rows[student] = rows[at]


def _index(rows: Sequence[Row], columns: Iterable[int], keys: Callable[[str], set[str]]) -> dict[str, set[int]]:
    """The numbers of the rows by what their cells are compared as."""
    index: dict[str, set[int]] = defaultdict(set)
    for column in columns:
        for at, row in enumerate(rows):
            for key in keys(row.cell(column)) - {""}:
                index[key].add(at)
    return index


def _number(cell: str) -> set[str]:
    """The number that a cell ends with, as in `4021` and `Participant 4021`."""
    found = re.search(r"([0-9]{1,18})$", cell)
    return {found[1]} if found else set()


def _ids(cell: str) -> set[str]:
    """What a cell is compared as: itself, and the name of a folder for it."""
    return {same_id(cell), same_id(student_id(cell))} if cell else set()


def _users(rows: Sequence[Row], columns: Sequence[int]) -> Callable[[str], set[str]]:
    """What takes the part before the @ from an address, if the address is in the domain that most of them are in.

    Anybody can have an address elsewhere that begins like another student's id.
    """
    addresses = [row.cell(column).rpartition("@") for column in columns for row in rows]
    domains = Counter(same_id(domain) for user, _, domain in addresses if user)
    common = next((domain for domain, times in domains.most_common(1) if 2 * times > domains.total()), "")

    def take(cell: str) -> set[str]:
        user, _, domain = cell.rpartition("@")
        return {same_id(user)} if user and same_id(domain) == common else set()

    return take

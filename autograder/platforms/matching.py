"""Whose row is whose result: students of a folder of results against the rows of a platform's file.

A student is known by the id of the results, by every other id that a roster has, by the number that Canvas and Moodle
put into the names of a download, and at last by name. Ids are compared with ids, names with names. What fits two rows,
or two students, is nobody's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.intake.roster import Roster
from autograder.intake.student_ids import is_name, is_numbered, letters, same_id, spellings, student_id
from autograder.platforms.sheet import Row


@dataclass(frozen=True)
class Columns:
    """Where a file says who a row is of. number: the platform's own number of a user; ids: columns.

    names: for each name the columns that hold it, such as one for the last and one for the first name.
    download: how the platform's download calls a student, with the groups `name` and `number`.
    """

    number: int | None
    ids: tuple[int, ...]
    names: tuple[tuple[int, ...], ...]
    download: re.Pattern[str]


@dataclass
class Matching:
    """rows: the row of each student that has one. unclear: fits several rows, or one that fits somebody else too."""

    rows: dict[str, Row] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Person:
    """What a file may call a student. number: the platform's own; empty if unknown."""

    student: str
    number: str
    ids: set[str]
    names: set[str]


def match(students: Iterable[str], rows: Sequence[Row], columns: Columns, roster: Roster) -> Matching:
    """Find the row of each student: by number and id; by name only for students that these do not find."""
    matching = Matching()
    people = []
    for person in _describe(students, columns, roster):
        if person.student not in roster.names and is_numbered(person.student):
            matching.unclear.append(person.student)
        else:
            people.append(person)
    index = _Index(rows, columns)
    found = {person.student: at for person in people if (at := index.find_by_id(person))}
    _settle(found, rows, matching)
    taken = set().union(*found.values())
    strangers = [person for person in people if person.student not in found]
    called = {person.student: at for person in strangers if (at := index.find_by_name(person, taken))}
    _settle(called, rows, matching)
    matching.unmatched += (person.student for person in strangers if person.student not in called)
    return matching


def _describe(students: Iterable[str], columns: Columns, roster: Roster) -> Iterator[_Person]:
    others: dict[str, set[str]] = defaultdict(set)
    for key, student in roster.ids.items():
        others[student].add(key)
    for student in students:
        # An id that the roster has is not a name from a download, even if it looks like one.
        label = None if student in roster.names else columns.download.fullmatch(student)
        called = label["name"] if label else student if is_name(student) else ""
        yield _Person(
            student,
            label["number"] if label else "",
            {same_id(student), *others[student]},
            {letters(roster.names.get(student, "")), letters(called)} - {""},
        )


class _Index:
    """The numbers of the rows by what their cells are compared as."""

    def __init__(self, rows: Sequence[Row], columns: Columns) -> None:
        number = [] if columns.number is None else [(columns.number,)]
        ids = [*number, *((column,) for column in columns.ids)]
        self._by_number = _index(rows, number, _number)
        self._by_id = _index(rows, ids, _ids)
        self._by_user = _index(rows, ids, _users(rows, [column for (column,) in ids]))
        self._by_name = _index(rows, columns.names, lambda cell: {letters(cell)})
        self._by_spelling = _index(rows, columns.names, spellings)

    def find_by_id(self, person: _Person) -> set[int]:
        """The rows with the number or an id of a student; only if there are none, those with an id before the @."""
        own = self._by_number.get(person.number, set()) | _look_up(self._by_id, person.ids)
        return own or _look_up(self._by_user, person.ids)

    def find_by_name(self, person: _Person, taken: set[int]) -> set[int]:
        """The rows with a name of a student, if any of them is not taken."""
        if own := _look_up(self._by_name, person.names) - taken:
            # Somebody's last name may be somebody else's first name.
            return own | _look_up(self._by_spelling, person.names)
        return set()


def _settle(hits: Mapping[str, set[int]], rows: Sequence[Row], matching: Matching) -> None:
    """Give each student the only row that there is, if it is nobody else's."""
    count = Counter(at for own in hits.values() for at in own)
    for student, own in hits.items():
        (at, *others) = own
        if others or count[at] > 1:
            matching.unclear.append(student)
        else:
            matching.rows[student] = rows[at]


def _index(
    rows: Sequence[Row], places: Iterable[tuple[int, ...]], keys: Callable[[str], set[str]]
) -> dict[str, set[int]]:
    """places: the columns whose cells are compared, each alone or together with others."""
    index: dict[str, set[int]] = defaultdict(set)
    for columns in places:
        for at, row in enumerate(rows):
            for key in keys(" ".join(map(row.cell, columns)).strip()) - {""}:
                index[key].add(at)
    return index


def _look_up(index: Mapping[str, set[int]], keys: Iterable[str]) -> set[int]:
    return {at for key in keys for at in index.get(key, ())}


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

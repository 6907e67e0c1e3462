"""Whose each submission is: a student whom two submissions name, or a name with two readings, gets neither.

Students choose names, and some platforms let them choose what looks like an id. So whoever could be meant by two
submissions gets neither of them: both keep ids that are nobody's, with a remark, until a teacher decides.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.intake.roster import Roster
from autograder.intake.student_ids import is_name, same_name, with_number
from autograder.stored_results import ResultsFolder
from autograder.text import MANY, list_names

if TYPE_CHECKING:
    from autograder.intake.collection import Found

SHARED = (
    "We are not sure whose submission this is: another submission names the same student. "
    "It is graded as {student}; your instructor will find out."
)
AMBIGUOUS = (
    "We are not sure whose submission this is: its name can be read in several ways or fits several students. "
    "It is graded as {student}; your instructor will find out."
)


def settle(found: list["Found"], roster: Roster) -> Iterator["Found"]:
    """The submissions under the ids that the roster has for their students, else under their own.

    All ids differ, also where a file system ignores case or kinds of letters. What is unclear is marked as such, with
    the ids of the students that it claims, and so is one of which that cannot be found out.
    """
    claims = []
    for at, one in enumerate(found):
        try:
            claims.append(_claim(one, roster))
        except Exception as error:
            found[at] = replace(one, failure=f"cannot tell whose submission this is: {type(error).__name__}: {error}")
            claims.append(())
    count = Counter(same_name(claimed[0]) for claimed in claims if len(claimed) == 1)
    taken = {name for name, times in count.items() if times == 1}
    numbers: dict[str, int] = {}
    for one, claimed in zip(found, claims, strict=True):
        if len(claimed) == 1 and count[same_name(claimed[0])] == 1:
            yield one if one.student == claimed[0] else replace(one, student=claimed[0])
            continue
        own = same_name(one.student)
        while True:
            numbers[own] = numbers.get(own, 0) + 1
            student = with_number(one.student, numbers[own])
            if same_name(student) not in taken and not roster.knows(student):
                break
        taken.add(same_name(student))
        sentence = (SHARED if len(claimed) == 1 else AMBIGUOUS).format(student=student)
        yield replace(one, student=student, remarks=(*one.remarks, sentence), unclear=True, claimed=claimed)


def _claim(one: "Found", roster: Roster) -> tuple[str, ...]:
    """The only id that a submission may be stored under; none or several where that is unclear."""
    if one.unclear:
        return ()
    of_platform = one.ids or one.names
    ids = one.ids if of_platform else (one.student,)
    names = one.names if of_platform else (one.student,) * is_name(one.student)
    if leads_to := roster.find(ids, names):
        return tuple(leads_to)
    # Nobody on the roster: but what it is called here may be the id of somebody who is.
    return () if roster.knows(one.student) else (one.student,)


def tell_unclear(found: Sequence["Found"], results: ResultsFolder) -> Iterator[str]:
    """Sentences for the teacher on submissions that may be of one student or another, if there are any.

    results: the folder of results, in which those who are claimed may have one from before, perhaps of somebody else.
    """
    unclear = sorted(one.student for one in found if one.unclear)
    if not unclear:
        return
    claimed = sorted({student for one in found for student in one.claimed})
    yield (
        f"{len(unclear)} cannot be matched to a student and count for nobody: {list_names(unclear, MANY)}. "
        "Two submissions name one student, or a name can be read in several ways. Rename the files, or pass a roster "
        "with an id for each student."
    )
    if claimed:
        yield f"They may be from {list_names(claimed, MANY)}."
    if before := [student for student in claimed if results.place(student).is_file()]:
        yield f"Earlier results still exist for {list_names(before, MANY)}. Check whose they are."

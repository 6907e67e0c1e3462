"""Chooses which of a student's files to grade, and explains the choice to the student in a sentence.

This runs in the process that writes everybody's results, so what is in the notebooks is looked at in another one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.assignment import Assignment
from autograder.intake.content import is_notebook_by_content, kind_of
from autograder.intake.download_names import Label, is_handed_in_again, original
from autograder.intake.files import File, Member, RefusedError, is_folder, open_own_zip, split_name
from autograder.reading.notebook import MAX_BYTES
from autograder.reading.reader import count_written
from autograder.text import list_names, one_line

MAX_CANDIDATES = 8
"""Notebooks of one submission that are looked at, and so many bytes together as one notebook may have."""
MAX_OTHERS = 20
"""Files of other kinds in one submission whose content is looked at."""
# Browsers and mail programs put an ending of their own behind the right one.
NOTEBOOK = ".ipynb"
LATE = "The platform marks this submission as late."
ENDINGS = (NOTEBOOK, ".ipynb.txt", ".ipynb.json")
CHECKPOINTS = frozenset({"__MACOSX", ".ipynb_checkpoints"})


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file of a submission, with what its name in a download shows."""

    file: File
    label: Label

    @property
    def name(self) -> str:
        """The name that the student gave it, as it may be shown."""
        return one_line(self.label.file)


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes to grade, and sentences on how they were chosen."""

    content: bytes
    remarks: tuple[str, ...] = ()


def read_chosen(files: Sequence[HandedIn], assignment: Assignment, others: Sequence[HandedIn] = ()) -> Reading:
    """The notebook of an assignment among the files of one submission.

    others: the files that are neither a notebook nor a zip by their names.
    The newest of what was handed in several times; the notebook with the name asked for, unless nothing is written in
    it; else the one in which most exercises are written; else the first by name. Where no file has the name of a
    notebook, one that is a notebook by its content counts, else one inside a zip. Raises RefusedError when there is
    nothing to grade, OSError when it cannot be read.
    """
    newest, remarks = _newest(files)
    notebooks = [one for one in newest if is_notebook(one.label.file)]
    zips = [one for one in newest if not is_notebook(one.label.file)]
    if len(notebooks) == 1 and kind_of(notebooks[0].file) == "a zip":
        notebooks, zips, others = [], notebooks, ()
    if not notebooks:
        by_content = notebooks_by_content(others)
        notebooks, said = _newest(by_content) if by_content else _look_into(zips, assignment, others)
        remarks += said
    elif zips:
        remarks.append(f"A zip next to the notebook was left out: {list_names(one.name for one in zips)}.")
    notebooks.sort(key=lambda one: _rank(one.label.file, assignment))
    if len(notebooks) == 1:
        chosen, content = notebooks[0], notebooks[0].file.read()
    else:
        chosen, content = _best(notebooks[:MAX_CANDIDATES], assignment)
        names = _tell_apart(notebooks)
        left = list_names(name for one, name in zip(notebooks, names, strict=True) if one is not chosen)
        graded = names[notebooks.index(chosen)]
        remarks.append(f"{len(notebooks)} notebooks were handed in; {graded} was graded. Left out: {left}.")
    if not chosen.label.file.lower().endswith(NOTEBOOK):
        remarks.append(
            f"{chosen.name} was graded, although it does not end in .ipynb. Next time hand in the notebook itself."
        )
    return Reading(content, tuple(remarks))


def _rank(name: str, assignment: Assignment) -> tuple[bool, bool, str]:
    """The right name first, then copies under it, then by name."""
    return name != assignment.notebook, original(name) != assignment.name, name


def is_notebook(name: str) -> bool:
    """Whether a file is a notebook by its name."""
    return name.lower().endswith(ENDINGS)


def is_zip(name: str) -> bool:
    """Whether a file is a zip by its name."""
    return name.lower().endswith(".zip")


def is_hidden(parts: Sequence[str]) -> bool:
    """Whether systems and JupyterLab create files of this name next to a person's own."""
    return any(part.startswith(".") or part in CHECKPOINTS for part in parts)


def _newest(files: Sequence[HandedIn]) -> tuple[list[HandedIn], list[str]]:
    """The files without those that were handed in again later, and the sentences about them."""
    kept: list[HandedIn] = []
    attempts = sorted({one.label.attempt for one in files})
    remarks = []
    if len(attempts) > 1:
        *earlier, last = attempts
        files = [one for one in files if one.label.attempt == last]
        remarks.append(f"The attempt of {last} counts, as it is the newest. Left out: {list_names(earlier)}.")
    for one in sorted(files, key=lambda one: one.label.order, reverse=True):
        later = next((other for other in kept if _is_same(one, other)), None)
        if later is None:
            kept.append(one)
        else:
            remarks.append(f"{later.file.name} counts, as it was handed in later. Left out: {one.file.name}.")
    if any(one.label.late for one in kept):
        remarks.append(LATE)
    return kept, remarks


def _is_same(one: HandedIn, other: HandedIn) -> bool:
    return one.label.attachment > 0 and is_handed_in_again(one.label.file, other.label.file)


def notebooks_by_content(files: Iterable[HandedIn]) -> list[HandedIn]:
    """Those of the first few files that hold a notebook."""
    return [one for one in list(files)[:MAX_OTHERS] if is_notebook_by_content(one.file)]


def _look_into(
    zips: Sequence[HandedIn], assignment: Assignment, others: Sequence[HandedIn]
) -> tuple[list[HandedIn], list[str]]:
    """The notebooks inside of zips. Raises RefusedError when there is none, OSError when no zip can be read.

    others: files that are not notebooks; a zip without the ending may be among them.
    """
    zips = [*zips, *(one for one in others[:MAX_OTHERS] if kind_of(one.file) == "a zip")]
    found: list[HandedIn] = []
    names = [_name_with_kind(one) for one in others[:MAX_OTHERS] if one not in zips]
    failures: list[str] = []
    for one in zips[:MAX_CANDIDATES]:
        try:
            inside = list(_members(one))
        except RefusedError as error:
            failures.append(str(error))
        except OSError as error:
            failures.append(f"{one.name} cannot be opened: {error.strerror or error}. Hand in the notebook itself.")
        else:
            notebooks = [member for member in inside if is_notebook(member.label.file)] or notebooks_by_content(inside)
            found += notebooks
            if not notebooks:
                names += (f"{one.name}/{_name_with_kind(member)}" for member in inside[:MAX_OTHERS])
    if found:
        told = list_names(dict.fromkeys(one.name for one in zips))
        return found, [f"The notebook was taken out of {told}. Next time hand in the .ipynb file itself.", *failures]
    if failures:
        raise RefusedError(" ".join(failures[:MAX_CANDIDATES]))
    holds = f"there is {list_names(names)}" if names else "there is no file"
    raise RefusedError(f"No notebook was handed in: {holds}. Hand in {assignment.notebook}, as JupyterLab saves it.")


def _name_with_kind(one: HandedIn) -> str:
    kind = kind_of(one.file)
    return one.name if kind in ("", "a zip") else f"{one.name} ({kind})"


def _members(one: HandedIn) -> Iterator[HandedIn]:
    archive = open_own_zip(one.file)
    for info in archive.members:
        parts = split_name(info.filename)
        if info.filename and not is_folder(info) and not is_hidden(parts):
            yield HandedIn(Member(archive, info), Label("", (), parts[-1]))


def _tell_apart(notebooks: Sequence[HandedIn]) -> list[str]:
    """The names of notebooks; where two have the same, the paths below the folder that all of them are in."""
    if len({one.label.file for one in notebooks}) == len(notebooks):
        return [one.name for one in notebooks]
    paths = [one.file.parts for one in notebooks]
    same = next((at for at, level in enumerate(zip(*paths, strict=False)) if len(set(level)) > 1), 0)
    return [one_line("/".join(path[same:])) for path in paths]


def _best(notebooks: list[HandedIn], assignment: Assignment) -> tuple[HandedIn, bytes]:
    """The notebook that most is written in, and its bytes. Raises what reading raises when none can be read."""
    best: tuple[int, HandedIn, bytes] | None = None
    failure: OSError | RefusedError | None = None
    budget = MAX_BYTES
    for one in notebooks:
        # The first one with the right name counts, unless there is another one of the same name elsewhere.
        so_far = best[1].label.file if best is not None and best[0] > 0 else ""
        if original(so_far) == assignment.name and one.label.file != so_far:
            break
        try:
            content = one.file.read(budget)
        except (OSError, RefusedError) as error:
            failure = error
            continue
        if len(content) > budget:
            continue
        budget -= len(content)
        written = count_written(content, assignment.outline)
        if best is None or written > best[0]:
            best = written, one, content
    if best is not None:
        return best[1:]
    if failure is not None:
        raise failure
    return notebooks[0], notebooks[0].file.read()

"""Ids of students: names of folders of results, harmless on every system, whatever somebody was called before."""

import re
import unicodedata

LONGEST_ID = 150
"""Bytes of a student id: the name of a folder may have 255, and an id that two submissions claim gets a number."""
NUMBERED = re.compile(r".+ \([0-9]+\)", re.DOTALL)
RESERVED = re.compile(
    r"(con|prn|aux|nul|(com|lpt)[\d¹²³]|(grades|changes|canvas|moodle)\.csv|junit\.xml|cases\.json|feedback|class_report\.html|"
    r"gradescope|coursera)(\..*)?",
    re.IGNORECASE,
)


def student_id(name: str) -> str:
    """A name as a student id that is a safe name of a folder everywhere: never a path, hidden or reserved."""
    # Cut before it is looked at closely: a zip allows names of 65,535 bytes.
    safe = re.sub(r"[^\w @+.,=()-]", "_", unicodedata.normalize("NFC", name[:1_000]))
    safe = safe.encode()[:LONGEST_ID].decode(errors="ignore").strip(" .")
    if not safe or RESERVED.fullmatch(safe):
        return f"_{safe}"
    return name if safe == name else safe  # one string for both, of which there may be a hundred thousand


def id_of_name(name: str, number: str) -> str:
    """An id of a name and a platform's number; of a long name the end is cut off, never the number."""
    room = LONGEST_ID - len(number) - 1
    short = unicodedata.normalize("NFC", name[:1_000]).encode(errors="replace")[:room].decode(errors="ignore")
    return "_".join(part for part in (short, number) if part)


def with_number(student: str, number: int) -> str:
    """An id for one of several submissions that claim to be the same student's; of a long one the end is cut off."""
    ending = f" ({number})"
    short = student.encode()[: LONGEST_ID - len(ending)].decode(errors="ignore").rstrip(" .")
    return f"{short}{ending}"


def is_numbered(student: str) -> bool:
    """Whether an id has the form of those that `with_number` gives: it is not known whose it is."""
    return NUMBERED.fullmatch(student) is not None


def same_name(student: str) -> str:
    """The same text for all ids that some file system takes for one name."""
    return unicodedata.normalize("NFKC", student).casefold()


def same_id(text: str) -> str:
    """The same text for all spellings of one id, in a roster or in the file of a platform."""
    return unicodedata.normalize("NFC", same_name(text)).strip()  # ignoring case may take a letter apart


def letters(name: str) -> str:
    """What is compared of a name: its letters and digits, which is what Canvas leaves of it in the name of a file."""
    return "".join(char for char in same_name(name) if char.isalnum())


def spellings(name: str) -> set[str]:
    """What is compared of a name, the last name first and the first name first, as nobody knows how it is written."""
    words = name.split()
    return {letters("".join(words[at:] + words[:at])) for at in range(len(words))} - {""}


def is_name(text: str) -> bool:
    """Whether a text of which nobody knows what it is may be the name of a person: an id is one word."""
    return len(text.split()) > 1

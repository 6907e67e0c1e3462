"""Ids of students: names of folders of results, harmless on every system, whatever somebody was called before."""

import re
import unicodedata

LONGEST_ID = 150
"""Bytes of a student id: the name of a folder may have 255, and another student of the same name gets a number."""
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


def same_name(student: str) -> str:
    """The same text for all ids that some file system takes for one name."""
    return unicodedata.normalize("NFKC", student).casefold()

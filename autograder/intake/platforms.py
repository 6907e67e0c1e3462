"""How platforms call what they hand out when a teacher downloads all submissions: whose file it is, and which is newer.

Canvas puts all files side by side: `<name>_[LATE_]<user>_<attachment>_<file>`, or `anon_<id>` for name and user where
names are hidden; a name that is taken gets `-1`, `-2` ... before its ending, and text entries end in `_text.html`
(canvas-lms, lib/content_zipper.rb and Attachment.make_unique_filename). Moodle makes a folder for each student,
`<full name>_<participant>_assignsubmission_file`, up to Moodle 4 with an underscore at the end, or puts the same in
front of the name of each file (moodle, mod/assign/locallib.php and classes/downloader.php; a preference of the
teacher). With `Participant` for the name marking is blind; a group stands in the place of a student.
"""

import re
from dataclasses import dataclass

LONGEST = 1_000
"""Characters of a name that are looked at: a zip allows 65,535."""
CANVAS = re.compile(
    r"(?:(?P<name>\w+?)_)??(?P<late>late_)?(?:(?P<user>\d+)|anon_(?P<anonymous>[a-z0-9]+))"
    r"_(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<entry>text|link)\.html)",
    re.IGNORECASE | re.DOTALL,
)
MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<participant>\d+))?_assignsubmission_[a-z]+(?:_?|_(?P<file>.+))", re.DOTALL)
COPY = re.compile(r"(?:[-_ ]?\(\d+\)|-\d+|[- _]copy\d*)+$", re.IGNORECASE)
AGAIN = re.compile(r"-(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class Label:
    """What the name of a file or folder says.

    student: who handed in, unique within one download. keys: what else a roster may call the student.
    file: the name that the student gave the file; empty for a folder. late: the platform marks it as late.
    attachment: a number that grows with time, 0 where there is none.
    """

    student: str
    keys: tuple[str, ...]
    file: str = ""
    late: bool = False
    attachment: int = 0

    @property
    def order(self) -> tuple[int, bool, int]:
        """What is greater was handed in later."""
        again = AGAIN.search(stem(self.file))
        return int(again.group(1)) if again else 0, self.late, self.attachment


def read_canvas(name: str) -> Label | None:
    """What the name of a file from Canvas says, None if it is not made like one."""
    match = CANVAS.fullmatch(name[:LONGEST])
    if match is None:
        return None
    user = match["user"] or match["anonymous"]
    student = "_".join(part for part in (match["name"] or (match["anonymous"] and "anon"), user) if part)
    attachment = int((match["attachment"] or "0")[:18])
    file = match["file"] or f"{match['entry']}.html"
    keys = tuple(part for part in (user, match["name"]) if part)
    return Label(student, keys, file, bool(match["late"]), attachment)


def read_moodle(name: str) -> Label | None:
    """What the name of a folder or file from Moodle says, None if it is not made like one."""
    match = MOODLE.fullmatch(name[:LONGEST])
    if match is None:
        return None
    student = "_".join(part for part in (match["name"], match["participant"]) if part)
    keys = tuple(part for part in (match["participant"], match["name"]) if part)
    return Label(student, keys, match["file"] or "")


def stem(name: str) -> str:
    """A name without its ending."""
    return name.rpartition(".")[0] or name


def original(name: str) -> str:
    """A name without its ending and without what platforms, browsers and JupyterLab add to it for a copy."""
    return COPY.sub("", stem(name)).casefold()


def is_handed_in_again(name: str, other: str) -> bool:
    """Whether two names are of one file that was handed in twice: the same but for the number that Canvas adds."""
    return AGAIN.sub("", stem(name)) == AGAIN.sub("", stem(other))

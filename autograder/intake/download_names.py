"""How platforms call what they hand out when a teacher downloads all submissions: whose file it is, and which is newer.

Canvas puts all files side by side: `<name>_[LATE_]<user>_<attachment>_<file>`, or `anon_<id>` for name and user where
names are hidden; a name that is taken gets `-1`, `-2` ... before its ending, and text entries end in `_text.html`
(canvas-lms, lib/content_zipper.rb and Attachment.make_unique_filename). Moodle makes a folder for each student,
`<full name>_<participant>_assignsubmission_file`, up to Moodle 4 with an underscore at the end, or puts the same in
front of the name of each file (moodle, mod/assign/locallib.php and classes/downloader.php; a preference of the
teacher). With `Participant` for the name marking is blind; a group takes the place of a student.

Students choose their own names and those of their files, so either can be made to look like this scheme. A folder of
Moodle is read from its end, which no student chooses. A file has a student's text at both ends: where its name can be
read in more than one way, it is nobody's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from autograder.intake.student_ids import id_of_name

LONGEST = 1_000
"""Characters of a name that are looked at: a zip allows 65,535."""
UPLOAD = r"_(?:(?P<attachment>[1-9][0-9]{0,17})_(?P<file>.+)|(?P<entry>(?:text|link)\.html))"
# What follows the name of a person in Canvas, and what replaces it if names are hidden.
CANVAS = re.compile(rf"(?P<user>[1-9][0-9]{{0,17}}){UPLOAD}", re.DOTALL)
ANONYMOUS = re.compile(rf"(?P<late>LATE_)?anon_(?P<user>[A-Za-z0-9]+){UPLOAD}", re.DOTALL)
SEAM = re.compile("(?:^|_)(?=[1-9])")
LATE = re.compile(r"(?:^|_)LATE$|(?<=.)_late$")
MOODLE_FOLDER = re.compile(r"(?P<name>.+?)(?:_(?P<number>[0-9]{1,18}))?_assignsubmission_[a-z]+_?", re.DOTALL)
MOODLE_FILE = re.compile(rf"{MOODLE_FOLDER.pattern.removesuffix('_?')}(?:_?|_(?P<file>.+))", re.DOTALL)
MOODLE_MARK = re.compile(r"_assignsubmission_[a-z]+(?=_|$)")
COPY = re.compile(r"(?:[-_ ]?\(\d+\)|-\d+|[- _]copy\d*)+$", re.IGNORECASE)
AGAIN = re.compile(r"-(\d{1,9})$")


@dataclass(frozen=True, slots=True)
class Label:
    """What the name of a file or folder shows.

    student: who handed in, unique within one download. ids: by what a platform knows the student. file: the name that
    the student gave the file; empty for a folder. late: the platform marks it as late. attachment: a number that grows
    with time, 0 where there is none. names: what the student calls himself or herself. unclear: the name can be read
    in several ways. attempt: the time of the attempt, where each has a name of its own. A label of no platform has
    neither ids nor names.
    """

    student: str
    ids: tuple[str, ...] = ()
    file: str = ""
    late: bool = False
    attachment: int = 0
    names: tuple[str, ...] = ()
    unclear: bool = False
    attempt: str = ""

    @property
    def order(self) -> tuple[int, bool, int]:
        """What is greater was handed in later."""
        again = AGAIN.search(stem(self.file))
        return int(again.group(1)) if again else 0, self.late, self.attachment


def read_canvas(name: str) -> Label | None:
    """What the name of a file from Canvas shows, None if it is not such a name."""
    name = name[:LONGEST]
    # Canvas writes names of people in small letters.
    likely = (label for label in _read_canvas(name) if all(called == called.lower() for called in label.names))
    found = list(islice(likely, 2)) or list(islice(_read_canvas(name), 2))
    return found[0] if len(found) == 1 else unclear_label(name) if found else None


def _read_canvas(name: str) -> Iterator[Label]:
    """Each way to read a name as one from Canvas."""
    start = 0
    if anonymous := ANONYMOUS.fullmatch(name):
        yield _canvas_label("anon", (), anonymous, bool(anonymous["late"]))
        start = anonymous.end("user")
    for seam in SEAM.finditer(name, start):
        late = LATE.search(name, 0, seam.start())
        called = name[: late.start() if late else seam.start()]
        rest = CANVAS.fullmatch(name, seam.end())
        if rest and re.fullmatch(r"\w*", called):
            yield _canvas_label(called, (called,) if called else (), rest, late is not None)


def _canvas_label(called: str, names: tuple[str, ...], rest: re.Match[str], late: bool) -> Label:
    file = rest["file"] or rest["entry"]
    return Label(id_of_name(called, rest["user"]), (rest["user"],), file, late, int(rest["attachment"] or 0), names)


def read_moodle(name: str, folder: bool = False) -> Label | None:
    """What the name of a folder or file from Moodle shows, None if it is not such a name."""
    name = name[:LONGEST]
    match = (MOODLE_FOLDER if folder else MOODLE_FILE).fullmatch(name)
    if match is None:
        return None
    if not folder and len(MOODLE_MARK.findall(name)) > 1:
        return unclear_label(name)
    called, number = match["name"], match["number"] or ""
    file = "" if folder else match["file"] or ""
    return Label(id_of_name(called, number), (number,) if number else (), file, names=(called,))


def unclear_label(name: str) -> Label:
    """A label for a file that may be of one student or of another."""
    return Label(stem(name[:LONGEST]), file=name[:LONGEST], unclear=True)


def stem(name: str) -> str:
    """A name without its ending, and without that of a notebook before it, as in `work.ipynb.txt`."""
    first = name.rpartition(".")[0] or name
    return first[:-6] if first.lower().endswith(".ipynb") and len(first) > 6 else first


def student_stem(name: str) -> str:
    """A name without the endings that a notebook may have: what else follows a point is a part of the name."""
    return stem(name) if name.lower().endswith((".ipynb", ".zip", ".txt", ".json")) else name


def original(name: str) -> str:
    """A name without its ending and without what platforms, browsers and JupyterLab add to it for a copy."""
    return COPY.sub("", stem(name)).casefold()


def is_handed_in_again(name: str, other: str) -> bool:
    """Whether two names are of one file that was handed in twice: the same except for the number that Canvas adds."""
    return AGAIN.sub("", stem(name)) == AGAIN.sub("", stem(other))

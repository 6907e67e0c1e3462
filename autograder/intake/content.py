"""What a file that was handed in is by its content, for those whose names do not show it."""

from autograder.intake.files import IS_LINK, NO_FILE, File, RefusedError
from autograder.reading.file_kinds import HEAD, begins_like_notebook, describe, holds_cells

REFUSED = {IS_LINK: "a link", NO_FILE: "not a regular file"}
"""What is not read, by the end of the sentence that says so."""


def is_notebook_by_content(file: File) -> bool:
    """Whether a file holds a notebook, whatever it is called. What cannot be read does not."""
    try:
        return begins_like_notebook(file.read(HEAD)) and holds_cells(file.read())
    except (OSError, RefusedError):
        return False


def kind_of(file: File) -> str:
    """What a file is by its content, as far as that is recognised."""
    try:
        return describe(file.read(HEAD))
    except RefusedError as error:
        return next((kind for reason, kind in REFUSED.items() if str(error).endswith(reason)), "")
    except OSError:
        return ""

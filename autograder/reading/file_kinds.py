"""What a file is by what is in it, whatever it is called. Only bytes are compared, so that any file may be given."""

import re

HEAD = 4_096
"""Bytes at the beginning of a file that say what it is."""
ZIP = b"PK\x03\x04"
LFS = b"version https://git-lfs.github.com/spec/"
WEB_PAGE = (b"<!doctype", b"<html", b"<?xml")
# Before the first: what editors put at the beginning of a text, and the zero bytes of UTF-16.
BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe"
BY_START = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program"),
    (b"{\\rtf", "a document of an office program"),
)
OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")
SCRIPT = re.compile(
    rb"#!.*python|#.*\bcoding[:=]|# In ?\[|# ?%%|# ---|(?:import|from) [\w.]+|def \w+\(|# GRADED FUNCTION|#!/"
)


def describe(content: bytes) -> str:
    """What a file is, by its beginning, as in `a PDF`; empty for a notebook and for what is not recognised."""
    if not content:
        return "an empty file"
    if not content.strip(b"\x00"):
        return "zero bytes and nothing else"
    if content.startswith(ZIP):
        return "a document of an office program" if any(mark in content[:HEAD] for mark in OFFICE) else "a zip"
    for start, kind in BY_START:
        if content.startswith(start):
            return kind
    text = _text(content[:HEAD])
    if text.startswith(LFS):
        return "a pointer of Git LFS"
    if text.lower().startswith(WEB_PAGE):
        return "a web page"
    return "a Python script" if SCRIPT.match(text) else ""


def begins_like_notebook(head: bytes) -> bool:
    """Whether a file may be a notebook by its beginning."""
    return _text(head[:HEAD]).startswith(b"{")


def holds_cells(content: bytes) -> bool:
    """Whether a file is a notebook, perhaps a damaged one: what begins like JSON and has cells in it."""
    return begins_like_notebook(content) and (
        b'"cell_type"' in content or b'"cell_type"' in content.replace(b"\0", b"")
    )


def _text(head: bytes) -> bytes:
    return head.replace(b"\x00", b"").lstrip(BLANK)

"""Zips: written field by field, so that each may lie; collected as the download of a class and as one hand-in of it."""

import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from autograder.intake.collection import CollectionError, Found, collect
from autograder.intake.files import RefusedError
from autograder.intake.student_ids import same_name, student_id
from autograder.reading.notebook import MAX_BYTES
from tests.first_assignment import ASSIGNMENT
from tests.fuzz.drawing import ODD_CHARACTERS, damage, often, size, text

NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "def zero_pad(X, pad):\\n    return X"}]}'
NAMES = (
    *("cnn_step_by_step.ipynb", "ada.ipynb", "a.zip", "notes.txt", "x.IPYNB", ".ipynb", "", "/", "\\", ".", ".."),
    *("con.ipynb", "ada/cnn_step_by_step/cnn_step_by_step.ipynb", "ada/cnn_step_by_step/", "bob/cnn_step_by_step"),
    *("ada/", "__MACOSX/._ada.ipynb", "submitted/ada/cnn_step_by_step/x.ipynb", ".ipynb_checkpoints/ada.ipynb"),
    *("../../etc/x.ipynb", "/etc/x.ipynb", "C:\\x.ipynb", "adalovelace_12_345_cnn_step_by_step.ipynb"),
    *("adalovelace_late_12_345_cnn_step_by_step-1.ipynb", "anon_ab12_345_x.ipynb", "12_345_x.ipynb"),
    *("late_12_345_late_6_7_x.ipynb", "adalovelace_12_text.html", "ada_1_2_3_4_5_x-2.ipynb", "_12_3_x.zip"),
    *("Ada Lovelace_123_assignsubmission_file_/x.ipynb", "Ada_1_assignsubmission_file/y.zip"),
    *("Participant_7_assignsubmission_file_x.ipynb", "Ada_1_assignsubmission_file_Bob_2_assignsubmission_file_x.ipynb"),
    *("_assignsubmission_file_/x.ipynb", "Group A_assignsubmission_onlinetext.html", "timestamp.txt"),
    *("cnn_step_by_step (1).ipynb", "cnn_step_by_step-Copy1-Copy2.ipynb", "ADA.ipynb", "Ada.ipynb"),
    "a/b/c/d/e/f/g/h/x.ipynb",
)
PIECES = (
    *("_1", "-1", " copy", "(1)", "_late", "a", "/", "\\", "/a", "../", "_assignsubmission_file_", "anon_", "é"),
    *("\x00", ".ipynb", "1_", " ", "."),
)
METHODS = (0, 8, 8, 8, 8, 8, 1, 9, 12, 14, 93, 95, 99, 65535)
MODES = (0, 0, 0o100644, 0o120777, 0o040755, 0o010644, 0o140644, 0o020644, 0o170000)
NUMBERS = (0, 1, 22, 65535, 2**31 - 1, 2**31, 2**32 - 1)
LONGEST_NAME = 65_535


@dataclass
class Entry:
    """One member, with the fields that its two headers state of it."""

    name: bytes
    packed: bytes
    method: int
    flags: int
    crc: int
    full: int
    mode: int
    extra: bytes = b""
    comment: bytes = b""


class Zips:
    """Makes zips and collects what is in them."""

    max_seconds = 2.0
    max_bytes = 600 << 20

    def __init__(self, stack: ExitStack) -> None:
        """Make a folder to put them in."""
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.class_folder = self.folder / "class"
        self.class_folder.mkdir()
        (self.class_folder / "bob.ipynb").write_bytes(NOTEBOOK)

    def make(self, draw: Random) -> bytes:
        """The bytes of a file that claims to be a zip."""
        return make_zip(draw)

    def attempt(self, content: bytes) -> Iterator[str]:
        """Collect a zip in both places. Yields what came of each step; raises what a step raises."""
        download = self.folder / "class.zip"
        download.write_bytes(content)
        try:
            found = collect(download, ASSIGNMENT)
        except CollectionError:
            yield "download: refused"
        else:
            yield f"download: {min(len(found.submissions), 3)} submissions"
            for name in found.passed_over:
                assert name.isprintable()
            yield from self._read(found.submissions)
        (self.class_folder / "ada.zip").write_bytes(content)
        found = collect(self.class_folder, ASSIGNMENT)
        ada, bob = found.submissions
        assert bob.read(ASSIGNMENT).content == NOTEBOOK
        outcome = _outcome(ada)
        # What cannot be read is the grader's fault, and a student is not to choose that.
        assert outcome != "cannot be read", "the hand-in of a student cannot be read"
        yield f"hand-in: {outcome}"

    def _read(self, submissions: list[Found]) -> Iterator[str]:
        students = [one.student for one in submissions]
        assert len({same_name(student) for student in students}) == len(students)
        for one in submissions:
            assert student_id(one.student) == one.student
            yield f"submission: {_outcome(one)}"


def _outcome(found: Found) -> str:
    try:
        reading = found.read(ASSIGNMENT)
    except RefusedError as error:
        _check_sentence(str(error))
        return "refused"
    except OSError as error:
        _check_sentence(str(error.strerror or error))
        return "cannot be read"
    assert len(reading.content) <= MAX_BYTES + 1
    for remark in reading.remarks:
        _check_sentence(remark)
    return "read"


def _check_sentence(sentence: str) -> None:
    assert sentence.isprintable(), ascii(sentence[:200])
    assert 0 < len(sentence) < 10_000, f"a sentence of {len(sentence)} characters: {sentence[:100]}"


def make_zip(draw: Random, depth: int = 0) -> bytes:
    """A zip of a few members, sometimes of thousands, with lies in its fields and damage in its bytes."""
    count = size(draw, 3_000 if depth == 0 else 200)
    entries: list[Entry] = []
    for _ in range(count):
        again = entries and draw.random() < 0.1
        entries.append(draw.choice(entries) if again else _entry(draw, depth, count))
    content = _assemble(draw, entries)
    return damage(draw, content) if draw.random() < 0.2 else content


def _entry(draw: Random, depth: int, siblings: int) -> Entry:
    data = often(
        draw,
        (6, lambda: NOTEBOOK),
        (2, lambda: damage(draw, NOTEBOOK)),
        (1, lambda: b""),
        (1, lambda: draw.randbytes(draw.randrange(100))),
        (1 if depth < 2 and siblings < 20 else 0, lambda: make_zip(draw, depth + 1)),
        (0.05 if siblings < 20 else 0, lambda: bytes(draw.choice((MAX_BYTES - 1, MAX_BYTES + 2)))),
    )
    method = 8 if draw.random() < 0.7 else draw.choice(METHODS)
    packed = data
    if method == 8:
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        if draw.random() < 0.05:
            packed = damage(draw, packed)
    return Entry(
        name=make_name(draw, siblings).encode(draw.choice(("utf-8", "utf-8", "utf-16-le")), "surrogatepass")[
            :LONGEST_NAME
        ],
        packed=packed,
        method=method,
        flags=0x800 if draw.random() < 0.7 else draw.randrange(1 << 16),
        crc=_true(draw, zlib.crc32(data)),
        full=_true(draw, len(data)),
        mode=draw.choice(MODES),
        extra=_extra(draw),
        comment=draw.randbytes(size(draw, 1_000)) if draw.random() < 0.1 else b"",
    )


def make_name(draw: Random, siblings: int = 1) -> str:
    """The name of a member. siblings: how many members there are; of many, few have long names."""
    longest = LONGEST_NAME if siblings < 50 else 200
    name = draw.choice(NAMES)
    return often(
        draw,
        (8, lambda: name),
        (2, lambda: f"{text(draw)}/{name}"),
        (2, lambda: name.replace("ada", text(draw))),
        (1, lambda: "".join(draw.choice((*PIECES, *ODD_CHARACTERS)) for _ in range(draw.randrange(8)))),
        # The same pieces over and over are what regular expressions have a hard time with.
        (
            1,
            lambda: (
                f"{text(draw)}{draw.choice(PIECES) * size(draw, longest)}{draw.choice(('', '.ipynb', '_x.zip', '!'))}"
            ),
        ),
        (1, lambda: f"{draw.choice(PIECES)}{draw.choice(PIECES)}" * size(draw, longest // 4) + draw.choice(("", name))),
    )


def _true(draw: Random, value: int) -> int:
    return value if draw.random() < 0.98 else draw.choice(NUMBERS)


def _extra(draw: Random) -> bytes:
    """Mostly nothing; else an extra field: of ZIP64, of a name in Unicode, or nonsense."""
    if draw.random() < 0.9:
        return b""
    data = draw.randbytes(draw.choice((0, 4, 8, 16, 28, 200)))
    length = len(data) if draw.random() < 0.7 else draw.randrange(1 << 16)
    return struct.pack("<HH", draw.choice((1, 0x7075, 0x5455, 0x9901, 0)), length) + data


def _assemble(draw: Random, entries: list[Entry]) -> bytes:
    """Both headers of each member and the end record; in one of twenty a field of them is not what it should be."""
    content = bytearray(b"junk" if draw.random() < 0.05 else b"")
    directory = bytearray()
    for entry in entries:
        name = entry.name if draw.random() < 0.98 else make_name(draw).encode("utf-8", "surrogatepass")[:LONGEST_NAME]
        offset = _true(draw, len(content))
        packed = _true(draw, len(entry.packed))
        fields = (entry.flags, entry.method, 0, draw.choice((33, 0, 0xFFFF)), entry.crc, packed, entry.full)
        content += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *fields, len(name), len(entry.extra)) + name + entry.extra
        content += entry.packed
        sizes = (len(entry.name), len(entry.extra), len(entry.comment))
        directory += struct.pack(
            "<4s6H3I5H2I",
            b"PK\1\2",
            draw.choice((0x314, 0x014, 0xFFFF)),
            20,
            *fields,
            *sizes,
            0,
            0,
            entry.mode << 16,
            offset,
        )
        directory += entry.name + entry.extra + entry.comment
    comment = draw.randbytes(size(draw, 2_000)) if draw.random() < 0.1 else b""
    numbers = (_true(draw, len(entries)) & 0xFFFF, _true(draw, len(entries)) & 0xFFFF)
    end = struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, *numbers, _true(draw, len(directory)), _true(draw, len(content)), len(comment)
    )
    return bytes(content + directory + end + comment)

"""Hostile and broken notebooks by what is wrong with them, with a part of the sentence that says so.

An empty sentence: the notebook is read, and the function in it is found.
"""

import json
from collections.abc import Callable

PAD = "def zero_pad(X, pad):\n    return X"


def cell(source: object = PAD, **extra: object) -> dict[str, object]:
    """One code cell."""
    return {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source, **extra}


def notebook(*cells: object, **extra: object) -> str:
    """A notebook as text; without cells it has one with the function."""
    return json.dumps({"cells": list(cells) or [cell()], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **extra})


def raw(value: str) -> bytes:
    """A notebook with an output that is written as given, valid JSON or not."""
    return notebook(cell(outputs=["@"])).replace('"@"', value).encode()


def old(number: int) -> bytes:
    """A notebook of format 2 or 3."""
    cells = [{"cell_type": "code", "language": "python", "input": PAD, "outputs": []}]
    return json.dumps({"nbformat": number, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}).encode()


READ = ""
NOTEBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep lists": (lambda: b"[" * 1_000_000, "nested far deeper"),
    "deep lists in an output": (lambda: raw("[" * 100_000 + "]" * 100_000), "nested far deeper"),
    "deep objects": (lambda: b'{"a":' * 1_000_000, "nested far deeper"),
    "cut off": (lambda: notebook().encode()[:-30], "cut off"),
    "nothing": (lambda: b"", "is an empty file"),
    "blanks": (lambda: b" " * 1_000_000, "is empty"),
    "null bytes": (lambda: b"\x00" * 1_000, "zero bytes and nothing else"),
    "null bytes at the end": (lambda: notebook().encode() + b"\x00" * 64, READ),
    "a brace at the end": (lambda: notebook().encode() + b"\n}", "complete, but something else follows it in line 2"),
    "two notebooks": (lambda: notebook().encode() * 2, "complete, but something else follows it in line 1"),
    "marks of a conflict": (
        lambda: b'{"cells": [\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> main\n]}',
        "marks of a merge conflict in the file, the first in line 2",
    ),
    "marks of a conflict in a cell": (lambda: notebook(cell("<<<<<<< HEAD\n=======\n"), cell()).encode(), READ),
    "pointer of Git LFS": (
        lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 123\n",
        "git lfs pull",
    ),
    "half a file": (lambda: notebook().replace(", ", ",\n").encode()[:60], "cut off: it ends in the middle of line 3"),
    "a comma too many": (lambda: notebook().replace("[], ", "[],,\n").encode(), "damaged: line 1 is not valid JSON"),
    "null byte in the source": (lambda: notebook(cell("\x00"), cell()).encode(), READ),
    "half a character, escaped": (lambda: notebook(cell("x = '\ud800'"), cell()).encode(), READ),
    "half a character, as bytes": (
        lambda: notebook(cell("x = '@'"), cell()).replace("@", "\ud800").encode("utf-8", "surrogatepass"),
        READ,
    ),
    "cells twice, the last counts": (lambda: f'{{"cells": [], {notebook()[1:]}'.encode(), READ),
    "cells twice, the last is empty": (lambda: f'{notebook()[:-1]}, "cells": 1}}'.encode(), "no notebook cells"),
    "UTF-8 with a mark": (lambda: notebook().encode("utf-8-sig"), READ),
    "UTF-16": (lambda: notebook().encode("utf-16"), READ),
    "UTF-16 without a mark": (lambda: notebook().encode("utf-16-be"), READ),
    "UTF-32": (lambda: notebook().encode("utf-32"), READ),
    "Latin-1": (lambda: notebook(cell("# ö")).replace("\\u00f6", "ö").encode("latin-1"), "is not in UTF-8"),
    "random bytes": (lambda: bytes(range(128, 256)) * 100, "is not text"),
    "web page": (lambda: b"\n <!DOCTYPE html>\n<html></html>", "is a web page"),
    "web page of XML": (lambda: b'<?xml version="1.0"?><html/>', "is a web page"),
    "PDF": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "zip": (lambda: b"PK\x03\x04" + b"\x00" * 100, "is a zip"),
    "Python": (lambda: PAD.encode(), "is a Python script"),
    "export as Python": (lambda: b"#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n", "is a Python script"),
    "document": (lambda: b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml", "a document of an office program"),
    "format 2": (lambda: old(2), READ),
    "format 3": (lambda: old(3), READ),
    "format 99": (lambda: notebook(nbformat=99).encode(), READ),
    "format is text": (lambda: notebook(nbformat={"a": []}).encode(), READ),
    "endless integer": (lambda: raw("9" * 1_000_000), READ),
    "endless fraction": (lambda: raw("0." + "9" * 1_000_000), READ),
    "giant exponent": (lambda: raw("1e999999999"), READ),
    "NaN and infinity": (lambda: raw("NaN, Infinity, -Infinity"), READ),
    "raw line ends in strings": (lambda: notebook().replace("\\n", "\n").encode(), READ),
    "odd cells": (lambda: notebook(None, 1, "x", [], {}, {"cell_type": []}, cell()).encode(), READ),
    "odd sources": (lambda: notebook(cell(3), cell({}), cell([1, None, ["x"]]), cell(None), cell()).encode(), READ),
    "source of pieces": (lambda: notebook(cell([3, PAD[:9], None, PAD[9:]])).encode(), READ),
    "cells is an object": (lambda: b'{"cells": {"0": 1}}', "no notebook cells"),
    "a number": (lambda: b"3", "no notebook cells"),
    "a million values": (lambda: b'{"cells": [' + b"[]," * 1_100_000 + b"0]}", "more than 1,000,000 values"),
    "commas in an output": (lambda: notebook(cell(outputs=["1,[2],{3}," * 200_000])).encode(), READ),
    "giant output": (lambda: notebook(cell(outputs=["x" * 20_000_000])).encode(), READ),
    "giant cell": (lambda: notebook(cell("#" * 2_000_000), cell()).encode(), READ),
    "a cell of blanks": (lambda: notebook(cell(" " * 500_000), cell()).encode(), READ),
    "a cell of statements": (lambda: notebook(cell("x = 1\n" * 20_000), cell()).encode(), READ),
    "statements on a line": (lambda: notebook(cell("x=1;" * 20_000), cell()).encode(), READ),
    "imports on a line": (lambda: notebook(cell("import " + ",".join(["os"] * 50_000)), cell()).encode(), READ),
    "many cells": (lambda: notebook(cell(), *[cell("x = 1")] * 20_000).encode(), READ),
    "many broken cells": (lambda: notebook(cell(), *[cell("def f(:")] * 4_000).encode(), READ),
    "nesting in the source": (lambda: notebook(cell("(" * 100_000), cell()).encode(), READ),
    "signs without end": (lambda: notebook(cell("x = " + "-" * 100_000 + "1"), cell()).encode(), READ),
    "attributes without end": (lambda: notebook(cell("x = a" + ".b" * 100_000), cell()).encode(), READ),
    "names without end": (lambda: notebook(cell(f"def {'f' * 100_000}(:"), cell()).encode(), READ),
    "right-to-left marks": (lambda: notebook(cell("x = 1 \u202e # \u2066"), cell()).encode(), READ),
}

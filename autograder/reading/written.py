"""In how many exercises of a notebook something is written, judged by its lines alone: to choose between notebooks."""

import re

from autograder.outline import Outline
from autograder.reading.notebook import UnreadableNotebookError, read_notebook

DOCSTRING = re.compile(r'("""|\'\'\').*?\1', re.DOTALL)
# Lines that any starter gives: placeholders, sizes, loops and what is returned.
GIVEN = r"None|NotImplemented|\.\.\.|\.shape\b|^\s*(?:(?:pass|return|for|if|elif|else|assert|print)\b|[)\]}])"


def find_written(content: bytes, outline: Outline) -> int:
    """In how many exercises of a notebook there is a line that no starter gives; -1 for what is not a notebook."""
    try:
        code = "\n".join(cell.source for cell in read_notebook(content).cells)
    except UnreadableNotebookError:
        return -1
    given = re.compile(f"{outline.starter_lines}|{GIVEN}")
    lines = DOCSTRING.sub("", code).split("\n")
    written: dict[str, bool] = {}
    name = ""
    for line in lines:
        text = line.partition("#")[0].rstrip()
        if not text:
            continue
        if not line[0].isspace():
            name = text[4:].partition("(")[0].strip() if text.startswith("def ") else ""
            written[name] = False  # the last definition counts
        elif name and not given.search(text):
            written[name] = True
    return sum(written.get(name, False) for name in outline.functions)

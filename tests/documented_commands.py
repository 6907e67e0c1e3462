"""The commands of a document, with what it says that they print, and the changes of files that it shows.

Of the blocks between fences those marked `sh` are commands, each followed by a `text` block if they print anything, and
those marked `diff` are changes. In a `text` block `...` stands for any text, alone in a line for any lines.
"""

import re
from dataclasses import dataclass

FENCED = re.compile(r"^```(sh|text|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ANY_LINES = r"(?:.*\n)*?"


@dataclass(frozen=True)
class Step:
    """One thing that a reader does: commands with what they print together, or a change of files."""

    commands: str = ""
    printed: str = ""
    change: str = ""

    def prints(self, output: str) -> bool:
        """Whether an output is what the document says."""
        lines = [ANY_LINES if line == "..." else _any_text(line) for line in self.printed.splitlines()]
        plain = "".join(line.rstrip() + "\n" for line in output.splitlines())
        return re.fullmatch("".join(lines), plain) is not None


def _any_text(line: str) -> str:
    return re.escape(line.rstrip()).replace(re.escape("..."), ".*") + r"\n"


def read_steps(document: str, heading: str) -> list[Step]:
    """The steps below a heading of the second level, in order."""
    section = document.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    steps: list[Step] = []
    for kind, text in FENCED.findall(section):
        if kind == "sh":
            steps.append(Step(commands=text))
        elif kind == "diff":
            steps.append(Step(change=text))
        else:
            steps[-1] = Step(steps[-1].commands, text)
    return steps

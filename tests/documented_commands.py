"""The commands of a document, run in order as a reader would type them, and what the document says that they print.

Blocks between fences have a kind. `sh` is for commands, each block followed by a `text` block if the page shows what
they print; `diff` is for changes of files; `console` is for commands that no test can run. In a `text` block `...` is
any text, alone on a line any lines. A block that ends with another status than 0 says so: `sh status=1`.
"""

import re
import subprocess
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.course_copy import ROOT, apply_change, environment_of

BLOCK = re.compile(r"^( *)```([^\n`]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ANY_LINES = r"(?:.*\n)*?"


@dataclass(frozen=True)
class Block:
    """One block between fences: its kind, the rest of the line with the kind, its text."""

    kind: str
    rest: str
    text: str


@dataclass(frozen=True)
class Step:
    """One thing that a reader does: commands with what they print together, or a change of files."""

    commands: str = ""
    printed: str = ""
    change: str = ""
    status: int = 0

    def prints(self, output: str) -> bool:
        """Whether an output is what the document says; where it says nothing, any output is."""
        if not self.printed:
            return True
        lines = [ANY_LINES if line == "..." else _any_text(line) for line in self.printed.splitlines()]
        plain = "".join(line.rstrip() + "\n" for line in output.splitlines())
        return re.fullmatch("".join(lines), plain) is not None


def _any_text(line: str) -> str:
    return re.escape(line.rstrip()).replace(re.escape("..."), ".*") + r"\n"


def list_pages() -> list[str]:
    """All pages: those at the top of the checkout and those of docs/, as paths from the top of the checkout."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))


def read_page(page: str) -> str:
    """The text of a file of the checkout, by its path from the top."""
    return (ROOT / page).read_text(encoding="utf-8")


def read_blocks(document: str) -> list[Block]:
    """All blocks between fences, in order."""
    blocks = []
    for indent, opening, text in BLOCK.findall(document):
        kind, _, rest = opening.partition(" ")
        blocks.append(Block(kind, rest, re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)))
    return blocks


def read_steps(document: str) -> list[Step]:
    """What a reader of a document does, in order. A `text` block belongs to the commands right before it."""
    steps: list[Step] = []
    before = ""
    for block in read_blocks(document):
        if block.kind == "sh":
            steps.append(Step(commands=block.text, status=int(block.rest.removeprefix("status=") or 0)))
        elif block.kind == "diff":
            steps.append(Step(change=block.text))
        elif block.kind == "text" and before == "sh":
            steps[-1] = Step(steps[-1].commands, block.text, status=steps[-1].status)
        before = block.kind
    return steps


class Terminal:
    """A shell in a copy of the checkout that keeps its folder and variables from one step to the next."""

    def __init__(self, course: Path) -> None:
        """A shell that starts at the top of `course`, in its environment."""
        self.course = course

    def __enter__(self) -> Self:
        """Start the shell."""
        self._file = tempfile.NamedTemporaryFile("w", suffix=".sh", encoding="utf-8")
        self._shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=self.course,
            env=environment_of(self.course),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._type("trap 'echo \"[status $?]\"; kill $(jobs -p) 2> /dev/null; wait' EXIT")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the shell, and what it left running."""
        self._shell.communicate()
        self._file.close()

    def _type(self, line: str) -> None:
        assert self._shell.stdin is not None
        self._shell.stdin.write(f"{line}\n")
        self._shell.stdin.flush()

    def run(self, step: Step) -> tuple[int, str]:
        """Run the commands of a step; return the status and what they printed.

        Where the document says nothing of a status the first command that fails ends the shell: no later step can run.
        """
        Path(self._file.name).write_text(step.commands, encoding="utf-8")
        stop = "" if step.status else "set -e; "
        self._type(f'{stop}. {self._file.name} < /dev/null; echo "[status $?]"; set +e')
        assert self._shell.stdout is not None
        printed: list[str] = []
        for line in self._shell.stdout:
            if ended := re.fullmatch(r"(.*)\[status (\d+)\]\n", line):
                return int(ended[2]), "".join([*printed, ended[1]])
            printed.append(line)
        raise AssertionError("the shell ended without a status: " + "".join(printed))


def follow(document: str, terminal: Terminal, left_out: Collection[str] = ()) -> None:
    """Do all that a document shows, in order, except the lines that are left out; check statuses and outputs."""
    for step in read_steps(document):
        if step.change:
            apply_change(step.change, terminal.course)
            continue
        lines = [line for line in step.commands.splitlines() if line not in left_out]
        status, output = terminal.run(replace(step, commands="\n".join(lines)))
        assert status == step.status, f"{step.commands}ends with status {status} and prints:\n{output}"
        assert step.prints(output), f"{step.commands}prints:\n{output}"

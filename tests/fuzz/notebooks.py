"""Notebooks: well-formed ones of odd parts, and real ones that were damaged. They are read, graded and recorded."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from autograder.gradebook.notebook import rebuild
from autograder.gradebook.released import read_released
from autograder.gradebook.submitted import read_submitted
from autograder.grading.checks.session import CheckSession
from autograder.grading.grader import Grader
from autograder.intake.collection import collect
from autograder.intake.files import RefusedError
from autograder.sandbox import Job, JobResult, Limits, Reply, Sandbox, TierName
from examples.build import SUBMITTED, find_starter
from tests.first_assignment import ASSIGNMENT, EXERCISES, EXPECTED, NAME, OUTLINE
from tests.fuzz.drawing import damage, often, size, some, text
from tests.fuzz.records import check_record
from tests.fuzz.sources import make_shape, make_source

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7")
CELL_TYPES: tuple[object, ...] = ("code", "markdown", "raw", "heading", "Code", "", None, 1, [], {})
LITERALS = (
    b"NaN",
    b"-Infinity",
    b"1e999999",
    b"9" * 5_000,
    b'"\\ud800"',
    b'"\\u0000"',
    b"[" * 3_000,
    b'{"a":' * 500,
    b"tru",
    b"",
)
ANSWER = "def zero_pad(X, pad):\n    return X"
MOST_CHARACTERS = 50_000_000
"""Characters of cells that are repeated: a file may have 64 MB, and inputs are made within limits of memory, too."""


class Notebooks:
    """Makes notebooks and tries them on everything that handles the notebook of one student."""

    max_seconds = 5.0
    max_bytes = 600 << 20

    def __init__(self, stack: ExitStack) -> None:
        """Read what inputs are made of, and open a grader that calls nothing."""
        self.originals = [path.read_bytes() for path in sorted(SUBMITTED.glob("*/*/*.ipynb"))]
        self.whole = [content for content in self.originals if _cells_of(content)]
        cells = [cell for content in self.whole for cell in _cells_of(content)]
        self.sources = sorted({"".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"})
        self.released = read_released(find_starter(NAME).parent, ASSIGNMENT)
        self.grader = Grader(Silent(), CheckSession(EXPECTED))
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))

    def make(self, draw: Random) -> bytes:
        """The bytes of a file that claims to be a notebook."""
        return often(
            draw,
            (8, lambda: self._written(draw, self._notebook(draw))),
            (0.3, lambda: _beside_answer(make_shape(draw, draw.uniform(0.8, 1.0)))),
            (2, lambda: damage(draw, draw.choice(self.originals))),
            (1, lambda: damage(draw, self._written(draw, self._notebook(draw)))),
            (0.5, lambda: self._written(draw, tree(draw))),
            (0.3, lambda: draw.choice(self.originals)[: draw.randrange(50_000)]),
            (0.3, lambda: draw.randbytes(draw.randrange(200))),
        )

    def attempt(self, content: bytes) -> Iterator[str]:
        """Handle a file as grading and the gradebook do. Yields what came of each step; raises what a step raises."""
        submitted = read_submitted(content, OUTLINE)
        submission = submitted.submission
        for name in EXERCISES:
            submission.program(name)
            submission.uses(name)
            submission.variables(name)
            submission.is_pure(name)
        yield f"read: {'a notebook' if submitted.readable else 'no notebook'}"
        yield f"chosen: {self._choose(content)}"
        record = self.grader.grade("somebody", content)
        result = check_record(record, self.folder)
        yield f"graded: {'with' if submission.unread else 'without'} cells that do not parse"
        rebuilt = rebuild(self.released, submitted, result)
        cells = json.loads(rebuilt.text)["cells"]
        assert all(type(cell["source"]) is str for cell in cells)
        rebuilt.text.encode("utf-8", errors="strict")
        yield "rebuilt for the gradebook"

    def _choose(self, content: bytes) -> str:
        """Choose between this notebook and another one."""
        place = self.folder / "submitted" / "ada" / NAME
        place.mkdir(parents=True, exist_ok=True)
        (place / "draft.ipynb").write_bytes(content)
        (place / f"{NAME}.ipynb").write_bytes(find_starter(NAME).read_bytes())
        (found,) = collect(self.folder / "submitted", ASSIGNMENT).submissions
        try:
            reading = found.read(ASSIGNMENT)
        except RefusedError:
            return "refused"
        return "this one" if reading.content == content else "the other one"

    def _written(self, draw: Random, notebook: object) -> bytes:
        content = json.dumps(notebook, ensure_ascii=draw.random() < 0.5).encode(errors="surrogatepass")
        if draw.random() < 0.1:
            content = content.replace(b"null", draw.choice(LITERALS), draw.randint(1, 3))
        if draw.random() < 0.1:
            content = content.decode(errors="replace").encode(draw.choice(ENCODINGS), "replace")
        return content

    def _notebook(self, draw: Random) -> object:
        if draw.random() < 0.3:
            return self._real(draw)
        drawn = [self._cell(draw) for _ in range(draw.randint(0, 6))]
        if draw.random() < 0.02:
            drawn *= min(size(draw, 2_000), 1 + MOST_CHARACTERS // len(json.dumps(drawn)))
        cells: object = drawn
        if draw.random() < 0.05:
            cells = tree(draw)
        notebook: dict[str, object] = {
            "metadata": self._metadata(draw),
            "nbformat": draw.choice((4, 3, 2, 99, "4", None, [])),
        }
        if draw.random() < 0.2:
            sheets = [{"cells": cells, **_odd(draw)}, *(tree(draw) for _ in range(draw.randrange(3)))]
            notebook["worksheets"] = tree(draw) if draw.random() < 0.2 else sheets
        if "worksheets" not in notebook or draw.random() < 0.2:
            notebook["cells"] = cells
        return notebook | _odd(draw)

    def _real(self, draw: Random) -> object:
        """A real notebook in which some cells are others, doubled, gone, or in another order."""
        notebook = json.loads(draw.choice(self.whole))
        cells = notebook["cells"]
        for _ in range(draw.randint(1, 4)):
            where = draw.randrange(len(cells))
            cells[where : where + draw.randrange(3)] = [self._cell(draw), *some(draw, cells, 1)]
        return notebook

    def _cell(self, draw: Random) -> object:
        if draw.random() < 0.05:
            return tree(draw)
        source: object = make_source(draw, self.sources)
        if draw.random() < 0.3:
            source = [line for line in str(source).splitlines(keepends=True) or ["x"]]
            if draw.random() < 0.3:
                source.insert(draw.randint(0, len(source)), tree(draw))
        if draw.random() < 0.05:
            source = tree(draw)
        kind = "code" if draw.random() < 0.8 else draw.choice(CELL_TYPES)
        cell = {"cell_type": kind, draw.choice(("source",) * 9 + ("input",)): source, "metadata": self._metadata(draw)}
        if draw.random() < 0.3:
            cell["outputs"] = tree(draw)
        if draw.random() < 0.3:
            cell["id"] = draw.choice((*EXERCISES, tree(draw)))
        return cell | _odd(draw)

    def _metadata(self, draw: Random) -> object:
        if draw.random() < 0.2:
            return tree(draw)
        mark = {"grade_id": draw.choice((*EXERCISES, "test_zero_pad", tree(draw))), "grade": True, "points": tree(draw)}
        return {"nbgrader": mark if draw.random() < 0.8 else tree(draw)} | _odd(draw)


class Silent(Sandbox):
    """A sandbox that runs nothing: every function is there, and returns nothing."""

    tier: TierName = "none"
    trusted_for_marks = False
    protections = ()

    def __init__(self) -> None:
        """Start nothing."""

    def run(self, job: Job, limits: Limits = Limits()) -> JobResult:  # noqa: B008  (it is frozen)
        """A reply for each call. Nothing is run."""
        replies = tuple(Reply("returned", None, call.arguments) for call in job.calls)
        return JobResult((), frozenset(call.function for call in job.calls), replies, 0.0)


def tree(draw: Random, depth: int = 0) -> Any:
    """Any JSON value, mostly a small one."""
    if depth < 4 and draw.random() < 0.5:
        count = size(draw, 50)
        if draw.random() < 0.5:
            return [tree(draw, depth + 1) for _ in range(count)]
        return {_key(draw): tree(draw, depth + 1) for _ in range(count)}
    return draw.choice((None, True, False, 0, -1, 2**70, 1.5, float("nan"), "", text(draw), "x" * size(draw, 100_000)))


def _key(draw: Random) -> str:
    known = ("cells", "cell_type", "source", "input", "metadata", "worksheets", "nbgrader", "grade_id", "id", "outputs")
    return draw.choice(known) if draw.random() < 0.7 else text(draw)


def _odd(draw: Random) -> dict[str, object]:
    """Now and then a key that does not belong, or one in place of another."""
    return {_key(draw): tree(draw)} if draw.random() < 0.1 else {}


def _beside_answer(source: str) -> bytes:
    """A notebook with a source in one cell, and an ordinary answer in the next."""
    return json.dumps({"cells": [{"cell_type": "code", "source": one} for one in (source, ANSWER)]}).encode()


def _cells_of(content: bytes) -> list[dict]:
    try:
        return json.loads(content)["cells"]
    except ValueError:
        return []

"""Reading is bounded: no notebook costs more than some seconds and megabytes, and beyond them a sentence."""

import io
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.reading import reader, serving
from autograder.reading.analysis import analyse
from autograder.reading.reader import OVER_LIMITS, SUBMISSION, WRITTEN, Reader, ReaderError, read_submission
from autograder.reading.submission import Submission
from examples.build import SUBMITTED
from tests.first_assignment import OUTLINE, PLACES
from tests.hostile_files.notebooks import PAD, cell, notebook
from tests.hostile_files.sources import SOURCES

SECONDS, MEGABYTES = 5.0, 600.0
MEMBER = 64 * 2**20 - 10_000
linux = pytest.mark.skipif(sys.platform != "linux", reason="what a process used is read from /proc")

EMOJI = "😀".encode()
# As large as a file may be, with the source of the function in front. As bytes: a text takes four times as much memory.
FILES: dict[str, Callable[[], bytes]] = {
    "output of one character beyond ASCII": lambda: b'"' + b"a" * (MEMBER // 2) + b'", "b": "' + EMOJI + b'"',
    "output of emoji": lambda: b'"' + EMOJI * (MEMBER // 4) + b'"',
    "output of escapes": lambda: b'"' + b"\\u00e9" * (MEMBER // 6) + b'"',
    "values": lambda: b"[" + b"[]," * 499_000 + b"0]",
    "strings": lambda: b"[" + (b'"' + b"0" * 50 + EMOJI + b'",') * 950_000 + b'""]',
    "keys": lambda: b"{" + b",".join([b'"%040d":"%040d"' % (number, number) for number in range(490_000)]) + b"}",
    "digits": lambda: b"9" * MEMBER,
    "quotation marks": lambda: b'"' * MEMBER,
    "backslashes": lambda: b'"' + b"\\," * (MEMBER // 2),
    "blanks": lambda: b" " * MEMBER,
}


def file_of(name: str) -> bytes:
    """A notebook with the function and a kind of content that fills the file."""
    return b'{"cells": [%b], "metadata": %b}' % (json.dumps(cell(PAD)).encode(), FILES[name]())


@pytest.fixture
def own_reader() -> Iterator[Reader]:
    """A reader that nobody else uses."""
    opened = Reader()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cell_reader() -> Iterator[Reader]:
    """A reader for all cells: as in a class, most of them are read by the process that read the one before."""
    opened = Reader()
    yield opened
    opened.close()


def usage(pid: int) -> tuple[float, float]:
    """Processor seconds of a process, and the most memory that it had, in megabytes."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) / 1_000


def ask(asked: Reader, question: int, content: bytes) -> bytes:
    """The answer to a question, once it is known to have cost no more than is promised."""
    process = asked._process or asked._start()
    last = True
    try:
        before, _ = usage(process.pid)
        answer = reader._talk(process, question, content, OUTLINE.text)
        assert answer is not None
        seconds, megabytes = usage(process.pid)
        assert seconds - before < SECONDS
        assert megabytes < MEGABYTES
        last = bool(answer[0] & serving.LAST)
    finally:
        if last:  # so it says itself, or it broke a promise
            asked.close()
    return answer[1]


@linux
@pytest.mark.parametrize("name", SOURCES)
def test_cell_of_any_kind_costs_little_and_no_other_cell(name: str, cell_reader: Reader) -> None:
    """A cell as large as allowed is read or left out within the bounds, and a function in another one is found."""
    source = SOURCES[name]()
    cells = [cell(one) for one in ([source] if isinstance(source, str) else source)]
    answer = ask(cell_reader, SUBMISSION, notebook(cell(PAD), *cells).encode())
    found = Submission.from_json(answer, OUTLINE.functions)
    definition = found.definition("zero_pad")
    assert definition is not None
    assert definition.unit.source.strip() == PAD
    assert sum(map(len, found.notes)) < 10_000


@linux
@pytest.mark.parametrize("name", FILES)
def test_file_of_any_kind_costs_little(name: str, own_reader: Reader) -> None:
    """A file as large as allowed costs no more either."""
    assert ask(own_reader, SUBMISSION, file_of(name))


@linux
def test_choosing_among_files_costs_little(own_reader: Reader) -> None:
    """Choosing among several files opens each of them by the same code, also the kind that takes longest."""
    assert ask(own_reader, WRITTEN, file_of("strings"))


DAMAGED: dict[str, Callable[[], bytes]] = {
    "zero bytes behind it": lambda: notebook().encode() + b"\0" * MEMBER,
    "something behind it": lambda: notebook().encode() + b" }" * (MEMBER // 2),
    "zero bytes only": lambda: b"\0" * MEMBER,
    "marks of a conflict at the end": lambda: b"{" + b"\n" * MEMBER + b"\n<<<<<<< HEAD\n",
    "half marks of a conflict": lambda: b"{" + b"\n=======" * (MEMBER // 8),
    "half a file": lambda: b'{"cells": ["' + b"\n" * MEMBER,
}


@linux
@pytest.mark.parametrize("name", DAMAGED)
def test_damage_of_any_kind_costs_little(name: str, own_reader: Reader) -> None:
    """What is damaged is named within the same bounds."""
    assert ask(own_reader, SUBMISSION, DAMAGED[name]())


@pytest.mark.parametrize("path", sorted(SUBMITTED.rglob("*.ipynb")), ids=lambda path: path.parts[-3])
def test_what_comes_back_is_what_was_read(path: Path) -> None:
    """On its way from the process that reads nothing is lost or changed."""
    content = path.read_bytes()
    assert read_submission(content, OUTLINE) == analyse(content, OUTLINE)


def test_requests_are_answered_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that fails costs its own answer only, and the process ends when there is nothing more to read."""
    monkeypatch.setattr(serving, "_limit", lambda *_: None)  # this process is not the one to be limited
    monkeypatch.setattr(serving, "find_written", lambda *_: {}["nothing"])
    content, outline = notebook(cell(PAD)).encode(), OUTLINE.text
    asked = [SUBMISSION, WRITTEN, SUBMISSION]
    requests = [serving.REQUEST.pack(kind, len(outline), len(content)) + outline + content for kind in asked]
    answers = io.BytesIO()
    serving.serve(io.BytesIO(b"".join(requests)), answers)
    answers.seek(0)
    assert answers.read(1) == serving.READY
    found = []
    while head := answers.read(serving.ANSWER.size):
        status, size = serving.ANSWER.unpack(head)
        found.append((status & ~serving.LAST, answers.read(size).decode()))
    right = serving.DONE, analyse(content, OUTLINE).to_json()
    assert found == [right, (serving.FAILED, "KeyError: 'nothing'"), right]


def test_half_characters_come_back(own_reader: Reader) -> None:
    """Text that is not Unicode is no accident of the way."""
    content = notebook(cell(f"{PAD}\n# \ud800 \u2028")).encode()
    assert read_submission(content, OUTLINE) == analyse(content, OUTLINE)


@linux
def test_memory_beyond_the_limit_costs_one_sentence() -> None:
    """A file that takes more memory than there is for it is not a notebook that can be read, and the next one is."""
    content = f'{{"cells": [], "a": "{"a" * (MEMBER - 10_000)}😀"}}'.encode()
    assert read_submission(content, OUTLINE) == Submission(OUTLINE.functions, notes=(OVER_LIMITS,), readable=False)
    assert read_submission(notebook().encode(), OUTLINE).definition("zero_pad")


def change(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Have processes that read changed by some lines of code before they begin."""
    begin = ("import sys", "sys.path.insert(0, sys.argv[1])", "from autograder.reading import serving")
    monkeypatch.setattr(reader, "START", "\n".join((*begin, *lines, "serving.main()")))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit processor time")
def test_processor_time_beyond_the_limit_costs_one_answer(own_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that uses up its time is ended by the system, and another one takes its place."""
    with monkeypatch.context() as patch:
        change(
            patch,
            "def loop(*_):",
            "    while True: pass",
            "serving.QUESTIONS = (loop,)",
            "serving.MAX_SECONDS = 1",
        )
        process = own_reader._start()
        assert own_reader.ask(SUBMISSION, b"{}", OUTLINE) is None
    assert process.returncode == -signal.SIGXCPU
    assert own_reader.ask(SUBMISSION, b"{}", OUTLINE) is not None


def test_process_that_does_not_answer_is_killed(own_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing else ends it, the deadline does."""
    change(monkeypatch, "import threading", "serving.QUESTIONS = (lambda *_: threading.Event().wait(),)")
    own_reader._start()
    monkeypatch.setattr(reader, "SECONDS", 0.2)
    assert own_reader.ask(SUBMISSION, b"{}", OUTLINE) is None


def test_process_that_does_not_start_is_no_verdict_on_the_notebook(
    own_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reading process that cannot start is a fault of the grader, and no notebook is called too large for it."""
    monkeypatch.setattr(reader, "START", "import no_such_module")
    with pytest.raises(ReaderError, match="does not start"):
        own_reader.ask(SUBMISSION, b"{}", OUTLINE)


def test_process_that_died_while_idle_costs_nobody_anything(own_reader: Reader) -> None:
    """Whoever asks next gets an answer."""
    process = own_reader._start()
    process.kill()
    process.wait()
    assert own_reader.ask(SUBMISSION, b"{}", OUTLINE) is not None


@linux
def test_executed_notebooks_share_a_process(own_reader: Reader) -> None:
    """Two megabytes of outputs, as a notebook has that was run, are no reason to start another process."""
    executed = (PLACES.solutions / PLACES.notebook).read_bytes()
    processes = []
    for _ in range(4):
        assert own_reader.ask(SUBMISSION, executed, OUTLINE) is not None
        processes.append(own_reader._process)
    assert None not in processes
    assert len(set(processes)) == 1


@linux
def test_process_that_grew_is_replaced(own_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one notebook needed of memory is not held while others are read; others share a process."""
    for kept, same in (("serving.MAX_KEPT", True), ("0", False)):
        change(monkeypatch, f"serving.MAX_KEPT = {kept}")
        own_reader.close()
        processes = []
        for _ in range(2):
            assert own_reader.ask(SUBMISSION, notebook().encode(), OUTLINE) is not None
            processes.append(own_reader._process)
        assert (processes[0] is processes[1] is not None) is same


def test_fault_of_ours_is_no_verdict_on_the_notebook(own_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody foresaw is reported with its text."""
    change(monkeypatch, "serving.QUESTIONS = (lambda *_: 1 / 0,)")
    with pytest.raises(ReaderError, match="ZeroDivisionError"):
        own_reader.ask(SUBMISSION, b"{}", OUTLINE)


def test_notebook_beyond_the_limits_has_a_result(
    grader: Grader, own_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its functions count as missing, with a sentence that says what to do, and nothing is the grader's fault."""
    change(monkeypatch, "def fail(*_):", "    raise MemoryError", "serving.QUESTIONS = (fail,)")
    monkeypatch.setattr(reader, "_reader", own_reader)
    record = grader.grade("ada", notebook().encode())
    assert {(result.status, result.message) for result in record.exercises} == {("missing", OVER_LIMITS)}
    assert record.all_notes == (OVER_LIMITS,)


@linux
def test_process_ends_with_its_parent_and_not_with_ctrl_c() -> None:
    """A grader that is killed leaves nothing behind; Ctrl-C in its terminal reaches the grader alone."""
    code = (
        "from autograder.outline import Outline; from autograder.reading import reader as r; "
        "r.read_submission(b'{}', Outline()); print(r._reader._process.pid); input()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=reader.ROOT) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        watched = os.pidfd_open(pid)
        assert os.getsid(pid) != os.getsid(parent.pid)
        parent.kill()
    with os.fdopen(watched):
        assert select.select([watched], [], [], 10)[0] == [watched]

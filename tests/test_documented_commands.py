"""The commands of the README and of docs/ are run in order, as they are written, in one copy of the checkout.

What a block of another kind shows is no command, or cannot run in a test for the reason that is given here.
"""

import re
import socket
from pathlib import Path

import pytest

from tests.course_copy import copy_course
from tests.documented_commands import Step, Terminal, follow, list_pages, read_blocks, read_page, read_steps
from tests.example_class import copy_examples

FIRST = "docs/first-class.md"
COURSE = "../first_class/course"  # the course directory that the first page makes
PAGES = {
    "README.md": ".",
    "docs/students.md": "../first_class/student/cnn_step_by_step",
    "docs/instructors.md": COURSE,
    "docs/rosters.md": COURSE,
    "docs/feedback.md": COURSE,
    "docs/office-hours.md": COURSE,
    "docs/secret-cases.md": COURSE,
    "docs/platforms.md": COURSE,
    "docs/nbgrader.md": COURSE,
    "docs/operators.md": COURSE,
    "docs/cluster.md": ".",
    "docs/cases-and-mistakes.md": ".",
}
"""The pages that are tried after the first one, in order, each with the folder in which its reader is."""
ELSEWHERE = {"docs/authors.md": "test_authors_walk.py"}
"""Pages that other files of tests go through."""

NOT_RUN = {
    "useradd -m grader-vision101": "makes accounts and folders of the system",
    "PATH=/opt/hub/venv/bin:$PATH jupyterhub": "needs that hub",
    "sudo apt-get install apparmor-profiles": "loads a profile into the kernel",
    "python -m dask scheduler --host 10.0.0.1": "needs several machines; the page runs the same commands on one",
    "make test        # makes .venv": "runs all tests, this one too",
    "python3 -m venv course-env": "downloads packages and starts a server; test_environment.py checks its packages",
    "nbgrader fetch_assignment": "the first page does it, with its settings",
}
"""How each block that no test can run begins, and why it cannot."""
PORT = "8786"
"""The port of Dask's scheduler. Another program may have it, so a test takes a free one."""
LEFT_OUT = {"make test": "runs all tests, this one too"}
"""Lines that are left out of blocks that are run, and why."""
COMMAND = re.compile(r"^[$! ]*(?:autograder|nbgrader|make|git|jupyter|pip|python\d?)(?=\s)", re.MULTILINE)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which somebody has followed the first page."""
    copy = copy_course(tmp_path_factory.mktemp("documented") / "course")
    copy_examples(copy / "examples" / "submitted")
    with Terminal(copy) as terminal:
        follow(read_page(FIRST), terminal)
    return copy


@pytest.mark.parametrize("page", PAGES)
def test_page_does_what_it_shows(page: str, course: Path) -> None:
    """Each command ends with the status that the page gives it, 0 if none, and prints what the page shows."""
    with Terminal(course) as terminal:
        terminal.run(Step(f"cd {PAGES[page]}"))
        follow(read_page(page).replace(PORT, str(free_port())), terminal, LEFT_OUT)


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_first_page_returns_feedback(course: Path) -> None:
    """At the end of the first page the student has a page with the recognised mistake."""
    pages = (course.parent / "first_class" / "student").rglob("feedback/*/cnn_step_by_step.html")
    assert any("the window moves by 1 instead of by" in page.read_text(encoding="utf-8") for page in pages)


def test_every_page_with_commands_is_tried() -> None:
    """No page has commands that no test runs, and each page that the tables name has some."""
    assert {page for page in list_pages() if read_steps(read_page(page))} == {FIRST, *PAGES, *ELSEWHERE}
    assert [file for page, file in ELSEWHERE.items() if f'"{page}"' not in read_page(f"tests/{file}")] == []


def test_other_blocks_have_no_commands() -> None:
    """A block that is not run is not marked as shell, and has a reason if it has commands."""
    known = ("sh", "console", "text", "diff", "python", "toml", "yaml", "html", "mermaid")
    for page in list_pages():
        for block in read_blocks(read_page(page)):
            assert block.kind in known, f"{page}: what kind of block is this?\n{block.text}"
            if block.kind == "console" or (block.kind != "sh" and COMMAND.search(block.text)):
                assert any(block.text.startswith(start) for start in NOT_RUN), f"{page}: nobody runs\n{block.text}"


def test_every_reason_is_needed() -> None:
    """Each beginning of the list is that of one block."""
    beginnings = [
        block.text for page in list_pages() for block in read_blocks(read_page(page)) if block.kind == "console"
    ]
    assert {start: sum(text.startswith(start) for text in beginnings) for start in NOT_RUN} == dict.fromkeys(NOT_RUN, 1)


def test_outputs_are_compared_whole() -> None:
    """An output has the lines of the document and no others, except where dots stand for any."""
    step = Step(printed="one\n...\nthree: ...\n")
    assert step.prints("one\ntwo\nthree: 3\n")
    assert step.prints("one  \nthree: many\n")
    assert not step.prints("zero\none\nthree: 3\n")
    assert not step.prints("one\nthree: 3\nfour\n")
    assert not step.prints("one\n")


def test_command_that_fails_is_noticed(tmp_path: Path) -> None:
    """The first command that fails gives its status, unless the page announces one; nothing is left running."""
    (tmp_path / "inside").mkdir()
    with Terminal(tmp_path) as terminal:
        assert terminal.run(Step("cd inside\nname=value\nprintf no-line-end")) == (0, "no-line-end")
        assert terminal.run(Step("ls missing 2> /dev/null", status=2)) == (2, "")
        assert terminal.run(Step("basename $PWD\necho $name")) == (0, "inside\nvalue\n")
        assert terminal.run(Step("false\necho never")) == (1, "")
    with Terminal(tmp_path) as terminal:
        assert terminal.run(Step("sleep 100 &\necho $! > job\nfalse"))[0] == 1
    assert not Path(f"/proc/{(tmp_path / 'job').read_text().strip()}").exists()
    with Terminal(tmp_path) as terminal, pytest.raises(AssertionError, match="ends with status 3"):
        follow("```sh\nmake test\nexit 3\n```\n", terminal, ["make test"])


def test_steps_are_read() -> None:
    """Commands, the output right after them, their status and changes are read; other blocks are not steps."""
    document = "```sh status=1\none\n```\n\n```text\nout\n```\n\n```text\nno output\n```\n\n  ```sh\n  two\n  ```\n"
    document += "```console\nthree\n```\n```diff\n+ four\n```\n"
    assert read_steps(document) == [Step("one\n", "out\n", status=1), Step("two\n"), Step(change="+ four\n")]

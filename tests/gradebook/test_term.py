"""A term: two students with accounts of their own, a teacher with formgrader, and an exchange between them.

The teacher does all by formgrader's own HTTP interface and looks at its page in a browser. One walk is taken, and every
test looks at a part of it. Pictures of the page go to the folder that the environment variable SCREENSHOTS names, or
to a temporary one.
"""

import csv
import json
import os
import re
import select
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.apps import ExportApp

from autograder.__main__ import main
from examples.build import SUBMITTED
from tests.accounts import PACKAGES, Account, find_python, list_accounts
from tests.browser.lesson import CHROMIUM, OPTIONS
from tests.browser.server import serve
from tests.first_assignment import NAME, NOTEBOOK
from tests.gradebook.test_example_class import run_nbgrader
from tests.gradebook.test_feedback import PENALTY
from tests.processes import descendants

sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not there")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"),
    pytest.mark.skipif(shutil.which("setpriv") is None, reason="setpriv (util-linux) is not installed"),
    pytest.mark.filterwarnings("ignore"),  # nbgrader's and nbclient's own
]

WRONG, RIGHT = "stride_ignored_in_pooling_81", "right_with_loops_100"
OWN_NAME = "my homework.ipynb"
BY_HAND = 25
SETTINGS = "c = get_config()\nc.CourseDirectory.course_id = {name!r}\nc.Exchange.root = {exchange!r}\n"
COMMANDS = f"""
import sys
from nbgrader import apps
for name in sys.argv[1:]:
    app = getattr(apps, name)()
    app.initialize([{NAME!r}])
    app.start()
"""
# Formulas are set by a script from a network, which is not asked here; the page waits for it to begin.
MATHJAX = "window.MathJax = {Hub: {Config() {}, Startup: {signal: {Interest(run) { run('End'); }}}}};"
PATIENCE = 60_000
"""Milliseconds that the browser waits for something, on a machine that has other things to do."""


@dataclass(frozen=True)
class Student:
    """A student with an account, who has nbgrader and not our grader. home: the folder in which the student works."""

    account: Account
    home: Path
    python: str

    @property
    def name(self) -> str:
        """What the exchange calls the student."""
        return self.account.name

    def run(self, *commands: str) -> None:
        """Run commands of nbgrader, one after the other."""
        done = self.account.run(
            *(self.python, "-c", COMMANDS, *commands), folder=self.home, HOME=str(self.home), PYTHONPATH=str(PACKAGES)
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def write(self, example: str, name: str = NOTEBOOK) -> None:
        """Save the answers of an example as the notebook, under a name; it is then the only one there."""
        folder = self.home / NAME
        for notebook in folder.glob("*.ipynb"):
            notebook.unlink()
        shutil.copy(SUBMITTED / example / NAME / NOTEBOOK, folder / name)

    @property
    def feedback(self) -> list[tuple[str, str]]:
        """The pages that arrived, by file name, in the order of the submissions."""
        pages = sorted((self.home / NAME / "feedback").glob("*/*.html"))
        return [(page.name, page.read_text(encoding="utf-8")) for page in pages]


@dataclass(frozen=True)
class Teacher:
    """The teacher's course and formgrader. address: of the server. token: for it."""

    course: Path
    address: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What shows the server that the teacher asks."""
        return {"Authorization": f"token {self.token}"}

    def ask(self, path: str, data: dict | None = None, method: str = "GET") -> list | dict:
        """What formgrader's interface answers."""
        request = urllib.request.Request(
            f"{self.address}/formgrader/api/{path}",
            data=None if data is None else json.dumps(data).encode(),
            headers=self.headers,
            method=method,
        )
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.loads(answer.read())

    def press(self, path: str) -> None:
        """What a button of formgrader does."""
        answer = self.ask(path, {}, "POST")
        assert answer["success"], answer.get("error", "") + answer.get("log", "")

    def autograde(self, *students: Student) -> None:
        """Collect, and press Autograde for each student."""
        self.press(f"assignment/{NAME}/collect")
        for student in students:
            self.press(f"submission/{NAME}/{student.name}/autograde")

    def close_hand_in(self) -> None:
        """Let the deadline be now."""
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
        self.ask(f"assignment/{NAME}", {"duedate_notimezone": now, "duedate_timezone": "UTC"}, "PUT")


@dataclass
class Seen:
    """What was seen in the term. late, twice: the names of the students, by how they handed in.

    rows: of formgrader's page after the first Autograde, by student. notebook, comment: of the submission with a
    mistake. changed: its pool_forward after the second Autograde. ended: whether all processes did, in the end.
    """

    late: str
    twice: str
    rows: dict[str, str] = field(default_factory=dict)
    notebook: str = ""
    comment: str = ""
    changed: dict = field(default_factory=dict)
    feedback: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    exported: dict[str, dict[str, str]] = field(default_factory=dict)
    for_canvas: list[list[str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ended: bool = False


@pytest.fixture(scope="module")
def seen(course_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """What is seen on the walk."""
    python = find_python(str(PACKAGES), "nbgrader")
    if python is None:
        pytest.skip("an ordinary user can read no Python of this version together with nbgrader")
    private = tmp_path_factory.mktemp("teacher")  # no student can look into it
    open_to_all = Path(tempfile.mkdtemp(prefix="term-"))
    try:
        open_to_all.chmod(0o755)
        settings = SETTINGS.format(name=NAME, exchange=str(open_to_all / "exchange"))
        (open_to_all / "exchange").mkdir()
        (open_to_all / "exchange").chmod(0o777)
        students = [make_student(account, open_to_all, settings, python) for account in list_accounts()[:2]]
        course = Path(shutil.copytree(course_template, private / "course", symlinks=True))
        shutil.rmtree(course / "release" / NAME)
        with (course / "nbgrader_config.py").open("a") as file:
            file.write(settings.partition("\n")[2] + PENALTY)
        before = descendants(os.getpid())
        with serve(course, private / "home", teaching=True) as address:
            seen = walk(Teacher(course, *re.split("/lab.token=", address)), *students)
            handles = [os.pidfd_open(process) for process in descendants(os.getpid()) - before]
        seen.ended = all(select.select([handle], [], [], PATIENCE)[0] for handle in handles)
        for handle in handles:
            os.close(handle)
        yield seen
    finally:
        shutil.rmtree(open_to_all)


def make_student(account: Account, place: Path, settings: str, python: str) -> Student:
    """A student with a folder that nobody else can look into, and the settings of the course in it."""
    home = place / account.name
    home.mkdir(mode=0o700)
    (home / "nbgrader_config.py").write_text(settings)
    os.chown(home, account.user, account.group)
    return Student(account, home, python)


def walk(teacher: Teacher, twice: Student, late: Student) -> Seen:
    """Take the walk: twice hands in a mistake and then right answers, late hands in after the deadline."""
    seen = Seen(late.name, twice.name)
    teacher.press(f"assignment/{NAME}/assign")
    teacher.press(f"assignment/{NAME}/release")
    late.run("FetchAssignmentApp")
    late.write(RIGHT, OWN_NAME)
    twice.run("FetchAssignmentApp")
    twice.write(WRONG)
    twice.run("SubmitApp")
    teacher.close_hand_in()
    late.run("SubmitApp")
    teacher.autograde(twice, late)
    look(teacher, twice, seen)
    twice.write(RIGHT)
    twice.run("SubmitApp")
    teacher.autograde(twice)
    of_twice = find_notebook(teacher, twice)
    grades = teacher.ask(f"grades?submission_id={of_twice}")
    seen.changed = next(one for one in grades if one["name"] == "test_pool_forward")
    confirmed = {"manual_score": BY_HAND, "extra_credit": None}
    teacher.ask(f"grade/{seen.changed['id']}", confirmed, "PUT")
    teacher.press(f"assignment/{NAME}/generate_feedback")
    teacher.press(f"assignment/{NAME}/release_feedback")
    late.run("FetchFeedbackApp")
    results = teacher.course / "results" / NAME
    assert main(["feedback", str(results), "--from-gradebook", "--course", str(teacher.course)]) == 0
    teacher.press(f"assignment/{NAME}/release_feedback")
    twice.run("FetchFeedbackApp")
    seen.feedback = {student.name: student.feedback for student in (late, twice)}
    run_nbgrader(ExportApp(), teacher.course)
    with (teacher.course / "grades.csv").open(newline="", encoding="utf-8") as file:
        seen.exported = {line["student_id"]: line for line in csv.DictReader(file)}
    options = ("--format", "canvas", "--from-gradebook", "--course", str(teacher.course))
    assert main(["export", str(results), *options]) == 0
    with (results / "canvas.csv").open(newline="", encoding="utf-8-sig") as file:
        seen.for_canvas = list(csv.reader(file))
    return seen


def find_notebook(teacher: Teacher, student: Student) -> str:
    """The id by which formgrader knows what a student handed in."""
    submissions = teacher.ask(f"submitted_notebooks/{NAME}/{NAME}")
    return next(one["id"] for one in submissions if one["student"] == student.name)


def look(teacher: Teacher, student: Student, seen: Seen) -> None:
    """Look at formgrader's pages, and enter a score."""
    pictures = Path(os.environ.get("SCREENSHOTS", teacher.course.parent / "screenshots"))
    pictures.mkdir(parents=True, exist_ok=True)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000}, extra_http_headers=teacher.headers)
        page.set_default_timeout(PATIENCE)
        page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        page.route("**/mathjax/**", lambda route: route.fulfill(body=MATHJAX, content_type="text/javascript"))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.goto(f"{teacher.address}/formgrader/manage_submissions/{NAME}")
        for name in (seen.late, seen.twice):
            row = page.get_by_role("row").filter(has_text=name)
            seen.rows[name] = f"{row.locator('.score').inner_text()} {row.locator('.status').inner_text()}"
        page.screenshot(path=pictures / "submissions.png")
        page.goto(f"{teacher.address}/formgrader/submissions/{find_notebook(teacher, student)}")
        score, comment = page.locator("#test_pool_forward"), page.locator("#pool_forward-comment")
        for asked_for in ("#test_pool_forward[placeholder='11']", "#pool_forward-comment[placeholder]"):
            page.locator(asked_for).wait_for()
        seen.comment = comment.get_attribute("placeholder")
        seen.notebook = page.locator("#notebook-container").first.inner_text()
        comment.scroll_into_view_if_needed()
        page.screenshot(path=pictures / "answer.png")
        score.scroll_into_view_if_needed()
        page.screenshot(path=pictures / "messages.png")
        with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
            score.fill(str(BY_HAND))
            score.blur()
        browser.close()


def test_formgrader_lists_both(seen: Seen) -> None:
    """Each submission is graded, also the one with another name, and no script of the page failed."""
    assert seen.rows == {seen.twice: "81 / 100 graded", seen.late: "100 / 100 graded"}
    assert seen.errors == []


def test_formgrader_shows_our_messages(seen: Seen) -> None:
    """The mistake is named in the comment, and the checks are below the answer that they are about."""
    assert re.match(r"Partly right\. 5 of 14 checks passed\. .* the window moves by 1", seen.comment)
    said = "FAILED  A is right: max, stride 2. (0 of 1)"
    assert seen.notebook.index("# GRADED FUNCTION: pool_forward") < seen.notebook.index(said)


def test_score_by_hand_survives_the_next_submission(seen: Seen) -> None:
    """The grader's new score stands beside it, and the teacher is asked to look again."""
    assert (seen.changed["auto_score"], seen.changed["manual_score"]) == (30, BY_HAND)
    assert seen.changed["needs_manual_grade"]


def test_feedback_reaches_who_renamed_the_notebook(seen: Seen) -> None:
    """nbgrader's page arrives under the name that the student gave, with the score that counts."""
    ((name, page),) = seen.feedback[seen.late]
    assert name == "my homework.html"
    assert "(Score: 90.0 / 100.0)" in page


def test_feedback_is_of_the_last_submission(seen: Seen) -> None:
    """Our page arrives once, for the submission that counts, and shows the score by hand and what being late costs."""
    ((name, page),) = seen.feedback[seen.twice]
    assert name == f"{NAME}.html"
    assert f"Your instructor gave {BY_HAND} of 30 points for pool_forward; the grader gave 30." in page
    assert "This costs 10 of your 95 points." in page
    assert '<span class="number">85</span>' in page


def test_export_has_what_counts(seen: Seen) -> None:
    """nbgrader's table and our file for Canvas have scores by hand and penalties in them."""
    scores = {name: float(line["score"]) for name, line in seen.exported.items()}
    assert scores == {seen.twice: 85, seen.late: 90}
    assert {name: float(row[-1]) for row in seen.for_canvas for name in scores if name in row} == scores
    assert {float(line["late_submission_penalty"]) for line in seen.exported.values()} == {10}


def test_no_process_is_left(seen: Seen) -> None:
    """With the server the processes of the grader end, too."""
    assert seen.ended

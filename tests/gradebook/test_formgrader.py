"""A teacher at work: formgrader inside of JupyterLab, in a real browser, on what `record` has written.

The browser is the system's own Chromium; without it these tests are skipped. Pictures of what it showed go to the
folder that the environment variable SCREENSHOTS names, or to a temporary one.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.__main__ import main
from examples.build import SUBMITTED
from tests.browser.server import serve
from tests.first_assignment import NAME, NOTEBOOK

sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not there")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

STUDENTS = {"extra_cells_and_prints_100": 100, "no_json_0": 0, "stride_ignored_in_pooling_81": 81}
WRONG = "stride_ignored_in_pooling_81"
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
)
# Formulas are set by a script from a network, which is not asked here; the page waits for it to begin.
MATHJAX = "window.MathJax = {Hub: {Config() {}, Startup: {signal: {Interest(run) { run('End'); }}}}};"
PATIENCE = 60_000
"""Milliseconds that the browser waits for something, on a machine that has other things to do."""


@dataclass(frozen=True)
class Teacher:
    """A course directory with results, and the browser in which formgrader is open."""

    course: Path
    results: Path
    page: "sync_api.Page"
    pictures: Path

    def record(self) -> None:
        """Grade what is there and record it."""
        grading = ["grade", str(self.course / "submitted"), "--results", str(self.results), "--workers", "1", "--quiet"]
        assert main(grading) == 0
        assert main(["record", str(self.results), "--course", str(self.course)]) == 0

    def keep_picture(self, name: str) -> None:
        """Keep what the browser shows."""
        self.page.screenshot(path=self.pictures / f"{name}.png")


@pytest.fixture
def course_of_three(course: Path, tmp_path: Path) -> Path:
    """A course in which three students handed in."""
    for student in STUDENTS:
        shutil.copytree(SUBMITTED / student, course / "submitted" / student)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    return course


@pytest.fixture
def address(course_of_three: Path, tmp_path: Path) -> Iterator[str]:
    """That of a JupyterLab in the course directory."""
    with serve(course_of_three, tmp_path / "home", teaching=True) as address:
        yield address


@pytest.fixture
def teacher(course_of_three: Path, results: Path, tmp_path: Path, address: str) -> Iterator[Teacher]:
    """JupyterLab open in a browser that reaches nothing but this machine."""
    pictures = Path(os.environ.get("SCREENSHOTS", tmp_path / "screenshots"))
    pictures.mkdir(parents=True, exist_ok=True)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE)
        sync_api.expect.set_options(timeout=PATIENCE)
        page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        page.route("**/mathjax/**", lambda route: route.fulfill(body=MATHJAX, content_type="text/javascript"))
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        teacher = Teacher(course_of_three, results, page, pictures)
        teacher.record()
        page.goto(address)
        yield teacher
        browser.close()


def test_formgrader_shows_results_and_keeps_what_is_entered(teacher: Teacher) -> None:
    """From the number of submissions and their scores to one submission, a score by hand, and a regrade after it."""
    page = teacher.page
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Formgrader", exact=True).click()
    formgrader = page.frame_locator("iframe").first
    count = formgrader.locator(".num-submissions a")
    count.wait_for()
    assert count.inner_text() == str(len(STUDENTS))
    teacher.keep_picture("assignments")

    count.click()
    for student, score in STUDENTS.items():
        row = formgrader.get_by_role("row").filter(has_text=student)
        sync_api.expect(row.locator(".score")).to_have_text(f"{score} / 100")
        assert row.locator(".status").inner_text() == "graded"
    teacher.keep_picture("submissions")

    formgrader.get_by_role("row").filter(has_text=WRONG).locator(".student-name a").click()
    formgrader.locator(".name a").click()
    score = formgrader.locator("#test_pool_forward")
    sync_api.expect(score).to_have_attribute("placeholder", "11")
    sync_api.expect(formgrader.locator("#pool_forward-comment")).to_have_attribute(
        "placeholder", re.compile(r"Partly right\. 5 of 14 checks passed\. .* the stride is ignored")
    )
    shown = formgrader.locator("#notebook-container").first.inner_text()
    said = "FAILED  A is right: max, stride 2. (0 of 1)"
    assert shown.index("# GRADED FUNCTION: pool_forward") < shown.index(said)
    formgrader.locator("#pool_forward-comment").scroll_into_view_if_needed()
    teacher.keep_picture("answer")
    score.scroll_into_view_if_needed()
    teacher.keep_picture("messages")

    with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
        score.fill("25")
        score.blur()
    right = SUBMITTED / "right_with_loops_100" / NAME / NOTEBOOK
    shutil.copy(right, teacher.course / "submitted" / WRONG / NAME / NOTEBOOK)
    teacher.record()

    frame = next(frame for frame in page.frames if "/formgrader/submissions/" in frame.url)
    frame.goto(frame.url)
    sync_api.expect(score).to_have_attribute("placeholder", "30")
    sync_api.expect(score).to_have_value("25")
    sync_api.expect(score).to_have_class(re.compile("needs_manual_grade"))
    assert "pool_forward: Right. 30 of 30 points." in formgrader.locator("#notebook-container").first.inner_text()
    score.scroll_into_view_if_needed()
    teacher.keep_picture("regraded")
    assert page.errors == []

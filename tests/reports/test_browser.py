"""The pages in a real browser: they run nothing, load nothing, and can be used by everybody.

The browser is the system's own Chromium; without it these tests are skipped.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from autograder.differences import compare
from autograder.expected import Key
from autograder.intake.hand_in_times import HandIns
from autograder.reports.class_counts import Tally
from autograder.reports.class_report import Surroundings, render_class_report
from autograder.reports.feedback import render_feedback
from autograder.reports.similarity import Coincidence, SameAnswer
from autograder.result import GroupComment
from public_tests import Case
from tests.first_assignment import ASSIGNMENT
from tests.reports.attacks import ATTACKS, attacked_feedback, attacked_report
from tests.reports.conftest import UNPROTECTED, faulty_record, make_record, make_result, wrong_padding
from tests.reports.test_groups_page import make_example, show, wrong

sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not there")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not there")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

NARROW = (360, 390)
"""Widths of phones, in pixels."""
PAGES = ("feedback", "class report", "full class report", "groups", "groups with proposals")
OUTSIDE = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => !one.closest(".scroll table, .scroll ol, .scroll svg, .unseen"))
  .filter((one) => one.getClientRects().length && getComputedStyle(one).position !== "absolute")
  .filter((one) => { const box = one.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth + 0.5 || (one.scrollWidth > one.clientWidth + 1 &&
      getComputedStyle(one).overflowX !== "visible" && !one.matches(".scroll")); })
  .map((one) => one.outerHTML.slice(0, 200))"""
"""The elements that are cut off or stick out. What is in a part that scrolls by itself is left out."""
DESKTOP = {"width": 1200, "height": 900}
Open = Callable[..., "sync_api.Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator["sync_api.Browser"]:
    """The browser, started once. Not for the whole session: its loop would be in the way of other tests' loops."""
    with sync_api.sync_playwright() as playwright:
        # Pages are files of our own; the browser's sandbox does not start for an administrator.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: "sync_api.Browser", tmp_path: Path) -> Iterator[Open]:
    """Open the text of a page as a file. page.asked: the addresses it asks for. page.stopped: why in vain."""
    contexts = []

    def run(text: str) -> "sync_api.Page":
        context = browser.new_context(viewport=DESKTOP)
        contexts.append(context)
        path = tmp_path / f"{len(contexts)}.html"
        path.write_bytes(text.encode())
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.stopped = {}
        page.on("requestfailed", lambda request: page.stopped.update({request.url: request.failure}))
        page.on("dialog", lambda dialog: pytest.fail("a dialog was opened"))
        page.goto(path.as_uri(), wait_until="load")
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def pages(key: Key) -> dict[str, str]:
    """All pages with everything that can be on them."""
    case: Case = key.suite.cases["zero_pad"][0]
    (output,) = [output for output in case.known if "pads_with_ones" in output.mistakes]
    compared = compare(case, ("X_pad",), "X_pad is right: pad 3.", output.arrays["X_pad"])
    assert compared is not None
    record = make_record(
        wrong_padding(),
        make_result("conv_single_step", "passed", follow_through=True, message="With your own zero_pad."),
        make_result("conv_forward", "grader_fault", message="This could not be graded."),
        make_result("pool_forward", "timed_out", message="It did not finish. Use `range`."),
        make_result("pool_backward", "partial", checks=wrong_padding().checks, comment=GroupComment("Nearly.")),
        setting=UNPROTECTED,
    )
    tally = Tally()
    for one in (record, make_record(wrong_padding()), make_record(), faulty_record("somebody")):
        tally.add(one)
    same = SameAnswer(
        "zero_pad", 2, 30, 0.004, ("wdth", "# do not forget the boarder of the " + "very " * 9 + "image"), 9
    )
    full = Surroundings(
        absent=["nobody_who_is_known_by_a_short_name"],
        hand_ins=HandIns(
            {"somebody": datetime(2026, 3, 2, 9, 30)}, datetime(2026, 3, 1), {"else": datetime(2026, 3, 9)}
        ),
        pages={"somebody": "feedback/somebody.html"},
        groups_page="groups.html",
        earlier=tally,
        similar=[Coincidence(("somebody", "somebody_else_with_a_long_name"), (same, same))],
    )
    proposed = make_example()
    for student in ("dan", "eve"):
        proposed.add(student, make_record(wrong("qrst", mistake=None)))
    comments = {("zero_pad", one): GroupComment("Zeros.", 6) for one in ("bcdf", "gone")}
    texts = {
        "feedback": render_feedback(record, [compared], ASSIGNMENT),
        "class report": render_class_report(tally, ASSIGNMENT),
        "full class report": render_class_report(tally, ASSIGNMENT, full),
        "groups": show(make_example(), comments),
        "groups with proposals": show(proposed, comments),
    }
    assert tuple(texts) == PAGES
    for heading in ("Comparison with the earlier class", "Hand-in times", "Answers that have much in common"):
        assert heading in texts["full class report"]
    assert "--propose" in texts["groups with proposals"]
    return texts


@pytest.fixture(scope="module")
def show_page(
    browser: "sync_api.Browser", pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Open]:
    """Show a page with everything on it, at a size and in a medium. Each is opened once, and all that folds is open."""
    context, folder = browser.new_context(), tmp_path_factory.mktemp("pages")
    opened: dict[str, sync_api.Page] = {}

    def show(name: str, size: dict[str, int] = DESKTOP, **medium: str) -> "sync_api.Page":
        page = opened.get(name)
        if page is None:
            path = folder / f"{name}.html"
            path.write_bytes(pages[name].encode())
            page = opened[name] = context.new_page()
            page.goto(path.as_uri(), wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.set_viewport_size(size)
        page.emulate_media(**{"media": "screen", "color_scheme": "light"} | medium)
        return page

    yield show
    context.close()


def test_no_attack_runs_or_loads_anything(open_page: Open) -> None:
    """With an attack in every text, the title stays what it is and the page is all that is asked for."""
    for text in (attacked_feedback("".join(ATTACKS)), attacked_report()):
        page = open_page(text)
        assert "Step by Step" in page.title()
        assert page.asked == [page.url]


def test_the_policy_would_stop_what_got_in(open_page: Open, pages: dict[str, str]) -> None:
    """Even an element that was not escaped runs nothing and loads nothing, while our own style applies."""
    for text in pages.values():
        planted = "".join(attack for attack in ATTACKS if "title = 'run'" in attack)
        assert "<script>" in planted
        page = open_page(text.replace("<main>", f"<main>{planted}<p id=p style='width: 3px'>text</p>"))
        assert page.title() != "run"
        assert page.asked == [page.url, "http://127.0.0.1:9/x"]
        assert page.stopped == {"http://127.0.0.1:9/x": "csp"}
        assert page.evaluate("document.getElementById('p').offsetWidth") > 3
        assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1120px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible(show_page: Open, name: str, scheme: str) -> None:
    """axe finds nothing to complain of, with all that can be folded open; in the dark only colours are others."""
    page = show_page(name, color_scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    rules = tags if scheme == "light" else ["color-contrast", "link-in-text-block"]
    found = axe.Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor").startswith("rgb(20,")
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("width", NARROW)
@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_a_phone(show_page: Open, name: str, width: int) -> None:
    """On a narrow screen the page does not scroll sideways and no text is cut off; wide tables scroll by themselves."""
    page = show_page(name, {"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(OUTSIDE) == []


def test_scores_are_seen_on_a_phone(show_page: Open) -> None:
    """The names of students leave room for their scores, before anybody scrolls."""
    page = show_page("full class report", {"width": 360, "height": 740})
    box = page.locator("table.sortable tbody td").first.bounding_box()
    assert box["x"] + box["width"] < 360


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_as_wide_as_the_paper(show_page: Open, name: str) -> None:
    """On paper nothing can be scrolled, so every table fits."""
    page = show_page(name, {"width": 794, "height": 1123}, media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 794


def test_a_printed_page_hides_nothing(open_page: Open, pages: dict[str, str]) -> None:
    """On paper the folded parts are open: there is nothing to click on."""
    page = open_page(pages["feedback"].replace(" open>", ">"))
    text = page.get_by_text("Public checks").first
    assert not text.is_visible()
    page.emulate_media(media="print")
    assert text.is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_the_table_of_students_sorts_and_filters(open_page: Open, pages: dict[str, str]) -> None:
    """A click on a heading sorts by its column, a second one the other way round; the box hides all other rows."""
    page = open_page(pages["class report"])
    table = page.locator("table.sortable")

    def scores() -> list[str]:
        return [text for text in table.locator("tbody tr:visible td:nth-child(2)").all_inner_texts() if text]

    heading = table.get_by_role("button", name="Score")
    heading.click()
    assert scores() == sorted(scores(), key=float)
    heading.click()
    assert scores() == sorted(scores(), key=float, reverse=True)
    assert table.locator("th[aria-sort=descending]").count() == 1
    page.get_by_label("Show only rows that contain").fill("in time")
    assert table.locator("tbody tr:visible").count() == 1
    assert page.get_by_text("1 of 4").is_visible()


def test_every_student_is_there_without_scripts(browser: "sync_api.Browser", pages: dict[str, str]) -> None:
    """Where scripts are off the whole table is shown, and no tool that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(pages["class report"])
    assert page.locator("table.sortable tbody tr:visible").count() == 4
    assert page.locator("#filter:visible, .sortable button").count() == 0
    context.close()

"""What an instructor sees of a class of sixty: the first screens of the class report and of the groups of answers."""

from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from autograder.__main__ import main as autograder
from benchmarks.large_class import write_class
from tests.browser.screenshots import take

STUDENTS = 60
DEADLINE = "2026-03-09 00:00"
PAGES = {"class report": "class_report.html", "groups of answers": "groups.html"}
"""The page of each picture."""
SCREEN: ViewportSize = {"width": 1200, "height": 860}


def look(browser: Browser, folder: Path) -> None:
    """Grade the class in a folder, make its pages, and take a picture of each."""
    submissions, results = folder / "submitted", folder / "results"
    write_class(submissions, STUDENTS)
    for command in (["grade", str(submissions), "--results"], ["groups"], ["report", "--due", DEADLINE]):
        if autograder([*command, str(results)]):
            raise RuntimeError(f"{command[0]} failed")
    page = browser.new_page(viewport=SCREEN)
    for name, written in PAGES.items():
        page.goto((results / written).as_uri())
        take(name, page)
    page.close()

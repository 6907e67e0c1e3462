"""`docs/screenshots.md`: what students and instructors see, with a picture of each thing."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from autograder.authoring.places import ROOT

PAGE = ROOT / "docs" / "screenshots.md"
FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 120_000
"""Bytes of a picture."""

SETTLE = """
async element => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let before = NaN, now = 0; before !== now; before = now, now = element.getBoundingClientRect().top) {
    element.scrollIntoView({block: "start"});
    await frame();
  }
}
"""


@dataclass(frozen=True)
class Screenshot:
    """A picture of the page. seen: what the walk calls it. title, text: above it. told: its alternative text."""

    seen: str
    title: str
    text: str
    told: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.seen.replace(' ', '-')}.png"


SCREENSHOTS = (
    Screenshot(
        "not written",
        "A function that is not written yet",
        "A note says what to do next. It is not an error.",
        "A note with a grey bar at its left: zero_pad is not written yet, what to do, and how to get a hint.",
    ),
    Screenshot(
        "wrong values",
        "A test that fails",
        "The box says what was misunderstood and where the first wrong value is. Below it are the expected array, "
        "yours and their difference: what is wrong has a marked corner, bold digits and an outline, and the first of "
        "it a ring.",
        "A red box with the message of zero_pad_test, then three tables of 9 by 9 numbers: expected, yours and "
        "difference. In yours the border of ones is marked, and a ring is around its first number.",
    ),
    Screenshot(
        "wrong shape",
        "A wrong shape",
        "The message has the formula with the numbers put in. The picture shows the axes that differ: dashed cells are "
        "missing, outlined ones are extra.",
        "A red box with the shapes (10, 9, 9, 8) and (4, 9, 9, 2), then two tables, of which yours has outlined rows "
        "and columns that the expected one has not.",
    ),
    Screenshot(
        "wrong values in the dark",
        "The same in the dark theme",
        "Pictures take the colours of the page.",
        "The first picture again, light on dark.",
    ),
    Screenshot(
        "a hint",
        "Hints",
        "Each exercise has three, folded: a question, the tools, a line with blanks. In a terminal "
        "`python public_tests.py --hint zero_pad` gives the next one.",
        "The text of exercise 1 with the first of three hints unfolded.",
    ),
    Screenshot(
        "all right",
        "A test that passes",
        "It says how many public checks passed, and which other kinds of case grading checks.",
        "The cell with conv_forward_test and a note with a green bar below it.",
    ),
    Screenshot(
        "a step of the animation",
        "The sliding window",
        "Go on step by step, or let it play.",
        "Two input channels with a window on each, the products of window and filter, their sum, and the output with "
        "two of its nine cells filled; below it the buttons First, Back, Play and Next and a slider.",
    ),
    Screenshot(
        "class report",
        "For instructors: the class report",
        "A class that was made from real styles and known mistakes. The first screen answers what a Monday morning "
        "asks: who needs help, and what to teach next.",
        "A page with the numbers of students who handed in, of scores and of those who need help, and a list of "
        "mistakes with the number of students who made each.",
    ),
    Screenshot(
        "groups of answers",
        "For instructors: groups of answers",
        "Answers that do the same are one group, whatever their code. One comment reaches all students of a group.",
        "A page with the groups of one exercise: what each answer does, how many students gave it, and its code in "
        "colour with the lines marked that differ from the closest right answer.",
    ),
)
HEAD = """# What you will see

Made by `python -m tests.browser` from the released notebook in JupyterLab and from the pages of a class: do not edit it
by hand.
"""


def take(name: str, element: Locator | Page) -> None:
    """Take the picture of an element or of what a window shows, if the page has a place for what it is called."""
    for screenshot in SCREENSHOTS:
        if screenshot.seen == name:
            FOLDER.mkdir(exist_ok=True)
            if isinstance(element, Locator):
                # Cells off the screen get their sizes on the way: what was scrolled to may move once more.
                element.evaluate(SETTLE)
            element.screenshot(path=FOLDER / screenshot.name, animations="disabled")


def make_page() -> str:
    """The page as text."""
    parts = [HEAD]
    for screenshot in SCREENSHOTS:
        picture = f"![{screenshot.told}]({FOLDER.name}/{screenshot.name})"
        parts.append(f"## {screenshot.title}\n\n{_wrap(screenshot.text)}\n\n{picture}\n")
    return "\n".join(parts)


def list_faults(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the pictures of a folder: one that is missing, too large, no PNG, or on no page."""
    names = {screenshot.name for screenshot in SCREENSHOTS}
    present = {path.name: path for path in folder.iterdir()}
    faults = [f"{name} is missing" for name in names - present.keys()]
    faults += [f"{name} is on no page" for name in present.keys() - names]
    for name, path in present.items():
        if path.stat().st_size > LARGEST:
            faults.append(f"{name} has more than {LARGEST} bytes")
        if path.read_bytes()[:8] != b"\x89PNG\r\n\x1a\n":
            faults.append(f"{name} is not a PNG file")
    return sorted(faults)


def _wrap(text: str) -> str:
    return textwrap.fill(text, 120, break_on_hyphens=False)

"""One walk through a released notebook in JupyterLab, as a student takes it, and what is seen on the way.

The starter first, then a wrong answer and one of a wrong shape; in the first lesson then the right answers, all cells,
the animation, and the dark theme. What differs between the lessons is in `LESSONS`. They are opened one after the other
in one JupyterLab, which takes long to load. The browser is the distribution's Chromium.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, expect

from autograder.authoring.answer_key import SOLUTION
from tests.browser.server import copy_release, serve
from tests.installed import ASSIGNMENTS, Installed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = [
    # As root the browser's own sandbox does not start; the pages are ours.
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--no-first-run", "--disable-gpu", "--disable-quic"),
    # Nothing is reached but this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
LONGEST = 120_000
RED = "application/vnd.jupyter.stderr"
"""How JupyterLab marks the box of an error."""
CONTRAST = """
picture => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
    const linear = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  let behind = picture;
  const clear = ["rgba(0, 0, 0, 0)", "transparent"];
  while (clear.includes(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  const [one, other] = [getComputedStyle(picture.querySelector("text")).fill, getComputedStyle(behind).backgroundColor];
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
"""


@dataclass(frozen=True)
class Lesson:
    """What the walk does in the notebook of an assignment, and what it should meet.

    exercise: the one that is answered wrongly at first. returned: the array that its pictures show. wrong_values,
    wrong_shape: a text of its answer and what replaces it. mistake: the id of the first of these. difference: what the
    picture says of it. formula: what the message says of the shape. axes: in what it differs. shown: the exercise whose
    passing test is looked at; empty where the walk ends before the right answers: kernels run all cells of every lesson
    in tests/source, and JupyterLab shows what comes of them as it does in the first lesson.
    """

    name: str
    exercise: str
    returned: str
    wrong_values: tuple[str, str]
    mistake: str
    difference: str
    wrong_shape: tuple[str, str]
    formula: str
    axes: str
    shown: str = ""

    @property
    def installed(self) -> Installed:
        """Its assignment."""
        return ASSIGNMENTS[self.name]

    @property
    def exercises(self) -> list[str]:
        """The names of all exercises."""
        return list(self.installed.definition.exercises)

    @property
    def graded(self) -> list[str]:
        """The names of the graded ones."""
        return [name for name, exercise in self.installed.definition.exercises.items() if not exercise.optional]

    def answer(self, name: str, edit: tuple[str, str] = ("", "")) -> str:
        """The cell of an exercise with the right answer in it, or with one text of it replaced."""
        source = SOLUTION.sub(lambda found: "\n".join(found[0].splitlines()[1:-1]) + "\n", self.installed.sources[name])
        assert edit[0] in source, f"the answer to {name} has no {edit[0]!r}"
        return source.replace(*edit) if edit[0] else source


FIRST_LESSON = Lesson(
    "cnn_step_by_step",
    "zero_pad",
    "X_pad",
    wrong_values=("constant_values=0", "constant_values=1"),
    mistake="pads_with_ones",
    difference="In row 0, column 0, yours is 1.00 and 0 is expected.",
    wrong_shape=("((0, 0), (pad, pad), (pad, pad), (0, 0))", "pad"),
    formula="n_H + 2*pad = 3 + 2*3 = 9",
    axes="the number of examples and of channels.",
    shown="conv_forward",
)
SECOND_LESSON = Lesson(
    "train_a_cnn",
    "dense_forward",
    "Z",
    wrong_values=("A_prev @ W + b", "A_prev @ W"),
    mistake="bias_left_out",
    difference="In row 0, column 0, yours is 2 and 3 is expected.",
    wrong_shape=("A_prev @ W + b", "(A_prev @ W + b).T"),
    formula="Here m = 2, n_prev = 3 and n = 4.",
    axes="the number of examples and of outputs.",
)
LESSONS = (FIRST_LESSON, SECOND_LESSON)


@dataclass
class Picture:
    """A failed test as it is seen. names, told: the accessible name and description of each panel of its picture.

    contrast: of the numbers against what is behind them. inside: whether nothing sticks out of the output.
    """

    message: str
    names: list[str]
    told: list[str]
    contrast: float
    inside: bool


@dataclass
class Seen:
    """What was seen. failures: by their kind. tests: what the test cell of each exercise said after "run all".

    untouched: what the test says of the starter. errors: exercises whose test cell ended in an error then. unfinished:
    code cells that were not run. first, stepped, played: what the animation says at its beginning, after Next, and
    after Play. moved: whether its picture changed each time. asked: addresses outside of this machine that the page
    asked for.
    """

    failures: dict[str, Picture] = field(default_factory=dict)
    untouched: str = ""
    hints: list[str] = field(default_factory=list)
    tests: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    unfinished: int = -1
    first: str = ""
    stepped: str = ""
    played: str = ""
    moved: bool = False
    asked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class JupyterLab:
    """JupyterLab in a page. course: the folder that it shows. asked: addresses outside of this machine, asked for."""

    page: Page
    course: Path
    asked: list[str]

    def execute(self, command: str, **arguments: str) -> None:
        """Execute one of its commands."""
        self.page.evaluate("async given => { await jupyterapp.commands.execute(...given) }", [command, arguments])

    def use_theme(self, name: str) -> None:
        """Change the theme and wait until it is there."""
        self.execute("apputils:change-theme", theme=name)
        expect(self.page.locator(f"body[data-jp-theme-name='{name}']")).to_be_attached(timeout=LONGEST)


class Notebook:
    """The notebook on the screen. Cells are found by their ids in the file."""

    def __init__(self, page: Page, path: Path) -> None:
        """Take the notebook that a page shows. path: its file."""
        self.page = page
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        self._places = {cell["id"]: place for place, cell in enumerate(cells)}
        self.imports = next(cell["id"] for cell in cells if "from public_tests import" in "".join(cell["source"]))
        self.cells = page.locator(".jp-Notebook .jp-Cell")
        self.code = page.locator(".jp-Notebook .jp-CodeCell")
        expect(self.cells).to_have_count(len(cells), timeout=LONGEST)
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the kernel has nothing to do."""
        idle = self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        expect(idle).to_be_attached(timeout=LONGEST)

    def cell(self, name: str) -> Locator:
        """The cell with an id."""
        return self.cells.nth(self._places[name])

    def above(self, name: str) -> Locator:
        """The cell before the one with an id."""
        return self.cells.nth(self._places[name] - 1)

    def fill(self, name: str, source: str) -> None:
        """Type into a cell, in place of all that it holds."""
        editor = self.cell(name).locator(".cm-content")
        editor.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def run(self, name: str) -> Locator:
        """Run a cell by the keyboard and wait for its end; the outputs."""
        cell = self.cell(name)
        prompt = cell.locator(".jp-InputPrompt").first
        before = re.search(r"\d+", prompt.inner_text())
        cell.locator(".cm-content").press("ControlOrMeta+Enter")
        another = re.compile(rf"\[(?!{before[0]}\])\d+\]" if before else r"\[\d+\]")
        expect(prompt).to_have_text(another, timeout=LONGEST)
        return cell.locator(".jp-OutputArea-output")

    def run_all(self) -> None:
        """Restart the kernel and run all cells, by the menu, and wait until the last one has run."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile("Restart Kernel and Run All Cells")).click()
        self.page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
        expect(self.code.last.locator(".jp-InputPrompt").first).to_have_text(re.compile(r"\[\d+\]"), timeout=LONGEST)


def text_of(element: Locator) -> str:
    """The text of an element, on the screen or not, with single spaces."""
    return " ".join((element.text_content() or "").split())


Look = Callable[[str, Locator], None]


@contextmanager
def open_jupyterlab(browser: Browser, folder: Path) -> Iterator[JupyterLab]:
    """JupyterLab with the released folders of all lessons, which notes what it asks for. folder: an empty one."""
    course, home = folder / "course", folder / "home"
    for lesson in LESSONS:
        copy_release(lesson.installed.places.release, course)
    asked: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.hostname != "127.0.0.1":
            asked.append(request.url)

    # High enough for the largest output: JupyterLab cuts off what is outside of its window, in pictures too.
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(LONGEST)
    context.on("request", note)
    with serve(course, home) as address:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.locator("#jp-main-dock-panel").wait_for()
        yield JupyterLab(page, course, asked)
        context.close()


def walk(lab: JupyterLab, lesson: Lesson, look: Look = lambda name, element: None) -> Seen:
    """Take the whole walk. look: called with a name and an element at each sight."""
    place = f"{lesson.name}/{lesson.installed.places.notebook}"
    path = lab.course / place
    seen = Seen(asked=lab.asked)
    lab.use_theme("JupyterLab Light")
    lab.execute("docmanager:open", path=place)
    notebook = Notebook(lab.page, path)
    notebook.run(notebook.imports)
    _begin(notebook, lesson, seen, look)
    _fail(notebook, lesson, seen, look, "wrong values", lesson.wrong_values)
    _fail(notebook, lesson, seen, look, "wrong shape", lesson.wrong_shape)
    _unfold(notebook, lesson, seen, look)
    if lesson.shown:
        _succeed(notebook, lesson, seen, look)
        _animate(notebook, seen, look)
        lab.use_theme("JupyterLab Dark")
        _fail(notebook, lesson, seen, look, "wrong values in the dark", lesson.wrong_values)
    lab.execute("docmanager:save")
    lab.execute("application:close")
    return seen


def _begin(notebook: Notebook, lesson: Lesson, seen: Seen, look: Look) -> None:
    """The exercise as the starter has it, and its test."""
    notebook.run(lesson.exercise)
    outputs = notebook.run(f"test_{lesson.exercise}")
    expect(outputs).to_have_count(1)
    seen.untouched = text_of(outputs)
    look("not written", notebook.cell(f"test_{lesson.exercise}"))


def _fail(notebook: Notebook, lesson: Lesson, seen: Seen, look: Look, kind: str, edit: tuple[str, str]) -> None:
    """A right answer with one thing changed in it, and its test."""
    notebook.fill(lesson.exercise, lesson.answer(lesson.exercise, edit))
    notebook.run(lesson.exercise)
    outputs = notebook.run(f"test_{lesson.exercise}")
    expect(outputs).to_have_count(2)
    panels = outputs.nth(1).get_by_role("img")
    expect(panels.first).to_be_visible()
    seen.failures[kind] = Picture(
        message=text_of(outputs.nth(0)),
        names=[panel.locator("title").text_content() or "" for panel in panels.all()],
        told=[panel.locator("desc").text_content() or "" for panel in panels.all()],
        contrast=min(panel.evaluate(CONTRAST) for panel in panels.all()),
        inside=outputs.nth(1).evaluate("output => output.scrollWidth <= output.clientWidth"),
    )
    look(kind, notebook.cell(f"test_{lesson.exercise}"))


def _unfold(notebook: Notebook, lesson: Lesson, seen: Seen, look: Look) -> None:
    """The hints above the cell of the exercise."""
    above = notebook.above(lesson.exercise)
    folded = above.locator("details", has_text=re.compile("Hint [1-3]:"))
    seen.hints = [text_of(hint.locator("summary")) for hint in folded.all()]
    folded.first.locator("summary").click()
    expect(folded.first).to_have_attribute("open", "")
    look("a hint", above)


def _succeed(notebook: Notebook, lesson: Lesson, seen: Seen, look: Look) -> None:
    """The right answers in the graded cells, and all cells run."""
    for name in lesson.graded:
        notebook.fill(name, lesson.answer(name))
    notebook.run_all()
    for name in lesson.exercises:
        outputs = notebook.cell(f"test_{name}").locator(".jp-OutputArea-output")
        expect(outputs).to_have_count(1)
        seen.tests[name] = text_of(outputs)
        if outputs.get_attribute("data-mime-type") == RED:
            seen.errors.append(name)
    prompts = notebook.code.locator(".jp-InputPrompt").all_text_contents()
    seen.unfinished = sum(not re.search(r"\d", prompt) for prompt in prompts)
    look("all right", notebook.cell(f"test_{lesson.shown}"))


def _animate(notebook: Notebook, seen: Seen, look: Look) -> None:
    """Step by step, then by itself."""
    motion = notebook.page.locator(".sliding-window")
    said, drawn = motion.locator("[aria-live]"), motion.locator("svg")
    pictures = [drawn.inner_html()]
    seen.first = text_of(said)
    motion.get_by_role("button", name="Next").click()
    expect(said).not_to_have_text(seen.first)
    seen.stepped = text_of(said)
    pictures.append(drawn.inner_html())
    look("a step of the animation", motion)
    motion.get_by_role("button", name="Play").click()
    expect(said).not_to_have_text(seen.stepped)
    seen.played = text_of(said)
    pictures.append(drawn.inner_html())
    seen.moved = len(set(pictures)) == len(pictures)

"""The released notebooks in JupyterLab, in a real browser: what a student sees of wrong and of right answers.

The browser is the system's own Chromium; without it these tests are skipped. One walk is taken in each notebook, and
every test looks at a part of what was seen. `python -m tests.browser` writes the screenshots of the docs in the first.
"""

from collections.abc import Iterator

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not there")

from tests.browser import class_pages  # noqa: E402
from tests.browser.lesson import (  # noqa: E402
    CHROMIUM,
    FIRST_LESSON,
    LESSONS,
    OPTIONS,
    JupyterLab,
    Lesson,
    Seen,
    open_jupyterlab,
    walk,
)
from tests.browser.screenshots import PAGE, SCREENSHOTS, list_faults, make_page  # noqa: E402

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
whole_walk = pytest.mark.parametrize("lesson", [FIRST_LESSON], indirect=True, ids=[FIRST_LESSON.name])
PANELS = ["expected", "yours", "difference"]
READABLE = 4.5
"""Contrast that text has to have at least, by the guidelines for web pages."""


@pytest.fixture(scope="module", params=LESSONS, ids=lambda lesson: lesson.name)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Each lesson."""
    return request.param


@pytest.fixture(scope="module")
def met(lesson: Lesson) -> list[str]:
    """The names of what the walk would take a picture of."""
    return []


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    """JupyterLab, opened once for all lessons."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        with open_jupyterlab(browser, tmp_path_factory.mktemp("lab")) as lab:
            yield lab
        browser.close()


@pytest.fixture(scope="module")
def seen(lab: JupyterLab, lesson: Lesson, met: list[str]) -> Seen:
    """What is seen on the walk."""
    return walk(lab, lesson, lambda name, element: met.append(name))


def panels(lesson: Lesson) -> list[str]:
    """The accessible names of the panels of a picture."""
    return [f"{panel}: {lesson.returned}" for panel in PANELS]


@needs_chromium
def test_wrong_answer_gives_message_and_picture(lesson: Lesson, seen: Seen) -> None:
    """The mistake is named, and the picture has three panels, each with a name and a description."""
    failure = seen.failures["wrong values"]
    assert failure.message.startswith(f"{lesson.exercise} is not right yet: ")
    assert lesson.installed.public.mistakes[lesson.mistake] in failure.message
    assert failure.message.endswith(f"or run !python public_tests.py --hint {lesson.exercise}")
    assert failure.names == panels(lesson)
    assert lesson.difference in failure.told[1]


@needs_chromium
def test_starter_is_said_to_be_not_written(lesson: Lesson, seen: Seen) -> None:
    """The test of an untouched exercise says what to do next."""
    assert seen.untouched.startswith(f"{lesson.exercise} is not written yet")
    assert "Fill in the lines between the two markers" in seen.untouched


@needs_chromium
def test_wrong_shape_is_drawn(lesson: Lesson, seen: Seen) -> None:
    """The formula is in the message, and two panels show the axes that differ."""
    failure = seen.failures["wrong shape"]
    assert lesson.formula in failure.message
    assert failure.names == panels(lesson)[:2]
    assert f"They differ in {lesson.axes}" in failure.told[1]


@needs_chromium
@whole_walk
@pytest.mark.parametrize("kind", ["wrong values", "wrong shape", "wrong values in the dark"])
def test_picture_can_be_read(seen: Seen, kind: str) -> None:
    """In both themes the numbers stand out, and nothing sticks out of the output."""
    assert seen.failures[kind].contrast >= READABLE
    assert seen.failures[kind].inside


@needs_chromium
def test_hints_are_folded_above_the_exercise(seen: Seen) -> None:
    """Where the message says: three of them, in order."""
    assert [hint.partition(":")[0] for hint in seen.hints] == ["Hint 1", "Hint 2", "Hint 3"]


@needs_chromium
@whole_walk
def test_right_answers_pass_when_all_cells_run(lesson: Lesson, seen: Seen) -> None:
    """With the graded functions written every cell runs, and each of their tests says what grading looks at."""
    assert seen.unfinished == 0
    suite = lesson.installed.public
    for name in lesson.graded:
        checks = len(suite.cases[name])
        assert seen.tests[name].startswith(f"{name}: all {checks} public checks passed.Grading also checks: ")
        assert all(kind in seen.tests[name] for kind in suite.hidden_kinds[name])


@needs_chromium
@whole_walk
def test_optional_functions_only_say_that_they_are_not_written(lesson: Lesson, seen: Seen) -> None:
    """What is left as it was stops nothing, and says so, without a red box."""
    assert seen.errors == []
    optional = [name for name in lesson.exercises if name not in lesson.graded]
    assert all(seen.tests[name].startswith(f"{name} is not written yet") for name in optional)


@needs_chromium
@whole_walk
def test_animation_moves(seen: Seen) -> None:
    """Next shows another stop, Play goes on by itself, and what is drawn and said changes each time."""
    assert seen.moved
    assert [said.partition(":")[0] for said in (seen.first, seen.stepped, seen.played)] == [
        f"Stop {number} of 9" for number in (1, 2, 3)
    ]


@needs_chromium
def test_nothing_comes_from_the_network(seen: Seen) -> None:
    """Neither JupyterLab nor the notebook asks for anything outside of this machine."""
    assert seen.asked == []


@needs_chromium
@whole_walk
def test_every_screenshot_is_met_on_the_walk(seen: Seen, met: list[str]) -> None:
    """The page of the docs shows what there is to see, all of it, and then the pages of a class."""
    assert sorted([*met, *class_pages.PAGES]) == sorted(screenshot.seen for screenshot in SCREENSHOTS)


def test_page_of_screenshots_is_complete() -> None:
    """`docs/screenshots.md` is what the command writes, and has its pictures, all small."""
    assert PAGE.read_text(encoding="utf-8") == make_page()
    assert list_faults() == []

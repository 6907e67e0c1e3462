"""The sliding window and its film strip: the arithmetic, and what can be done without eyes, mouse or scripts."""

import html
import json
import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.lesson import CHROMIUM, OPTIONS
from tests.first_assignment import NAME
from tests.installed import only

pytestmark = only(NAME)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

VOLUME = np.arange(32.0).reshape(4, 4, 2)
WEIGHTS = np.arange(8.0).reshape(2, 2, 2) - 3
BIAS = 2.0


@pytest.fixture
def element(beside, monkeypatch):
    """The element that the notebook gets, for a small volume with padding and a stride."""
    bundles = []
    monkeypatch.setattr(beside.animation, "display", lambda bundle, raw: bundles.append(bundle))
    beside.animation.show_sliding_window(VOLUME, WEIGHTS, bias=BIAS, stride=2, pad=1)
    return bundles[0]["text/html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, element: str) -> Iterator[Page]:
    """A page that shows nothing but the element."""
    page = browser.new_page()
    page.set_content(element)
    yield page
    page.close()


def expected(answers, f=2, stride=2, pad=1):
    """What conv_forward of the answer key gives with the upper left part of the filter: shape (n_H, n_W)."""
    filters, bias = WEIGHTS[:f, :f, :, np.newaxis], np.full((1, 1, 1, 1), BIAS)
    Z, _ = answers["conv_forward"](VOLUME[np.newaxis], filters, bias, {"stride": stride, "pad": pad})
    return Z[0, :, :, 0]


def read_output(page: Page, shape: tuple[int, int]) -> np.ndarray:
    """The numbers in the table called "output", once all its cells are filled."""
    page.get_by_role("slider").fill(str(shape[0] * shape[1]))
    drawn = page.locator("svg").inner_html().split(">output</text>")[1]
    found = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)[: shape[0] * shape[1]]
    return np.array([float(number.replace("\N{MINUS SIGN}", "-")) for number in found]).reshape(shape)


def test_stops_agree_with_the_answer_key(beside, answers):
    """The output of the stops is what conv_forward of the answer key gives."""
    stops, output = beside.animation.list_stops(VOLUME, WEIGHTS, BIAS, stride=2, pad=1)
    assert np.array_equal(output, expected(answers))
    assert [stop.total for stop in stops] == list(output.ravel())


@needs_chromium
def test_every_choice_gives_the_output_of_the_answer_key(page, answers):
    """For each filter size, stride and padding the last stop shows what conv_forward gives, with its size and cost."""
    for f, stride, pad in np.ndindex(2, 3, 3):
        layer = {"f": f + 1, "stride": stride + 1, "pad": pad}
        for name, value in layer.items():
            page.locator(f"select[name={name}]").select_option(str(value))
        output = expected(answers, **layer)
        assert np.array_equal(read_output(page, output.shape), output), layer
        sizes = page.locator(".sizes").inner_text()
        assert f" = {len(output)} rows and as many columns" in sizes
        assert f"{output.size * layer['f'] ** 2 * 2} multiplications" in sizes
        assert page.locator("[aria-live]").inner_text().startswith(f"Stop {output.size} of {output.size}:")


@needs_chromium
def test_it_runs_where_scripts_run_at_the_end_of_the_output(page, element):
    """VS Code first shows the element without running its script, and then runs a copy after the whole output."""
    page.set_content("<div id='output'></div>")
    page.evaluate(
        """element => {
            const output = document.getElementById("output");
            output.innerHTML = element;
            const copy = document.createElement("script");
            copy.text = output.querySelector("script").textContent;
            output.append(copy);
            copy.remove();
        }""",
        element,
    )
    page.get_by_role("button", name="Next").click()
    assert page.locator("[aria-live]").inner_text().startswith("Stop 2 of 9:")


@needs_chromium
def test_it_can_be_used_by_the_keyboard(page):
    """Each control is reached by the Tab key, has a name, and does what it says; its keys are not the notebook's."""
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        )
    assert [name.split()[0] for name in reached] == ["f", "stride", "pad", "First", "Back", "Play", "Next", "Stop"]
    page.keyboard.press("ArrowRight")
    assert page.locator("[aria-live]").inner_text().startswith("Stop 2 of 9: the window starts in row 0 and column 2;")
    page.get_by_role("button", name="Back").press("Enter")
    assert "Stop 1 of 9" in page.get_by_role("img").get_attribute("aria-label")


@needs_chromium
def test_readers_who_want_no_motion_get_no_play_button(page, element):
    """The other buttons stay."""
    assert page.get_by_role("button", name="Play").count() == 1
    page.emulate_media(reduced_motion="reduce")
    page.set_content(element)
    assert page.get_by_role("button").all_inner_texts() == ["First", "Back", "Next"]


def test_layer_is_in_the_element_and_a_sentence_replaces_it_without_scripts(element):
    """Without scripts there is no button that does nothing, but a sentence that points to the film strip."""
    layer = json.loads(html.unescape(re.search('data-layer="([^"]*)"', element)[1]))
    assert np.array_equal(np.moveaxis(layer["volume"], 0, -1), VOLUME)
    assert layer["chosen"] == {"f": 2, "stride": 2, "pad": 1}
    still = element.split("<script>")[0]
    assert "The film strip below shows the same stops." in still
    assert "<button" not in still


def test_it_asks_the_network_for_nothing(element):
    """The element names no address and loads no file."""
    assert not re.search(r"https?:|\bsrc=|@import|url\(", element)
    assert len(element) < 30_000

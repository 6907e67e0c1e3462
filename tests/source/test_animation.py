"""The sliding window: its arithmetic, its frames, and what can be done without eyes, mouse or scripts."""

import html
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from tests.first_assignment import NAME
from tests.installed import only

pytestmark = only(NAME)

VOLUME = np.arange(32.0).reshape(4, 4, 2)
WEIGHTS = np.arange(8.0).reshape(2, 2, 2) - 3


@pytest.fixture
def element(beside, monkeypatch):
    """The element that the notebook gets, for a small volume with padding and a stride."""
    bundles = []
    monkeypatch.setattr(beside.animation, "display", lambda bundle, raw: bundles.append(bundle))
    beside.animation.show_sliding_window(VOLUME, WEIGHTS, bias=2.0, stride=2, pad=1)
    return bundles[0]["text/html"]


def test_stops_agree_with_the_answer_key(beside, answers):
    """The output of the stops is what conv_forward of the answer key gives."""
    _, stops, output = beside.animation.list_stops(VOLUME, WEIGHTS, 2.0, stride=2, pad=1)
    filters, bias = WEIGHTS[..., np.newaxis], np.full((1, 1, 1, 1), 2.0)
    expected, _ = answers["conv_forward"](VOLUME[np.newaxis], filters, bias, {"stride": 2, "pad": 1})
    assert np.array_equal(output, expected[0, :, :, 0])
    assert [stop.total for stop in stops] == list(output.ravel())


def test_animation_of_the_notebook_ends_on_the_next_example(committed_key):
    """The last frame holds the output that the example after it prints."""
    shown = next(html_of(cell) for cell in committed_key.cells if "show_sliding_window" in cell.source)
    frame = shown.split("<g data-said")[-1].split(">output</text>")[1]
    found = re.findall(r"<text[^>]*>([^<]*)</text>", frame)[:9]
    printed = next(
        o.text for c in committed_key.cells for o in c.get("outputs", []) if "nine stops" in o.get("text", "")
    )
    numbers = re.search(r"\[\[.*?\]\]", printed, re.DOTALL)[0]
    assert [float(text) for text in found] == [float(number) for number in re.findall(r"[\d.]+", numbers)]


def html_of(cell):
    """The HTML that a cell shows."""
    return "".join(output.data.get("text/html", "") for output in cell.get("outputs", []) if "data" in output)


def test_frames_are_well_formed_and_only_the_last_one_shows(element):
    """Each stop is a frame with a sentence; without scripts the last one is seen, and no button that does nothing."""
    drawing = ElementTree.fromstring(re.search("<svg.*</svg>", element, re.DOTALL)[0])
    frames = [group for group in drawing.iter("{http://www.w3.org/2000/svg}g") if "data-said" in group.attrib]
    assert len(frames) == 9
    assert ["display: none" in frame.get("style", "") for frame in frames] == [True] * 8 + [False]
    assert frames[-1].get("data-said") in drawing.get("aria-label")
    assert f"<p>{html.escape(frames[-1].get('data-said'))}</p>" in element
    assert "<button" not in element.split("<script>")[0]


def test_it_asks_the_network_for_nothing(element):
    """The element names no address but that of the format of the drawing, and loads no file."""
    rest = element.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|\bsrc=|@import|url\(", rest)
    assert len(element) < 150_000


def test_it_can_be_used_by_everybody(element):
    """Real buttons and a slider with a label; no motion of its own; those who want none get no Play button."""
    assert re.findall(r'<button type="button">(\w+)</button>', element) == ["First", "Back", "Play", "Next"]
    assert '<label>Stop <input type="range"' in element
    assert "prefers-reduced-motion" in element
    assert 'said.setAttribute("aria-live", "polite")' in element
    assert "@media print" in element

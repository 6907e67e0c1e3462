"""The convolution in motion: a window slides over an input with channels, and each stop fills one output.

Three views lie within each other: the whole input and the output, the window with the filter on it, and one sum.
`show_sliding_window` shows one stop after the other, with buttons; `show_film_strip` shows all the stops at once, for
paper and for those who prefer nothing to move. Colours and tables come from `sheet.py`.
"""

import html
from dataclasses import dataclass

import numpy as np
from IPython.display import display
from sheet import FILTER, INK, INPUT, OUTPUT, PADDING, PLAIN, TIMES, Sheet, add_up, text_of

CELL, SMALL, GAP = 26, 34, 26  # pixels: a cell of the input, a cell of the other tables, between two tables
STYLE = f"""
.sliding-window {{ max-width: 720px; background: {PLAIN}; color: {INK}; padding: 8px; font: 14px/1.5 sans-serif; }}
.sliding-window svg {{ display: block; width: 100%; height: auto; }}
.sliding-window p {{ margin: 4px 0; min-height: 3em; }}
.sliding-window button {{ font: inherit; color: {INK}; background: #eee; border: 1px solid {INK}; border-radius: 4px;
  padding: 4px 12px; margin-right: 6px; cursor: pointer; }}
.sliding-window button:focus-visible, .sliding-window input:focus-visible {{ outline: 3px solid #0072B2; }}
.sliding-window input {{ vertical-align: middle; width: 12em; }}
@media print {{ .sliding-window [role=group] {{ display: none; }} }}
"""
# Adds the buttons and shows one stop at a time. It runs where outputs may run scripts; elsewhere the last stop stays.
SCRIPT = """
(() => {
  const root = document.currentScript.closest(".sliding-window");
  const stops = [...root.querySelectorAll("[data-said]")];
  root.querySelector(".still").outerHTML = `
    <div role="group" aria-label="Sliding window">
      <button type="button">First</button><button type="button">Back</button>
      <button type="button">Play</button><button type="button">Next</button>
      <label>Stop <input type="range" min="1" max="${stops.length}"></label>
    </div>`;
  const [first, back, play, next] = root.querySelectorAll("button");
  const slider = root.querySelector("input");
  const said = root.querySelector("p");
  let timer = 0;
  const show = (number) => {
    const place = Math.max(0, Math.min(stops.length - 1, number));
    stops.forEach((stop, n) => { stop.style.display = n === place ? "" : "none"; });
    said.textContent = stops[place].dataset.said;
    slider.value = place + 1;
    slider.setAttribute("aria-valuetext", `stop ${place + 1} of ${stops.length}`);
  };
  const pause = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    said.setAttribute("aria-live", "polite");
  };
  const go = (number) => { pause(); show(number); };
  const place = () => Number(slider.value) - 1;
  first.onclick = () => go(0);
  back.onclick = () => go(place() - 1);
  next.onclick = () => go(place() + 1);
  slider.oninput = () => go(place());
  play.onclick = () => {
    if (timer) { pause(); return; }
    said.setAttribute("aria-live", "off");
    play.textContent = "Pause";
    show(place() + 1 < stops.length ? place() + 1 : 0);
    timer = setInterval(() => {
      if (!root.isConnected || place() + 1 === stops.length) { pause(); return; }
      show(place() + 1);
    }, 1500);
  };
  root.onkeydown = (event) => event.stopPropagation();
  play.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  show(0);
})();
"""


@dataclass(frozen=True)
class Stop:
    """One place of the window: the output entry that it fills, its upper left corner, and its arithmetic.

    window, products: arrays of shape (f, f, channels). sums: one number a channel. total: with the bias.
    """

    h: int
    w: int
    row: int
    column: int
    window: np.ndarray
    products: np.ndarray
    sums: np.ndarray
    total: float
    sentence: str


def list_stops(volume, weights, bias, stride, pad):
    """The padded input, all the stops of the window on it, and the output that they fill.

    volume: array of shape (rows, columns, channels). weights: array of shape (f, f, channels).
    """
    padded = np.pad(volume, ((pad, pad), (pad, pad), (0, 0)))
    f = len(weights)
    output = np.zeros([(length - f) // stride + 1 for length in padded.shape[:2]])
    stops = []
    for number, (h, w) in enumerate(np.ndindex(output.shape), start=1):
        row, column = stride * h, stride * w
        window = padded[row : row + f, column : column + f]
        products = window * weights
        sums = products.sum(axis=(0, 1))
        output[h, w] = sums.sum() + bias
        parts = ", ".join(f"channel {n} gives {text_of(value)}" for n, value in enumerate(sums))
        sentence = (
            f"Stop {number} of {output.size}: the window starts in row {row} and column {column}; {parts}; with the "
            f"bias {text_of(bias)} output row {h}, column {w} is {text_of(output[h, w])}."
        )
        stops.append(Stop(h, w, row, column, window, products, sums, output[h, w], sentence))
    return padded, stops, output


def draw_text(x, y, text, **style):
    """One text of the drawing, centred at (x, y) unless the style says otherwise."""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in style.items())
    return f'<text x="{x:g}" y="{y:g}"{more}>{html.escape(text)}</text>'


def draw_box(x, y, width, height, fill="none", line=1.0):
    """One rectangle of the drawing."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke-width="{line:g}"/>'


def draw_table(x, y, values, colour, title, size=SMALL, pad=0):
    """A table of numbers with its title above; None leaves a cell empty, and the cells of the padding are hatched."""
    rows, columns = np.shape(values)
    parts = [draw_text(x + columns * size / 2, y - 8, title)]
    parts.append(f'<g fill-opacity="0.4">{draw_box(x, y, columns * size, rows * size, colour)}</g>')
    for (row, column), value in np.ndenumerate(np.asarray(values, dtype=object)):
        left, top = x + column * size, y + row * size
        if not (pad <= row < rows - pad and pad <= column < columns - pad):
            parts.append(draw_box(left, top, size, size, PLAIN))
            lines = " ".join(f"M{left + d} {top + size} L{left + size} {top + d}" for d in (0, size // 2))
            parts.append(f'<path d="{lines}" stroke="{PADDING}" stroke-width="0.7"/>')
        parts.append(draw_box(left, top, size, size, line=0.6))
        if value is not None:
            parts.append(draw_text(left + size / 2, top + size / 2 + 5, text_of(value)))
    return "".join(parts)


def draw_stop(stop, stops, weights, bias, places):
    """What changes from stop to stop: the windows, the output so far, the products, the sum."""
    f, _, channels = weights.shape
    result = [[None] * (stops[-1].w + 1) for _ in range(stops[-1].h + 1)]
    for done in stops[: stops.index(stop) + 1]:
        result[done.h][done.w] = done.total
    left, top = places["output"]
    parts = [draw_table(left, top, result, OUTPUT, "output")]
    parts.append(draw_box(left + stop.w * SMALL, top + stop.h * SMALL, SMALL, SMALL, line=4))
    for n in range(channels):
        x, y = places["input"][n]
        parts.append(draw_box(x + stop.column * CELL, y + stop.row * CELL, f * CELL, f * CELL, line=4))
        x, y = places["equation"][n]
        wide = f * SMALL + GAP
        tables = [(stop.window, INPUT, "window"), (weights, FILTER, "filter"), (stop.products, PLAIN, "products")]
        for place, (values, colour, name) in enumerate(tables):
            parts.append(draw_table(x + place * wide, y, values[..., n], colour, f"{name}, channel {n}"))
        for place, sign in ((1, TIMES), (2, "=")):
            parts.append(draw_text(x + place * wide - GAP / 2, y + f * SMALL / 2 + 6, sign, font_size="20"))
        line = f"channel {n}:  {add_up(stop.products[..., n].ravel())}  =  {text_of(stop.sums[n])}"
        parts.append(draw_text(10, places["sum"] + 22 * n, line, text_anchor="start"))
    line = f"{add_up(stop.sums)} + bias {text_of(bias)}  =  {text_of(stop.total)}"
    told = f"output row {stop.h}, column {stop.w}:  {line}"
    parts.append(draw_text(10, places["sum"] + 22 * channels, told, text_anchor="start", font_weight="bold"))
    hidden = "" if stop is stops[-1] else ' style="display: none"'
    return f'<g data-said="{html.escape(stop.sentence)}"{hidden}>{"".join(parts)}</g>'


def show_sliding_window(volume, weights, bias, stride=1, pad=0):
    """The window at one stop after the other, with buttons and a slider; without scripts, its last stop.

    volume: array of shape (rows, columns, channels). weights: array of shape (f, f, channels), one filter.
    """
    padded, stops, output = list_stops(volume, weights, bias, stride, pad)
    rows, columns, channels = padded.shape
    f = len(weights)
    low = 40 + rows * CELL + 50
    places = {
        "input": [(10 + n * (columns * CELL + GAP), 40) for n in range(channels)],
        "output": (10 + channels * (columns * CELL + GAP) + GAP, 40),
        "equation": [(10 + n * (3 * f * SMALL + 4 * GAP), low) for n in range(channels)],
        "sum": low + f * SMALL + 36,
    }
    wide = 10 + max(places["output"][0] + output.shape[1] * SMALL, places["equation"][-1][0] + 3 * f * SMALL + 2 * GAP)
    high = places["sum"] + 22 * channels + 14
    tables = [
        draw_table(*places["input"][n], padded[..., n], INPUT, f"input, channel {n}, pad = {pad}", CELL, pad)
        for n in range(channels)
    ]
    frames = [draw_stop(stop, stops, weights, bias, places) for stop in stops]
    told = (
        f"A window of {f} by {f} slides over an input of {channels} channels with stride {stride}. {stops[-1].sentence}"
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="{html.escape(told)}" fill="{INK}" stroke="none" text-anchor="middle" font-size="13" '
        f'font-family="sans-serif"><style>rect {{ stroke: {INK} }}</style>{"".join(tables)}{"".join(frames)}</svg>'
    )
    element = (
        f'<div class="sliding-window"><style>{STYLE}</style>{drawing}<p>{html.escape(stops[-1].sentence)}</p>'
        f'<p class="still">Run this cell to see the window move.</p><script>{SCRIPT}</script></div>'
    )
    display({"text/html": element, "text/plain": told}, raw=True)


def show_film_strip(volume, weights, bias, stride=1, pad=0):
    """All the stops of `show_sliding_window` side by side, on the first channel of the input, with their sums."""
    padded, stops, output = list_stops(volume, weights, bias, stride, pad)
    rows, columns, _ = padded.shape
    # The hatching stands for the zeros here, so that the small numbers of the image stand out.
    shown = np.full((rows, columns), None)
    shown[pad : rows - pad, pad : columns - pad] = volume[..., 0]
    across = output.shape[1]
    wide, high = max(columns + 1, 7), rows + 3
    sheet = Sheet(across * wide + 0.4, output.shape[0] * high, cell=0.34)
    for stop in stops:
        left, top = (wide - columns) / 2 + 0.2 + stop.w * wide, 1 + stop.h * high
        sheet.table(shown, INPUT, f"row {stop.h}, column {stop.w}", corner=(top, left), pad=pad)
        sheet.window(top + stop.row, left + stop.column, len(weights))
        line = f"{add_up(stop.sums)} + bias {text_of(bias)} = {text_of(stop.total)}"
        box = {"facecolor": OUTPUT, "alpha": 0.4, "edgecolor": INK, "pad": 3}
        sheet.write(left + columns / 2, top + rows + 0.9, line, bbox=box)
    sheet.show(" ".join(stop.sentence for stop in stops))

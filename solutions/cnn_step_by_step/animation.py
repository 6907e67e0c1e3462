"""The convolution in motion: a window slides over an input with channels, and each stop fills one output.

`show_sliding_window` shows one stop after the other; what moves is in `sliding_window.js`. `show_film_strip` shows all
the stops at once, for paper and for readers who do not want movement. Colours and tables come from `sheet.py`.
"""

import html
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from IPython.display import display
from sheet import FILTER, INK, INPUT, OUTPUT, PADDING, TIMES, Sheet, add_up, text_of

STYLE = """
.sliding-window { max-width: 720px; padding: 8px; font: 14px/1.5 sans-serif; }
.sliding-window svg { display: block; width: 100%; height: auto; }
.sliding-window p { margin: 4px 0; }
.sliding-window [aria-live] { min-height: 3em; }
.sliding-window button, .sliding-window select { font: inherit; color: inherit; background: transparent;
  border: 1px solid currentColor; border-radius: 4px; padding: 4px 10px; margin-right: 6px; cursor: pointer; }
.sliding-window option { color: #222; background: #fff; }
.sliding-window :is(button, select, input):focus-visible { outline: 3px solid #56B4E9; outline-offset: 2px; }
.sliding-window input { vertical-align: middle; width: 10em; }
.sliding-window label { white-space: nowrap; margin-right: 6px; }
.sliding-window [role=group] { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 0; margin: 6px 0; }
@media print { .sliding-window [role=group] { display: none; } }
"""
SCRIPT = Path(__file__).with_name("sliding_window.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Stop:
    """One place of the window: the output entry that it fills, its upper left corner, and its arithmetic.

    sums: one number a channel. total: with the bias.
    """

    h: int
    w: int
    row: int
    column: int
    sums: np.ndarray
    total: float


def list_stops(volume, weights, bias, stride, pad):
    """All the stops of the window, in order, and the output that they fill.

    volume: array of shape (rows, columns, channels). weights: array of shape (f, f, channels).
    """
    padded = np.pad(volume, ((pad, pad), (pad, pad), (0, 0)))
    f = len(weights)
    output = np.zeros([(length - f) // stride + 1 for length in padded.shape[:2]])
    stops = []
    for h, w in np.ndindex(output.shape):
        row, column = stride * h, stride * w
        sums = (padded[row : row + f, column : column + f] * weights).sum(axis=(0, 1))
        output[h, w] = sums.sum() + bias
        stops.append(Stop(h, w, row, column, sums, output[h, w]))
    return stops, output


def show_sliding_window(volume, weights, bias, stride=1, pad=0):
    """The window at one stop after the other, with buttons and a slider; f, stride and pad can be chosen.

    volume: array of shape (rows, columns, channels). weights: array of shape (f, f, channels), one filter. stride, pad:
    what it begins with.
    """
    layer = {
        "volume": np.moveaxis(volume, -1, 0).tolist(),
        "filter": np.moveaxis(weights, -1, 0).tolist(),
        "bias": bias,
        "chosen": {"f": len(weights), "stride": stride, "pad": pad},
        "colours": {"input": INPUT, "filter": FILTER, "output": OUTPUT, "padding": PADDING},
        "signs": {"minus": text_of(-1)[0], "times": TIMES},
    }
    still = "The animation runs where outputs may run scripts. The film strip below shows the same stops."
    element = (
        f'<div class="sliding-window" data-layer="{html.escape(json.dumps(layer))}"><style>{STYLE}</style>'
        f'<p class="still">{still}</p><script>{SCRIPT}</script></div>'
    )
    display({"text/html": element, "text/plain": still}, raw=True)


def show_film_strip(volume, weights, bias, stride=1, pad=0):
    """All the stops of `show_sliding_window` side by side, on the first channel of the input, with their sums."""
    stops, output = list_stops(volume, weights, bias, stride, pad)
    rows, columns = (length + 2 * pad for length in volume.shape[:2])
    # The hatching replaces the zeros here, so that the small numbers of the image stand out.
    shown = np.full((rows, columns), None)
    shown[pad : rows - pad, pad : columns - pad] = volume[..., 0]
    across = output.shape[1]
    wide, high = max(columns + 1, 7), rows + 3
    sheet = Sheet(across * wide + 0.4, output.shape[0] * high, cell=0.34)
    told = []
    for stop in stops:
        left, top = (wide - columns) / 2 + 0.2 + stop.w * wide, 1 + stop.h * high
        sheet.table(shown, INPUT, f"row {stop.h}, column {stop.w}", corner=(top, left), pad=pad)
        sheet.window(top + stop.row, left + stop.column, len(weights))
        line = f"{add_up(stop.sums)} + bias {text_of(bias)} = {text_of(stop.total)}"
        box = {"facecolor": OUTPUT, "alpha": 0.4, "edgecolor": INK, "pad": 3}
        sheet.write(left + columns / 2, top + rows + 0.9, line, bbox=box)
        told.append(
            f"The window that starts in row {stop.row} and column {stop.column} gives {line}, which is output row "
            f"{stop.h}, column {stop.w}."
        )
    sheet.show(" ".join(told))

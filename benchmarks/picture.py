"""The picture `docs/benchmarks.svg`: cost of one submission, and memory by class size. Same figures, same bytes."""

from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure as Canvas

from benchmarks.figures import MEGABYTE, costs, memory_of
from benchmarks.page import tell
from benchmarks.rounds import Measured

SETTINGS: dict[Any, object] = {
    "svg.hashsalt": "benchmarks",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
}
DARK, LIGHT = "#1f4e79", "#d0d0d0"


def draw(measured: Measured, path: Path) -> None:
    """Draw the picture to a file."""
    with matplotlib.rc_context(SETTINGS):
        canvas = Canvas(figsize=(9, 3.4), layout="constrained")
        points, lines = canvas.subplots(1, 2, width_ratios=(3, 2))
        shown = [(figure, figure.value) for figure in costs(measured) if figure.label and figure.value]
        seconds = [value for _, value in shown]
        points.plot(seconds, [figure.label for figure, _ in shown], "o", color=DARK, markersize=9)
        for row, (figure, value) in enumerate(shown):
            text = tell(value, figure.unit)
            points.annotate(text, (value, row), (9, 0), textcoords="offset points", verticalalignment="center")
        points.set(title="CPU a submission", xlabel="seconds, logarithmic", xscale="log")
        points.set(xlim=(min(seconds) / 2, max(seconds) * 4), ylim=(len(shown) - 0.5, -0.5))
        points.grid(axis="both", color=LIGHT, linewidth=0.5)
        counts = list(measured.memory)
        peaks = [memory_of(usage) for usage in measured.memory.values()]
        for name, chosen_peaks, style in (
            ("all together", [peak.total for peak in peaks], "o-"),
            ("largest worker", [peak.worker for peak in peaks], "s--"),
            ("reads and writes", [peak.parent for peak in peaks], "^:"),
        ):
            lines.plot(counts, [peak / MEGABYTE for peak in chosen_peaks], style, label=name, color=DARK)
        lines.set(title="Peak memory, 2 workers", xlabel="submissions", ylabel="MB", xscale="log", ylim=(0, None))
        lines.legend(frameon=False)
        canvas.savefig(path, format="svg", metadata={"Date": None, "Creator": None})

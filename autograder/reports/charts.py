"""The pictures of the class report: matplotlib's, made part of a page.

matplotlib writes colours, fonts and ids of its own into an SVG. Here they become attributes that take the colours
of the page, so that a picture fits light and dark, needs no style that the page forbids, and is the same each time.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from autograder.text import for_html

# Colours that stand for those of the page until the picture is part of it.
ROLES = {
    "#010101": "currentColor",
    "#020202": "var(--paper)",
    "#030303": "var(--line)",
    "#040404": "var(--soft)",
    "#050505": "var(--link)",
    "#060606": "var(--right)",
    "#070707": "var(--part)",
    "#080808": "var(--wrong)",
    "#090909": "var(--fault)",
}
INK, PAPER, LINE, SOFT, LINK, RIGHT, PART, WRONG, FAULT = ROLES
SETTINGS: dict[Any, Any] = {
    **{"svg.fonttype": "none", "svg.hashsalt": "charts", "font.size": 11, "hatch.color": PAPER},
    **{
        "text.color": INK,
        "axes.edgecolor": LINE,
        "axes.labelcolor": SOFT,
        "hatch.linewidth": 1.5,
        "text.parse_math": False,
    },
    **{"xtick.color": INK, "ytick.color": INK, "xtick.major.size": 0, "ytick.major.size": 0},
    **{"axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False},
}
SVG = "http://www.w3.org/2000/svg"
BINS = 10
# The strongest tint that text of either theme is still read on.
DEEPEST = 0.45
LONGEST_LABEL = 32


def draw_scores(scores: Mapping[float, int], highest: float) -> Markup:
    """The distribution of scores, as a bar for each tenth of the points."""
    with matplotlib.rc_context(SETTINGS):
        figure, axes = _open_sheet(6, 2.2)
        labels, counts = zip(*bin_scores(scores, highest), strict=True)
        _draw_bars(axes, counts)
        edges = [f"{number * highest / BINS:g}" for number in range(BINS + 1)]
        axes.set(xticks=[number - 0.05 for number in range(BINS + 1)], xticklabels=edges, yticks=[], xlabel="points")
        return _adapt(figure, "scores", "How many students reached how many points", _tell(labels, counts))


def draw_days(days: Mapping[str, int]) -> Markup:
    """How many students handed in on each day."""
    with matplotlib.rc_context(SETTINGS):
        figure, axes = _open_sheet(6, 1.6)
        counts = list(days.values())
        _draw_bars(axes, counts)
        axes.set(xticks=[number + 0.45 for number in range(len(days))], xticklabels=list(days), yticks=[])
        return _adapt(figure, "days", "How many students handed in on which day", _tell(list(days), counts))


def _draw_bars(axes: Axes, counts: Sequence[int]) -> None:
    bars = axes.bar(range(len(counts)), counts, width=0.9, align="edge", color=LINK)
    axes.bar_label(bars, labels=[str(count) if count else "" for count in counts], padding=3)
    axes.set(xlim=(-0.1, len(counts) + 0.05), ylim=(0, max(counts) * 1.15))


def _tell(labels: Sequence[str], counts: Sequence[int]) -> str:
    return "; ".join(f"{label}: {count}" for label, count in zip(labels, counts, strict=True))


def bin_scores(scores: Mapping[float, int], highest: float) -> list[tuple[str, int]]:
    """The number of students in each tenth of the points, with its name. A full score is part of the last."""
    counts = [0] * BINS
    for score, count in scores.items():
        counts[min(int(score * BINS / highest), BINS - 1)] += count
    step = highest / BINS
    names = [f"{number * step:g} to below {(number + 1) * step:g}" for number in range(BINS - 1)]
    return list(zip([*names, f"{highest - step:g} to {highest:g}"], counts, strict=True))


def draw_statuses(rows: Mapping[str, Sequence[int]], groups: Sequence[tuple[str, str]]) -> Markup:
    """How the exercises went, as a bar for each. rows: counts by exercise. groups: name and tone of each count."""
    tones = {
        "right": (RIGHT, ""),
        "part": (PART, "//"),
        "wrong": (WRONG, ""),
        "blank": (LINE, ""),
        "fault": (FAULT, ""),
    }
    with matplotlib.rc_context(SETTINGS):
        figure, axes = _open_sheet(8, 0.75 + 0.42 * len(rows))
        names, ends = list(rows), [0] * len(rows)
        whole = max(sum(counts) for counts in rows.values())
        for position, (group, tone) in enumerate(groups):
            counts = [rows[name][position] for name in names]
            colour, hatch = tones[tone]
            bars = axes.barh(
                range(len(rows)), counts, 0.68, ends, color=colour, label=group, edgecolor=PAPER, linewidth=1
            )
            for bar, count, end in zip(bars, counts, ends, strict=True):
                bar.set_hatch(hatch)
                if count >= 0.03 * whole:
                    box = {"facecolor": colour, "edgecolor": "none", "pad": 4} if hatch else None
                    style: dict[str, Any] = {"color": INK if tone == "blank" else PAPER, "bbox": box, "weight": "bold"}
                    axes.text(end + count / 2, bar.get_y() + 0.36, str(count), ha="center", va="center", **style)
            ends = [end + count for end, count in zip(ends, counts, strict=True)]
        axes.set(
            yticks=range(len(rows)),
            yticklabels=map(_label, names),
            xticks=[],
            xlim=(0, whole),
            ylim=(len(rows) - 0.5, -0.5),
        )
        axes.spines[:].set_visible(False)
        figure.legend(loc="outside upper left", ncols=len(groups), frameon=False, handlelength=1.2, columnspacing=1.4)
        told = "; ".join(
            f"{name}: " + ", ".join(f"{count} {group}" for count, (group, _) in zip(rows[name], groups, strict=True))
            for name in names
        )
        return _adapt(figure, "statuses", "How each exercise went", told)


def draw_mistakes(counts: Mapping[str, Mapping[str, int]], mistakes: Sequence[str]) -> Markup:
    """Which mistake was made how often in which exercise. counts: by exercise and mistake. mistakes: the rows."""
    exercises = [name for name in counts if any(counts[name].get(mistake) for mistake in mistakes)]
    most = max(counts[name].get(mistake, 0) for name in exercises for mistake in mistakes)
    with matplotlib.rc_context(SETTINGS):
        figure, axes = _open_sheet(8, 0.8 + 0.36 * len(mistakes))
        for row, mistake in enumerate(mistakes):
            for column, name in enumerate(exercises):
                count = counts[name].get(mistake, 0)
                corner = (column - 0.5, row - 0.5)
                axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=LINE, linewidth=1))
                if count:
                    tint = 0.08 + (DEEPEST - 0.08) * count / most
                    axes.add_patch(Rectangle(corner, 1, 1, facecolor=LINK, alpha=tint, linewidth=0))
                    axes.text(column, row, str(count), ha="center", va="center", weight="bold")
        names = [_label(name).replace("_", "_\n", -1 if len(exercises) > 4 else 0) for name in exercises]
        axes.set(
            xticks=range(len(exercises)),
            xticklabels=names,
            yticks=range(len(mistakes)),
            yticklabels=map(_label, mistakes),
        )
        axes.set(xlim=(-0.55, len(exercises) - 0.45), ylim=(len(mistakes) - 0.45, -0.55))
        axes.xaxis.tick_top()
        axes.spines[:].set_visible(False)
        told = "; ".join(
            f"{mistake} in {name}: {counts[name][mistake]}"
            for mistake in mistakes
            for name in exercises
            if counts[name].get(mistake)
        )
        return _adapt(figure, "mistakes", "How often each mistake was recognised in each exercise", told)


def _label(name: str) -> str:
    """A name as the picture can show it: in one line, and not so long that nothing else fits."""
    shown = for_html(name)
    return shown if len(shown) <= LONGEST_LABEL else f"{shown[: LONGEST_LABEL - 1]}…"


def _open_sheet(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure that no window ever shows, and its axes. width, height: in inches."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    figure.patch.set_visible(False)
    axes = figure.add_subplot()
    axes.patch.set_visible(False)
    return figure, axes


def _adapt(figure: Figure, name: str, title: str, told: str) -> Markup:
    """A figure as an SVG that is part of a page. name: goes before its ids. told: its description."""
    written = io.BytesIO()
    figure.savefig(written, format="svg")
    root = ElementTree.fromstring(written.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):  # the date of drawing, and a forbidden style
                parent.remove(child)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        for declaration in filter(None, attributes.pop("style", "").split(";")):
            key, _, value = declaration.partition(":")
            attributes |= _read_font(value) if key.strip() == "font" else {key.strip(): value.strip()}
        element.attrib.clear()
        for key, value in sorted(attributes.items()):
            element.set(key, _translate(key, value, f"{name}-"))
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    root.attrib |= {"role": "img", "class": "chart"}
    for tag, text in (("desc", told), ("title", title)):
        element = ElementTree.Element(tag)
        element.text = for_html(text)
        root.insert(0, element)
    return Markup(ElementTree.tostring(root, encoding="unicode", short_empty_elements=False))  # texts are escaped


def _read_font(shorthand: str) -> dict[str, str]:
    """Size and weight of a font; its family is that of the page."""
    size = re.search(r"([\d.]+)px", shorthand)
    weight = re.search(r"\b(bold|[1-9]00)\b", shorthand)
    return ({"font-size": size[1]} if size else {}) | ({"font-weight": weight[1]} if weight else {})


def _translate(key: str, value: str, prefix: str) -> str:
    """The value of an attribute with the colours of the page, and with ids that no other picture has."""
    if key == "id":
        return prefix + value
    if key == "href":
        return f"#{prefix}{value.removeprefix('#')}"
    return ROLES.get(value, value.replace("url(#", f"url(#{prefix}"))

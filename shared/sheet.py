"""What the pictures are drawn with: colours, a sheet of cells, and `show`, which adds a description in words.

One colour belongs to each role everywhere: the input is blue, a filter orange, an output green, a
gradient purple; the zeros of the padding are hatched. People who see few colours can tell these apart.
"""

import base64
import html
import io
import re

import matplotlib
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

INPUT = "#56B4E9"
FILTER = "#E69F00"
OUTPUT = "#009E73"
GRADIENT = "#CC79A7"
PLAIN = "none"
PADDING = "#8A8A8A"
INK = "#222222"
TIMES = "\N{MULTIPLICATION SIGN}"
MINUS = "\N{MINUS SIGN}"
SCREEN = 80  # dots per inch on the screen; twice as many in the picture for paper
DRAWING = {"svg.fonttype": "path", "svg.hashsalt": "sheet", "savefig.transparent": True}


def show(figure, description, colours=256):
    """Show a figure in the notebook with a description in words, for readers who cannot see it.

    The notebook gets a drawing whose ink has the colour of the text around it, in a light theme and in a dark one, and
    a picture on white paper for exports that show no HTML. Some front ends remove drawings and styles from outputs that
    they do not trust, such as those of a notebook from elsewhere; a small picture then takes the drawing's place.
    colours: to how many the pictures are reduced, which makes them small; at most 256.
    """
    drawn = io.StringIO()
    with matplotlib.rc_context(DRAWING):
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    figure.set_layout_engine("none")  # the axes have found their places, which takes long
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=2 * SCREEN)
    large = Image.open(picture).convert("RGB")
    width, height = (round(inches * SCREEN) for inches in figure.get_size_inches())
    drawing = drawn.getvalue().partition("<svg ")[2]
    drawing = re.sub('width="[^"]*" height="[^"]*"|height="[^"]*" width="[^"]*"', "", drawing, count=1)
    drawing = re.sub(r"(?i)#000000|" + INK, "currentColor", drawing)
    drawing = re.sub("<style.*?</style>", "", drawing, flags=re.DOTALL)  # it would hold for the whole page
    drawing = re.sub(r"<!--.*?-->|(?<=\n) +", "", drawing)
    told = html.escape(description)
    style = "<style>.drawing + img { display: none }</style>"
    shape = 'fill="currentColor" style="max-width: 100%; height: auto"'
    vector = f'<svg class="drawing" width="{width}" role="img" aria-label="{told}" {shape} {drawing}'
    instead = f'<img alt="{told}" src="data:image/png;base64,{_encode(large.reduce(2), min(colours, 64))}">'
    display(
        {
            "text/html": style + vector.strip() + instead,
            "image/png": _encode(large, colours),
            "text/plain": description,
        },
        metadata={"image/png": {"width": width, "height": height}},
        raw=True,
    )


def _encode(picture, colours):
    """A picture in the PNG format, base64 encoded. colours: to how many it is reduced."""
    reduced = io.BytesIO()
    # Few colours stay as they are by the one method; the other one finds the right ones of a photograph.
    method = Image.Quantize.FASTOCTREE if colours < 256 else Image.Quantize.MEDIANCUT
    picture.quantize(colours, method=method).save(reduced, "png", optimize=True)
    return base64.b64encode(reduced.getvalue()).decode()


def text_of(value):
    """The text of one cell: "3" for 3.0, "3.5" for 3.5, True and False in full."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    return f"{float(value) + 0.0:g}".replace("-", MINUS)


def add_up(values):
    """A sum in text: "3 + 0 - 2", with a true minus sign."""
    return " + ".join(text_of(value) for value in values).replace(f"+ {MINUS}", f"{MINUS} ")


def in_words(values):
    """A table of numbers in one line of text: "[[1, 2], [3, 4]]"."""
    rows = [", ".join(text_of(value) for value in row) for row in np.atleast_2d(values)]
    return f"[[{'], ['.join(rows)}]]"


class Sheet:
    """An empty drawing, measured in cells: x counts columns to the right, y counts rows downwards."""

    def __init__(self, columns, rows, cell=0.5):
        """cell: size of one cell in inches."""
        self.columns, self.rows = columns, rows
        self.figure = Figure(figsize=(columns * cell, rows * cell))
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, columns), ylim=(rows, 0))
        self.axes.axis("off")
        self.size = max(22 * cell, 9)

    def show(self, description):
        """Show the drawing with a description in words."""
        show(self.figure, description, colours=48)

    def write(self, x, y, text, scale=1.0, **style):
        """Write text with its centre at column x and row y."""
        style = {"ha": "center", "va": "center", "zorder": 5, "color": INK, "fontsize": scale * self.size} | style
        self.axes.text(x, y, text, **style)

    def area(self, x, y, columns, rows, **style):
        """Fill a part of the drawing; (x, y) is its upper left corner."""
        self.axes.add_patch(Rectangle((x, y), columns, rows, **{"linewidth": 0} | style))

    def table(self, values, colour, title="", corner=(1, 0), pad=0):
        """Draw a table of numbers with its title above.

        values: array of shape (rows, columns) of numbers, True and False, texts, or None for an empty cell.
        corner: (row, column) of its upper left cell. pad: how many rows and columns at each edge are padding, which
        is hatched.
        """
        rows, columns = np.shape(values)
        top, left = corner
        if pad:
            for place in ((left, top), (left, top + rows - pad)):
                self.area(*place, columns, pad, facecolor=PLAIN, edgecolor=PADDING, hatch="////", alpha=0.5)
            for place in ((left, top + pad), (left + columns - pad, top + pad)):
                self.area(*place, pad, rows - 2 * pad, facecolor=PLAIN, edgecolor=PADDING, hatch="////", alpha=0.5)
        self.area(left + pad, top + pad, columns - 2 * pad, rows - 2 * pad, facecolor=colour, alpha=0.4)
        self.axes.vlines(left + np.arange(columns + 1), top, top + rows, colors=INK, linewidth=0.8)
        self.axes.hlines(top + np.arange(rows + 1), left, left + columns, colors=INK, linewidth=0.8)
        for (row, column), value in np.ndenumerate(np.asarray(values)):
            if value is not None:
                text = value if isinstance(value, str) else text_of(value)
                self.write(left + column + 0.5, top + row + 0.5, text, scale=1.0 if len(text) < 5 else 0.85)
        self.write(left + columns / 2, top - 0.45, title)

    def window(self, row, column, f, colour=INK, style="-"):
        """Outline a window of f rows and f columns; (row, column) is its upper left cell."""
        outline = {"fill": False, "edgecolor": colour, "linewidth": 3, "linestyle": style, "zorder": 4}
        self.axes.add_patch(Rectangle((column, row), f, f, **outline))

    def equation(self, parts, top=1, height=None, gap=1.2, least=1.8):
        """Draw tables and signs in one line, all of them centred on the tallest one.

        parts: signs (strings) and tables, a table as (values, colour, title). least: how many columns a table takes
        at least. Returns the column where the line ends.
        """
        height = height or max(np.shape(part[0])[0] for part in parts if not isinstance(part, str))
        left = 0.3
        for part in parts:
            if isinstance(part, str):
                self.write(left + gap / 2, top + height / 2, part, scale=1.5 if len(part) == 1 else 1.0)
                left += gap
            else:
                rows, columns = np.shape(part[0])
                width = max(columns, least)
                self.table(*part, corner=(top + (height - rows) / 2, left + (width - columns) / 2))
                left += width
        return left + 0.3

"""The pictures of the notebook, drawn with matplotlib. Read them, change them, draw your own.

One colour belongs to each role everywhere: the input is blue, a filter orange, an output green, a
gradient purple, the zeros of the padding are hatched. Titles name the role, so that nothing depends on colour.
The helper at the end, `unwritten_is_fine`, lets the notebook run to its end while functions are not written yet.
"""

import re
import traceback
from contextlib import contextmanager

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

INPUT = "#56B4E9"
FILTER = "#E69F00"
OUTPUT = "#009E73"
GRADIENT = "#CC79A7"
PADDING = "#BBBBBB"
WINDOW = "#000000"
TIMES = r"$\times$"

plt.rcParams.update({"figure.dpi": 75, "font.size": 11, "axes.titlesize": 11, "image.interpolation": "nearest"})


def text_of(value):
    """The text of one cell: "3" for 3.0, "3.5" for 3.5, True and False in full."""
    return str(bool(value)) if isinstance(value, (bool, np.bool_)) else f"{float(value):g}"


def open_sheet(columns, rows, cell=0.6):
    """An empty drawing, measured in cells: x counts columns to the right, y counts rows downwards.

    cell: size of one cell in inches.
    """
    figure = plt.figure(figsize=(columns * cell, rows * cell))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-0.1, columns + 0.1), ylim=(rows + 0.1, -0.1), aspect="equal")
    axes.axis("off")
    return axes


def write(axes, x, y, text, **style):
    """Write text with its centre at column x and row y."""
    axes.text(x, y, text, **{"ha": "center", "va": "center", "zorder": 5, **style})


def draw_cells(axes, values, colour, title="", corner=(1, 0)):
    """Draw a table of numbers, one coloured cell a number, with its title above.

    values: array of shape (rows, columns), numbers or True/False. corner: (row, column) of its upper left cell.
    """
    values = np.asarray(values)
    top, left = corner
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column, top + row
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, alpha=0.35))
        axes.add_patch(Rectangle((x, y), 1, 1, fill=False, edgecolor="#333333", linewidth=0.8))
        if value is not None:
            write(axes, x + 0.5, y + 0.5, text_of(value))
    write(axes, left + values.shape[1] / 2, top - 0.4, title)


def draw_window(axes, row, column, f, colour=WINDOW, style="-"):
    """Outline a window of f rows and f columns; (row, column) is its upper left cell."""
    axes.add_patch(Rectangle((column, row), f, f, fill=False, edgecolor=colour, linewidth=3, linestyle=style, zorder=4))


def draw_equation(axes, parts, top=1, height=None, gap=1.2):
    """Draw tables and signs in one line, all of them centred on the tallest one.

    parts: signs (strings) and tables, a table as (values, colour, title). Returns the column where the line ends.
    """
    height = height or max(np.shape(part[0])[0] for part in parts if not isinstance(part, str))
    left = 0.3
    for part in parts:
        if isinstance(part, str):
            write(axes, left + gap / 2, top + height / 2, part, fontsize=17)
            left += gap
        else:
            rows, columns = np.shape(part[0])
            width = max(columns, 1.6)
            draw_cells(axes, *part, corner=(top + (height - rows) / 2, left + (width - columns) / 2))
            left += width
    return left


def show_zero_padding(image, pad=1):
    """One image of shape (rows, columns) beside the same image in its frame of zeros."""
    rows, columns = image.shape
    tall, wide = rows + 2 * pad, columns + 2 * pad
    axes = open_sheet(columns + wide + 1.5, tall + 1)
    draw_cells(axes, image, INPUT, f"input, {rows} by {columns}", corner=(1 + pad, 0))
    write(axes, columns + 0.75, 1 + tall / 2, "→", fontsize=17)
    left = columns + 1.5
    framed = np.pad(image, pad)
    for (row, column), value in np.ndenumerate(framed):
        inside = pad <= row < pad + rows and pad <= column < pad + columns
        draw_cells(axes, [[value]], INPUT if inside else "white", corner=(1 + row, left + column))
        if not inside:
            axes.add_patch(
                Rectangle((left + column, 1 + row), 1, 1, facecolor="none", edgecolor=PADDING, hatch="//", linewidth=0)
            )
    draw_window(axes, 1 + pad, left + pad, rows)
    write(axes, left + wide / 2, 0.6, f"padded by {pad}, {tall} by {wide}")
    plt.show()


def show_single_step(window, weights, bias):
    """One window times one filter, the sum written out, the bias added once."""
    products = window * weights
    total = products.sum()
    f = window.shape[0]
    axes = open_sheet(3 * f + 6, f + 2)
    draw_equation(
        axes,
        [
            (window, INPUT, "window"),
            TIMES,
            (weights, FILTER, "filter"),
            "=",
            (products, "white", "products"),
            "→",
            (np.array([[total + bias]]), OUTPUT, "output"),
        ],
    )
    terms = " + ".join(text_of(value) for value in products.ravel())
    caption = f"sum {terms} = {text_of(total)},   plus the bias {text_of(bias)}   is {text_of(total + bias)}"
    write(axes, (3 * f + 6) / 2, f + 1.6, caption)
    plt.show()


def show_film_strip(image, weights, bias):
    """All the stops of a filter on one small image, one frame a stop, and the output that they fill."""
    f, (rows, columns) = weights.shape[0], image.shape
    output = np.zeros((rows - f + 1, columns - f + 1))
    step = columns + 1.2
    axes = open_sheet(step * output.size + output.shape[1] + f + 1.2, rows + 2.8, cell=0.55)
    draw_cells(axes, weights, FILTER, "filter")
    write(axes, f / 2, f + 1.5, f"bias {text_of(bias)}")
    for frame, (h, w) in enumerate(np.ndindex(output.shape)):
        left = f + 1.2 + frame * step
        window = image[h : h + f, w : w + f]
        output[h, w] = (window * weights).sum() + bias
        draw_cells(axes, image, INPUT, f"row {h}, column {w}", corner=(1, left))
        draw_window(axes, 1 + h, left + w, f, colour=FILTER)
        products = [f"{text_of(a)}·{text_of(k)}" for a, k in zip(window.ravel(), weights.ravel(), strict=True)]
        lines = [" + ".join(products[start : start + f]) for start in range(0, f * f, f)]
        sums = "\n+ ".join([*lines, f"{text_of(bias)} = {text_of(output[h, w])}"])
        write(axes, left + columns / 2, rows + 1.15, sums, va="top")
    draw_cells(axes, output, OUTPUT, "output", corner=(1, f + 1.2 + output.size * step))
    plt.show()


def show_strides(size=6, f=3, strides=(1, 2)):
    """Where the windows land: each mark sits in the upper left cell of a window and names the output entry."""
    axes = open_sheet((size + 1) * len(strides) - 1, size + 2.2, cell=0.56)
    for panel, stride in enumerate(strides):
        left, count = panel * (size + 1), (size - f) // stride + 1
        title = f"stride {stride}: ⌊({size} - {f}) / {stride}⌋ + 1 = {count}"
        draw_cells(axes, np.full((size, size), None), INPUT, title, corner=(1, left))
        for h, w in np.ndindex(count, count):
            x, y = left + w * stride, 1 + h * stride
            axes.add_patch(Rectangle((x + 0.1, y + 0.2), 0.8, 0.6, facecolor="white", edgecolor=OUTPUT, linewidth=2))
            write(axes, x + 0.5, y + 0.5, f"{h},{w}", fontsize=10)
        draw_window(axes, 1, left, f)
        draw_window(axes, 1, left + stride, f, colour=FILTER, style="--")
    caption = "solid: the window of output entry 0,0;   dashed: the next one, of 0,1"
    write(axes, ((size + 1) * len(strides) - 1) / 2, size + 1.7, caption)
    plt.show()


def show_pooling(image, f=2):
    """Windows that lie side by side, their maxima and their means."""
    rows, columns = image.shape[0] // f, image.shape[1] // f
    windows = image[: rows * f, : columns * f].reshape(rows, f, columns, f)
    axes = open_sheet(image.shape[1] + 2 * columns + 3.2, image.shape[0] + 1)
    end = draw_equation(
        axes,
        [
            (image, INPUT, f"input, windows of {f} by {f}"),
            "→",
            (windows.max(axis=(1, 3)), OUTPUT, "maximum"),
            "or",
            (windows.mean(axis=(1, 3)), OUTPUT, "average"),
        ],
    )
    for h, w in np.ndindex(rows, columns):
        draw_window(axes, 1 + h * f, 0.3 + w * f, f)
    axes.set_xlim(-0.1, end + 0.1)
    plt.show()


def show_conv_gradients(window, weights, gradient):
    """What one gradient of the output adds to the gradients of the input, the filter and the bias."""
    dz = np.array([[gradient]])
    f = window.shape[0]
    axes = open_sheet(2 * f + 7.4, 3 * f + 3.4)
    lines = [
        ((weights, FILTER, "filter"), (gradient * weights, GRADIENT, "added to dA")),
        ((window, INPUT, "window"), (gradient * window, GRADIENT, "added to dW")),
        ((np.array([[1.0]]), "white", "one"), (dz, GRADIENT, "added to db")),
    ]
    for line, (factor, result) in enumerate(lines):
        top = 1 + line * (f + 1)
        height = np.shape(factor[0])[0]
        draw_equation(axes, [(dz, GRADIENT, "one dZ"), TIMES, factor, "=", result], top=top, height=height, gap=1.6)
    axes.set_ylim(3 * f + 2.2, -0.1)
    plt.show()


def show_max_gradient(window, gradient):
    """The mask of a window and the gradient that goes only to the maximum."""
    mask = window >= window.max()
    axes = open_sheet(3 * window.shape[1] + 4.2, window.shape[0] + 1)
    end = draw_equation(
        axes,
        [
            (window, INPUT, "window"),
            "→",
            (mask, "white", "mask"),
            f"{TIMES} {text_of(gradient)} =",
            (mask * gradient, GRADIENT, "gradient"),
        ],
        gap=1.9,
    )
    axes.set_xlim(-0.1, end + 0.1)
    plt.show()


def show_average_gradient(gradient, shape):
    """A gradient in equal shares."""
    cells = shape[0] * shape[1]
    axes = open_sheet(shape[1] + 4, shape[0] + 1)
    shares = (np.ones(shape) * gradient / cells, GRADIENT, f"{cells} equal shares")
    draw_equation(axes, [(np.array([[gradient]]), GRADIENT, "gradient"), "→", shares])
    plt.show()


def show_batch(images, names):
    """A row of colour images of shape (n_H, n_W, 3), values between 0 and 1, each with its name."""
    _, all_axes = plt.subplots(1, len(images), figsize=(2.2 * len(images), 2.5), layout="constrained")
    for axes, image, name in zip(np.atleast_1d(all_axes), images, names, strict=True):
        axes.imshow(image)
        axes.set(title=name, xticks=[], yticks=[])
    plt.show()


def show_layers(images, convolved, pooled, filter_names):
    """Before and after: each image, then each channel of the convolution, then each channel after pooling.

    images: (m, n_H, n_W, 3); convolved: (m, n_H, n_W, n_C); pooled: (m, n_H', n_W', n_C). Bright means large;
    each channel has one scale for the whole batch.
    """
    count = len(filter_names)
    _, all_axes = plt.subplots(
        len(images), 1 + 2 * count, figsize=(1.65 * (1 + 2 * count), 1.75 * len(images)), layout="constrained"
    )
    for row, axes in enumerate(np.atleast_2d(all_axes)):
        axes[0].imshow(images[row])
        for channel in range(count):
            top = convolved[..., channel].max()
            axes[1 + channel].imshow(convolved[row, :, :, channel], cmap="gray", vmin=0, vmax=top)
            axes[1 + count + channel].imshow(pooled[row, :, :, channel], cmap="gray", vmin=0, vmax=top)
        if row == 0:
            axes[0].set_title("input")
            for channel, name in enumerate(filter_names):
                axes[1 + channel].set_title(name.replace(" ", "\n", 1))
                axes[1 + count + channel].set_title("pooled:\n" + name.replace(" ", "\n", 1))
        for place in axes:
            place.set(xticks=[], yticks=[])
    plt.show()


@contextmanager
def unwritten_is_fine():
    """Go on when a function has no answer yet, and say which one.

    A function that is not written ends in `return X_pad` although nothing has given X_pad a value. Just that case
    ends the block with a sentence. Any other error is shown as usual.
    """
    try:
        yield
    except NameError as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        names = re.fullmatch(r"return\s+\(?(\w+(?:\s*,\s*\w+)*)\)?\s*(?:#.*)?", (place.line or "").strip())
        if type(error) is not NameError or not names or error.name not in re.split(r"\s*,\s*", names[1]):
            raise
        print(f"{place.name} is not written yet: nothing gives its result `{error.name}` a value.")

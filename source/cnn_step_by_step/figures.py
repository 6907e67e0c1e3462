"""The pictures of the notebook, drawn with matplotlib. Read them, change them, draw your own.

Colours and tables come from `sheet.py`. Titles name the role of each table, so that nothing depends on colour. Every
picture carries a description for those who cannot see it, made from the numbers that it shows.
"""

import numpy as np
from matplotlib.figure import Figure
from sheet import FILTER, GRADIENT, INK, INPUT, MINUS, OUTPUT, PLAIN, TIMES, Sheet, add_up, in_words, show, text_of


def slide(image, weights, stride=1):
    """The plain sums of a filter over one image of shape (rows, columns): no padding, no bias."""
    f = len(weights)
    starts = [range(0, length - f + 1, stride) for length in image.shape]
    return np.array([[(image[r : r + f, c : c + f] * weights).sum() for c in starts[1]] for r in starts[0]])


def show_image(image):
    """One image of shape (rows, columns) as a screen shows it, and as the numbers that it is."""
    rows, columns = image.shape
    sheet = Sheet(2 * columns + 2.6, rows + 1.6)
    top = image.max()
    for (row, column), value in np.ndenumerate(image):
        grey = (0.15 + 0.85 * value / top,) * 3
        sheet.area(0.3 + column, 1 + row, 1, 1, facecolor=grey)
    sheet.window(1, 0.3, rows)
    sheet.write(0.3 + columns / 2, 0.55, "on a screen")
    sheet.table(image, INPUT, f"input, {rows} by {columns} numbers", corner=(1, columns + 2.3))
    sheet.show(f"An image of {rows} by {columns} pixels, larger numbers brighter: {in_words(image)}.")


def show_zero_padding(image, pad=1):
    """One image of shape (rows, columns) next to the same image with its border of zeros."""
    rows, columns = image.shape
    tall, wide = rows + 2 * pad, columns + 2 * pad
    sheet = Sheet(columns + wide + 2.4, tall + 1.4)
    sheet.table(image, INPUT, f"input, {rows} by {columns}", corner=(1 + pad, 0.3))
    sheet.write(columns + 1.2, 1 + tall / 2, "→", scale=1.5)
    left = columns + 2.1
    sheet.table(np.pad(image, pad), INPUT, f"padded by {pad}, {tall} by {wide}", corner=(1, left), pad=pad)
    sheet.show(
        f"The image of {rows} by {columns} numbers, and the same image with a border of zeros {pad} wide: "
        f"{tall} by {wide} numbers.",
    )


def show_visits(size, f, pad=0):
    """How many windows contain each pixel? Without padding, and with it if pad is not 0."""
    pads = (0, pad) if pad else (0,)
    sheet = Sheet(len(pads) * (size + 1) + 0.6, size + 1.6)
    counts = {}
    for panel, border in enumerate(pads):
        places = size + 2 * border - f + 1
        seen = np.zeros((size + 2 * border, size + 2 * border))
        for row, column in np.ndindex(places, places):
            seen[row : row + f, column : column + f] += 1
        counts[border] = seen[border : border + size, border : border + size]
        sheet.table(counts[border], INPUT, f"pad = {border}", corner=(1, 0.8 + panel * (size + 1)))
    told = "; ".join(f"with pad {border} {in_words(table)}" for border, table in counts.items())
    sheet.show(f"How many {f} by {f} windows contain each pixel of a {size} by {size} image: {told}.")


def show_single_step(window, weights, bias):
    """One window times one filter, channel by channel, the sum written out, the bias added once.

    window, weights: arrays of shape (f, f) or (f, f, channels).
    """
    window, weights = (np.atleast_3d(array) for array in (window, weights))
    f, _, channels = window.shape
    products = window * weights
    sums = products.sum(axis=(0, 1))
    total = sums.sum() + bias
    least = 3.6 if channels > 1 and f < 3 else 1.8  # room for the titles of narrow tables
    sheet = Sheet(3 * max(f, least) + least + 4.8, channels * (f + 1) + channels + 2)
    for channel in range(channels):
        end = f", channel {channel}" if channels > 1 else ""
        line = [
            (window[..., channel], INPUT, f"window{end}"),
            TIMES,
            (weights[..., channel], FILTER, f"filter{end}"),
            "=",
            (products[..., channel], PLAIN, "products"),
            "→",
            ([[sums[channel]]], PLAIN, "their sum"),
        ]
        sheet.equation(line, top=1 + channel * (f + 1), gap=1.4, least=least)
    low = 1 + channels * (f + 1)
    for channel in range(channels):
        line = f"{add_up(products[..., channel].ravel())} = {text_of(sums[channel])}"
        sheet.write(0.3, low + channel, line, ha="left")
    caption = f"{add_up(sums)} + bias {text_of(bias)} = output {text_of(total)}"
    box = {"facecolor": OUTPUT, "alpha": 0.4, "edgecolor": INK, "pad": 4}
    sheet.write(0.5, low + channels + 0.15, caption, ha="left", bbox=box)
    told = [
        f"{in_words(window[..., n])} times {in_words(weights[..., n])} adds up to {text_of(sums[n])}"
        for n in range(channels)
    ]
    sheet.show(
        f"A window times a filter: {'; '.join(told)}. With the bias {text_of(bias)} the output is {text_of(total)}.",
    )


def show_strides(size=6, f=3, strides=(1, 2, 3)):
    """Where the windows are: each mark is in the upper left cell of a window and names the output entry."""
    wide = len(strides) * (size + 1) - 0.4
    sheet = Sheet(wide, size + 2.4)
    counts = []
    for panel, stride in enumerate(strides):
        left, count = 0.3 + panel * (size + 1), (size - f) // stride + 1
        counts.append(f"stride {stride}: {count} by {count}")
        sheet.table(np.full((size, size), None), INPUT, f"stride {stride}", corner=(1, left))
        for h, w in np.ndindex(count, count):
            x, y = left + w * stride, 1 + h * stride
            sheet.area(x + 0.1, y + 0.2, 0.8, 0.6, facecolor=PLAIN, edgecolor=OUTPUT, linewidth=2)
            sheet.write(x + 0.5, y + 0.5, f"{h},{w}", scale=0.8)
        sheet.window(1, left, f)
        sheet.window(1, left + stride, f, colour=FILTER, style="--")
        sheet.write(left + size / 2, size + 1.5, f"⌊({size} {MINUS} {f}) / {stride}⌋ + 1 = {count}")
    sheet.show(
        f"The upper left corners of the {f} by {f} windows in a {size} by {size} input. {'; '.join(counts)}.",
    )


def show_filters(image, filters, names, bias=0.0):
    """Several filters on one image of shape (rows, columns): each gives one output channel."""
    outputs = [slide(image, weights) + bias for weights in filters]
    tall, high = max(len(image), len(filters) * (len(outputs[0]) + 1) - 1), len(outputs[0])
    sheet = Sheet(image.shape[1] + len(filters[0]) + high + 5.2, tall + 1.4)
    sheet.table(image, INPUT, "input", corner=(1 + (tall - len(image)) / 2, 0.3))
    for number, (weights, output, name) in enumerate(zip(filters, outputs, names, strict=True)):
        top, left = 1 + number * (high + 1), image.shape[1] + 1.8
        middle = top + high / 2
        sheet.write(left - 0.75, middle, "→", scale=1.5)
        sheet.table(weights, FILTER, name, corner=(top + (high - len(weights)) / 2, left))
        left += len(weights) + 1.6
        sheet.write(left - 0.8, middle, "→", scale=1.5)
        sheet.table(output, OUTPUT, f"output channel {number}", corner=(top, left))
    told = [f"{name} gives {in_words(output)}" for name, output in zip(names, outputs, strict=True)]
    sheet.show(f"{len(filters)} filters on the same image, bias {text_of(bias)}: {'; '.join(told)}.")


def show_pooling(image, f=2):
    """Windows side by side, their maxima and their means."""
    rows, columns = image.shape[0] // f, image.shape[1] // f
    windows = image[: rows * f, : columns * f].reshape(rows, f, columns, f)
    largest, mean = windows.max(axis=(1, 3)), windows.mean(axis=(1, 3))
    sheet = Sheet(image.shape[1] + 2 * columns + 2.9, image.shape[0] + 1.4)
    sheet.table(image, INPUT, f"input, windows of {f} by {f}", corner=(1, 0.3))
    for h, w in np.ndindex(rows, columns):
        sheet.window(1 + h * f, 0.3 + w * f, f)
    top, left = 1 + (image.shape[0] - rows) / 2, image.shape[1] + 1.6
    sheet.write(left - 0.6, 1 + image.shape[0] / 2, "→", scale=1.5)
    sheet.table(largest, OUTPUT, "maximum", corner=(top, left))
    left += columns + 1
    sheet.write(left - 0.5, 1 + image.shape[0] / 2, "or", scale=1.2)
    cells = [[text_of(round(value, 2)) for value in row] for row in mean]
    sheet.table(cells, OUTPUT, "average", corner=(top, left))
    sheet.show(
        f"Windows of {f} by {f} side by side: the maxima are {in_words(largest)}, the means {in_words(mean)}.",
    )


def show_conv_gradients(window, weights, gradient):
    """What one gradient of the output adds to the gradients of the input, the filter and the bias."""
    dz = np.array([[gradient]])
    f = window.shape[0]
    sheet = Sheet(2 * f + 7.6, 2 * f + 4.6)
    lines = [
        ((weights, FILTER, "filter"), (gradient * weights, GRADIENT, "added to dA")),
        ((window, INPUT, "window"), (gradient * window, GRADIENT, "added to dW")),
        ((np.ones((1, 1)), PLAIN, "one"), (dz, GRADIENT, "added to db")),
    ]
    for line, (factor, result) in enumerate(lines):
        height = np.shape(factor[0])[0]
        sheet.equation([(dz, GRADIENT, "one dZ"), TIMES, factor, "=", result], 1 + line * (f + 1), height, gap=1.6)
    sheet.show(
        f"One output gradient of {text_of(gradient)} adds {in_words(gradient * weights)} to the window of dA, "
        f"{in_words(gradient * window)} to dW and {text_of(gradient)} to db.",
    )


def show_max_gradient(window, gradient):
    """The mask of a window and the gradient that goes only to the maximum."""
    mask = window >= window.max()
    sheet = Sheet(3 * max(window.shape[1], 1.8) + 4.4, window.shape[0] + 1.4)
    shown = np.where(mask, "True", "False").tolist()
    parts = [(window, INPUT, "window"), "→", (shown, PLAIN, "mask"), f"{TIMES} {text_of(gradient)} ="]
    sheet.equation([*parts, (mask * gradient, GRADIENT, "gradient")], gap=1.9)
    sheet.show(
        f"The window {in_words(window)}: its mask is {in_words(mask)}, so the gradient {text_of(gradient)} becomes "
        f"{in_words(mask * gradient)}.",
    )


def show_average_gradient(gradient, shape):
    """A gradient in equal shares."""
    cells = shape[0] * shape[1]
    shares = np.full(shape, gradient / cells)
    sheet = Sheet(max(shape[1], 3) + 4, shape[0] + 1.4)
    sheet.equation([([[gradient]], GRADIENT, "gradient"), "→", (shares, GRADIENT, f"{cells} equal shares")], gap=1.6)
    sheet.show(f"The gradient {text_of(gradient)} in {cells} equal shares of {text_of(gradient / cells)}.")


def show_learning(losses, learned, wanted):
    """The cost of each step of a training, and the filter that it found next to the one that it looked for.

    losses: a list of numbers. learned, wanted: arrays of shape (f, f).
    """
    f = len(learned)
    sheet = Sheet(2 * f + 12.2, f + 3.4)
    plot = sheet.figure.add_axes((0.09, 0.2, 0.42, 0.66))
    plot.plot(np.arange(len(losses)), losses, color=INK, marker="o", markersize=4)
    plot.set(yscale="log", xlabel="step", title="cost")
    plot.xaxis.get_major_locator().set_params(integer=True)
    rounded = learned.round(2) + 0.0
    top = 1 + (sheet.rows - 1 - f) / 2
    sheet.table(rounded, FILTER, "learned", corner=(top, sheet.columns - 2 * f - 1.3))
    sheet.table(wanted, FILTER, "wanted", corner=(top, sheet.columns - f - 0.3))
    sheet.show(
        f"In {len(losses)} steps the cost falls from {losses[0]:.2f} to {losses[-1]:.4f}. The learned filter is "
        f"{in_words(rounded)}, the wanted one {in_words(wanted)}.",
    )


def show_pictures(pictures, titles, description, columns=4, width=2.3, brightest=None):
    """Pictures side by side, in colour where they have three channels, else in grey.

    pictures: arrays of shape (rows, columns, 3), values between 0 and 1, or (rows, columns). In a grey picture 0 is
    black, or a middle grey where there are negative numbers. brightest: the number shown in white; without it, the
    largest number of each picture.
    """
    rows = -(-len(pictures) // columns)
    high = max(picture.shape[0] / picture.shape[1] for picture in pictures)
    count = min(columns, len(pictures))
    figure = Figure(figsize=(width * count, rows * (width * high + 0.42)), layout="constrained")
    grid = figure.subplots(rows, count, squeeze=False).ravel()
    for axes in grid:
        axes.axis("off")
    for axes, picture, title in zip(grid, pictures, titles, strict=False):
        top = brightest or np.abs(picture).max() or 1
        axes.imshow(picture, cmap="gray", vmin=-top if picture.min() < 0 else 0, vmax=top, interpolation="nearest")
        axes.set_title(title, fontsize=10, color=INK)
    show(figure, description)

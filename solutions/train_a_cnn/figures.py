"""The pictures of the notebook, drawn with matplotlib. Read them, change them, draw your own.

Colours and tables come from `sheet.py`. Titles name the role of each table, so that nothing depends on colour. Every
picture carries a description for those who cannot see it, made from the numbers that it shows.
"""

import numpy as np
from IPython.display import clear_output
from matplotlib.figure import Figure
from sheet import FILTER, GRADIENT, INK, INPUT, OUTPUT, PLAIN, TIMES, Sheet, in_words, show, text_of

STYLES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D")
LINES = ("#0072B2", "#D55E00", "#009E73", INK)


def show_chain(forward, backward, names):
    """One number on its way: what each step makes of it, and below it the gradients of the backward pass.

    forward, backward: numbers, one for each of the names, in the order of the way forward.
    """
    wide = 2.6
    sheet = Sheet(wide * len(names) + 0.4, 4.2)
    sheet.write(0.3, 0.4, "forward →", ha="left")
    sheet.write(wide * len(names) + 0.1, 3.85, "← backward", ha="right")
    for number, name in enumerate(names):
        left = 0.3 + wide * number
        for top, values, colour in ((0.8, forward, OUTPUT), (2.5, backward, GRADIENT)):
            sheet.area(left, top, wide - 0.6, 1, facecolor=colour if number or top > 1 else INPUT, alpha=0.4)
            sheet.area(left, top, wide - 0.6, 1, fill=False, edgecolor=INK, linewidth=0.8)
            sheet.write(left + wide / 2 - 0.3, top + 0.5, text_of(round(values[number], 3)))
        sheet.write(left + wide / 2 - 0.3, 2.13, name, scale=0.85)
        if number:
            sheet.write(left - 0.3, 1.3, "→")
            sheet.write(left - 0.3, 3.0, "←")
    told = "; ".join(
        f"{name} is {text_of(round(one, 3))}, its gradient {text_of(round(other, 3))}"
        for name, one, other in zip(names, forward, backward, strict=True)
    )
    sheet.show(f"One number on its way through the steps, and the gradients of the backward pass: {told}.")


def show_relu(Z, A):
    """An array before and after the ReLU, each of shape (rows, columns)."""
    sheet = Sheet(2 * Z.shape[1] + 1.8, Z.shape[0] + 1.4)
    sheet.equation([(Z, INPUT, "Z"), "→", (A, OUTPUT, "A")])
    sheet.show(f"The ReLU makes {in_words(A)} of {in_words(Z)}.")


def show_relu_gradient(Z, dA, dZ):
    """Where the ReLU lets a gradient pass back; all arrays of shape (rows, columns)."""
    gates = [["open" if value > 0 else "shut" for value in row] for row in Z]
    sheet = Sheet(4 * Z.shape[1] + 6.3, Z.shape[0] + 1.4)
    parts = [(Z, INPUT, "Z"), "→", (gates, PLAIN, "gate"), "and", (dA, GRADIENT, "dA"), "→", (dZ, GRADIENT, "dZ")]
    sheet.equation(parts, gap=1.9)
    sheet.show(f"Z is {in_words(Z)}. Where it is above zero the gradient {in_words(dA)} passes: {in_words(dZ)}.")


def show_dense(A_prev, W, b, Z):
    """A dense layer as tables: the batch times the weights, and the biases added to each example."""
    columns = A_prev.shape[1] + 3 * W.shape[1]
    sheet = Sheet(columns + 4.2, max(len(A_prev), len(W)) + 1.4)
    sheet.equation([(A_prev, INPUT, "A_prev"), TIMES, (W, FILTER, "W"), "+", (b, FILTER, "b"), "=", (Z, OUTPUT, "Z")])
    sheet.show(f"{in_words(A_prev)} times {in_words(W)}, plus {in_words(b)} for each example, is {in_words(Z)}.")


def show_softmax(rows, right, notes):
    """Numbers of the classes of one example, row by row, with the right class outlined.

    rows: for each name the numbers, one for each class. right: the right class. notes: for the end of a row.
    """
    colours = {"score": INPUT, "share": OUTPUT, "gradient": GRADIENT}
    count = len(next(iter(rows.values())))
    sheet = Sheet(2 * count + 7.2, 1.2 * len(rows) + 0.3)
    for place, (name, values) in enumerate(rows.items()):
        top = 0.2 + 1.2 * place
        sheet.write(3.3, top + 0.5, name, ha="right")
        sheet.write(3.8 + 2 * count, top + 0.5, notes.get(name, ""), ha="left")
        for column, value in enumerate(values):
            sheet.area(3.6 + 2 * column, top, 2, 1, facecolor=colours.get(name, PLAIN), alpha=0.4)
            sheet.area(3.6 + 2 * column, top, 2, 1, fill=False, edgecolor=INK, linewidth=0.8)
            sheet.write(4.6 + 2 * column, top + 0.5, text_of(value))
    sheet.area(3.6 + 2 * right, 0.2, 2, 1.2 * len(rows) - 0.2, fill=False, edgecolor=INK, linewidth=3)
    told = "; ".join(f"{name} {', '.join(map(text_of, values))}" for name, values in rows.items())
    sheet.show(f"The classes of one example, of which {right} is right: {told}.")


def show_dense_gradients(A_prev, W, dZ, gradients):
    """The three gradients of a dense layer as tables.

    gradients: the three tables dA_prev, dW and db, in this order.
    """
    dA_prev, dW, db = (np.asarray(gradient) for gradient in gradients)
    lines = (
        [(dZ, GRADIENT, "dZ"), TIMES, (W.T, FILTER, "W transposed"), "=", (dA_prev, GRADIENT, "dA_prev")],
        [(A_prev.T, INPUT, "A_prev transposed"), TIMES, (dZ, GRADIENT, "dZ"), "=", (dW, GRADIENT, "dW")],
        [(dZ, GRADIENT, "dZ"), "added up →", (db, GRADIENT, "db")],
    )
    tables = [[np.shape(part[0]) for part in parts if not isinstance(part, str)] for parts in lines]
    columns = max(sum(max(wide, 4) for _, wide in shapes) for shapes in tables) + 3
    sheet = Sheet(columns, sum(max(high for high, _ in shapes) + 1.3 for shapes in tables) + 0.1)
    top = 1
    for parts, shapes in zip(lines, tables, strict=True):
        sheet.equation(parts, top, gap=1.2 if len(parts) > 3 else 3.6, least=4)
        top += max(high for high, _ in shapes) + 1.3
    sheet.show(
        f"dZ is {in_words(dZ)}. With W transposed it gives dA_prev = {in_words(dA_prev)}, with A_prev transposed "
        f"dW = {in_words(dW)}, and added up over the examples db = {in_words(db)}."
    )


def show_descent(rates, start=4.0, steps=6):
    """A bowl, half the square of a parameter, and the steps down it with several learning rates."""
    figure = Figure(figsize=(3.1 * len(rates), 2.6), layout="constrained")
    told = []
    line = np.linspace(-7.5, 7.5, 100)
    for axes, rate in zip(figure.subplots(1, len(rates), sharey=True), rates, strict=True):
        places = start * (1 - rate) ** np.arange(steps + 1)
        axes.plot(line, line**2 / 2, color=INK, linewidth=1)
        axes.plot(places, places**2 / 2, color=LINES[1], marker="o", linestyle="--")
        axes.set(xlim=(-7.5, 7.5), ylim=(-1, 28), xlabel="parameter", title=f"learning rate {text_of(rate)}")
        told.append(f"with {text_of(rate)} it goes from {text_of(start)} to {places[-1]:.2f}")
    figure.axes[0].set_ylabel("loss")
    show(figure, f"A bowl and {steps} steps of a parameter down it: {'; '.join(told)}.", colours=48)


def show_network(steps):
    """The layers in a row, each with the shape of its output.

    steps: pairs of the name of a layer and the shape of its output for one example.
    """
    wide = 3.2
    sheet = Sheet(wide * len(steps) + 0.2, 2.2)
    for number, (name, shape) in enumerate(steps):
        left = 0.3 + wide * number
        sheet.area(left, 0.3, wide - 0.8, 1.6, facecolor=OUTPUT if number else INPUT, alpha=0.4)
        sheet.area(left, 0.3, wide - 0.8, 1.6, fill=False, edgecolor=INK, linewidth=0.8)
        sheet.write(left + wide / 2 - 0.4, 0.8, name)
        sheet.write(left + wide / 2 - 0.4, 1.45, " by ".join(map(str, shape)), scale=0.85)
        if number:
            sheet.write(left - 0.4, 1.1, "→")
    told = "; ".join(f"{name}, {' by '.join(map(str, shape))}" for name, shape in steps)
    sheet.show(f"The layers in a row, with the shape of the output for one example: {told}.")


def show_pictures(pictures, titles, description, columns=4, width=1.2, signed=False):
    """Grey pictures side by side, arrays of shape (rows, columns).

    signed: 0 is a middle grey, and all pictures have one scale. Otherwise the smallest number of each picture is black
    and the largest one is white.
    """
    rows, count = -(-len(pictures) // columns), min(columns, len(pictures))
    figure = Figure(figsize=(width * count, rows * (width + 0.3)), layout="constrained")
    grid = figure.subplots(rows, count, squeeze=False).ravel()
    top = max(np.abs(picture).max() for picture in pictures)
    for axes in grid:
        axes.axis("off")
    for axes, picture, title in zip(grid, pictures, titles, strict=False):
        darkest, brightest = (-top, top) if signed else (picture.min(), picture.max())
        axes.imshow(picture, cmap="gray", vmin=darkest, vmax=brightest, interpolation="nearest")
        axes.set_title(title, fontsize=11, color=INK)
    show(figure, description)


def show_maps(pictures, maps, names):
    """Pictures, and next to each the maps that some filters make of it, with their largest numbers.

    pictures: shape (count, rows, columns). maps: shape (count, rows, columns, filters), all on one scale from 0 on.
    names: of the pictures.
    """
    count, filters = len(pictures), maps.shape[-1]
    figure = Figure(figsize=(1.15 * (filters + 1), 1.4 * count), layout="constrained")
    grid = figure.subplots(count, filters + 1, squeeze=False)
    told = []
    for row, picture, found, name in zip(grid, pictures, maps, names, strict=True):
        largest = found.max(axis=(0, 1))
        titles = [f"{number}: {value:.2f}" for number, value in enumerate(largest)]
        shown = [(picture, name, None), *((found[:, :, k], title, maps.max()) for k, title in enumerate(titles))]
        for axes, (array, title, top) in zip(row, shown, strict=True):
            axes.imshow(array, cmap="gray", vmin=None if top is None else 0, vmax=top, interpolation="nearest")
            axes.set_title(title, fontsize=11, color=INK)
            axes.axis("off")
        told.append(f"{name} {', '.join(f'{value:.2f}' for value in largest)}")
    show(figure, f"The largest numbers that {filters} filters find in pictures: {'; '.join(told)}.", colours=48)


def show_learning(histories):
    """Loss and accuracy by epoch, a line for each training run.

    histories: for each name a dictionary with the lists "loss", "train" and "test". The accuracy on the pictures to
    train with is drawn for a single run only.
    """
    figure = Figure(figsize=(8.4, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    told = []
    for number, (name, history) in enumerate(histories.items()):
        style = {"color": LINES[number], "linestyle": STYLES[number], "marker": MARKERS[number], "markersize": 4}
        epochs = np.arange(1, len(history["loss"]) + 1)
        left.plot(epochs, history["loss"], **style)
        right.plot(epochs, history["test"], label=f"{name}, test" if len(histories) == 1 else name, **style)
        if len(histories) == 1:
            right.plot(epochs, history["train"], color=LINES[1], linestyle=STYLES[1], label=f"{name}, training")
        told.append(f"{name}: loss {history['loss'][-1]:.2f}, {history['test'][-1]:.1%} of the test pictures right")
    left.set(title="loss in the training", xlabel="epoch", ylim=(0, None))
    right.set(title="share of right answers" + " in the test" * (len(histories) > 1), xlabel="epoch", ylim=(0, 1.05))
    for axes in (left, right):
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.grid(alpha=0.3)
    figure.legend(loc="outside lower center", ncols=3, fontsize=11, facecolor="none")
    show(figure, f"Loss and accuracy by epoch. After {len(epochs)} epochs, {'; '.join(told)}.", colours=48)


def show_progress(name, history):
    """Replace the curves drawn before by those of a run."""
    clear_output(wait=True)
    show_learning({name: history})


def show_confusion(counts, names, when):
    """A table of counts: a row for each shape that was drawn, a column for each answer.

    counts: shape (n, n). names: of the n classes. when: in the training.
    """
    n = len(names)
    sheet = Sheet(n * 1.6 + 4.2, n + 2.4, cell=0.45)
    sheet.write(3.8 + 0.8 * n, 0.4, f"answer {when}")
    sheet.write(3.4, 1.4, "drawn:", ha="right", scale=0.85)
    for number, name in enumerate(names):
        sheet.write(3.4, 2.5 + number, name, ha="right")
        sheet.write(3.8 + 1.6 * number + 0.8, 1.4, name, scale=0.85)
    for (row, column), count in np.ndenumerate(counts):
        place = (3.8 + 1.6 * column, 2 + row)
        sheet.area(*place, 1.6, 1, facecolor=OUTPUT, alpha=0.6 * count / counts.sum(axis=1).max())
        outline = {"linewidth": 3, "zorder": 4} if row == column else {"linewidth": 0.8}
        sheet.area(*place, 1.6, 1, fill=False, edgecolor=INK, **outline)
        sheet.write(place[0] + 0.8, place[1] + 0.5, str(count))
    told = [
        f"{names[row]}: "
        + ", ".join(f"{counts[row, column]} as {names[column]}" for column in np.flatnonzero(counts[row]))
        for row in range(n)
    ]
    sheet.show(f"How often each drawn shape got which answer {when}. {'; '.join(told)}.")

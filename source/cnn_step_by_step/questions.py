"""The questions of `predict`: for each the right number, the reason, and the mistakes behind common wrong numbers.

The answers are below: you only spoil your own fun by reading them.
"""

QUESTIONS = {
    "rows after padding": (
        10,
        "two rows of zeros above and two below: 6 + 2 + 2",
        {
            8: "that has the two rows on one side only; zeros go above and below",
            6: "that is the image without the zeros",
            7: "that is one row in all; pad = 2 puts two rows above and two below",
            12: "that counts three more rows on each side; pad = 2 puts two there",
            100: "that is the number of all cells; the question asks for the rows",
        },
    ),
    "sum of ones": (
        19,
        "3 · 3 · 2 = 18 products of 1, and the bias once",
        {
            36: "that adds the bias to each of the 18 products; it belongs to the sum, once",
            18: "that is the sum of the products; the bias is still missing",
            20: "that adds the bias twice, once for each channel; it belongs to the whole sum",
            10: "that is one channel only; the sum runs over both",
            9: "that is one channel only, and without the bias",
        },
    ),
    "start of a window": (
        4,
        "each step of the output moves the window by the stride: 2 · 2",
        {
            2: "that is the row of the output; the window moves 2 rows for each of them",
            6: "that moves by f; the windows may overlap, they move by the stride",
            3: "the window moves 2 rows for each row of the output, beginning with row 0",
            5: "rows count from 0, so the first window starts in row 0",
        },
    ),
    "rows of the output": (
        3,
        "(6 - 3 + 2 · 1) / 2 is 2.5, rounded down 2, and one more for the window at the start",
        {
            4: "2.5 is rounded down: there is no room for half a step",
            2: "either the padding or the + 1 for the window at the start is missing",
            6: "that would be stride 1",
            3.5: "that is not rounded yet; a size is a whole number, rounded down",
            2.5: "that is not rounded yet, and the + 1 for the window at the start is missing",
        },
    ),
    "multiplications": (
        324,
        "3 · 3 places, 2 filters, and 3 · 3 · 2 products for each of them: 9 · 2 · 18",
        {
            162: "that leaves something out: there are two channels in the input and two filters",
            81: "that leaves out the channels of the input and the second filter",
            1296: "that would be stride 1, with 36 places",
            648: "that counts something twice: 9 places, 2 filters, 18 products",
            18: "that is one filter at one place",
            36: "that is both filters at one place; there are 9 places",
        },
    ),
    "receptive field": (
        7,
        "3 rows of the second layer, 3 + 2 of the first, 5 + 2 of the input; one filter of 7 by 7 sees as far, but has "
        "49 weights for each pair of channels, and three of 3 by 3 have 27",
        {
            9: "that would be windows side by side; with stride 1 they overlap, and each layer adds f - 1 rows",
            5: "that is after two layers; the third one adds two more rows",
            3: "that is one layer; each further one sees two rows more",
            6: "each layer after the first adds f - 1 rows, not one and a half",
            27: "layers add rows, they do not multiply them: their windows overlap",
        },
    ),
    "rows after pooling": (
        2,
        "(6 - 3) / 2 is 1.5, rounded down 1, and one more for the window at the start",
        {
            3: "that is rounded up, or padded; the third window would need a row that is not there",
            1: "that is without the + 1 for the window at the start",
            4: "that would be stride 1",
            2.5: "a size is a whole number, rounded down",
            6: "that would be stride 1 with padding; there is none in pooling",
        },
    ),
    "windows at a pixel": (
        9,
        "the pixel can have any of the 3 · 3 places in the window",
        {
            1: "that holds where windows do not overlap; with stride 1 they do",
            3: "that counts one direction; the window moves down and to the right",
            6: "that adds the two directions; each of 3 rows goes with each of 3 columns",
            4: "that holds for a pixel of the second row and column",
            16: "that counts all windows; the question asks for those that contain the pixel",
        },
    ),
    "gradient of the second largest": (
        0,
        "the output is the 9, whatever the 8 does nearby, as long as it stays below 9",
        {
            4: "all of the gradient goes to the 9, which the output came from",
            1: "equal shares are for average pooling",
            2: "the gradient is not shared between the largest ones; it goes to the 9 alone",
            8: "the value of a pixel is not its gradient",
        },
    ),
}

"""The questions of `predict`: for each the right number, the reason, and what leads to the numbers that people give.

The answers are below: you only spoil your own fun by reading them.
"""

QUESTIONS = {
    "number in the middle": (
        0.25,
        "6 is 1 above the smallest number, and the range from 5 to 9 is 4",
        {
            1: "that is how far 6 is above the smallest number; the range is still missing",
            0.5: "6 is in the middle of the list, but not in the middle between 5 and 9",
            1.5: "that divides 6 itself by the range; take the smallest number off first",
        },
    ),
}

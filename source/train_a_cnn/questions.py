"""The questions of `predict`: for each the right number, the reason, and the mistakes behind common wrong numbers.

The answers are below: you only spoil your own fun by reading them.
"""

QUESTIONS = {
    "sum after the ReLU": (
        7,
        "2, 4 and 1 pass, all others become 0: 2 + 4 + 1",
        {
            3: "that is the sum without the ReLU; the negative numbers become 0",
            11: "that takes the numbers without their sign; a negative number becomes 0",
            -4: "that is the sum of the negative numbers, which the ReLU stops",
            4: "that is the largest number; the ReLU works number by number and keeps every number above 0",
            6: "that counts the numbers; the question asks for their sum",
        },
    ),
    "parameters of a dense layer": (
        85,
        "16 · 5 weights, and one bias for each of the 5 outputs",
        {
            80: "that counts the weights; the biases are still missing",
            96: "that has a bias for each input; there is one for each output",
            21: "each input meets each output, so multiply the two numbers",
            16: "that has one weight for each input; each output has its own weights",
            5: "that counts only the biases",
        },
    ),
    "share of equal scores": (
        0.25,
        "four equal scores get four equal shares, and the shares add up to 1",
        {
            7: "that is the score; shares are between 0 and 1",
            1: "that is the sum of all four shares",
            0.5: "that would be two classes; here are four",
            4: "that is the number of classes; shares are between 0 and 1",
            28: "that is the sum of the scores; a share is a part of 1",
        },
    ),
    "gradient of the right score": (
        -0.8,
        "the share minus 1: 0.2 - 1",
        {
            0.2: "that is the share; for the right class 1 is subtracted",
            0.8: "the size is right; a larger score of the right class makes the loss smaller, so the sign is minus",
            -1: "that forgets the share itself; the gradient is the share minus 1",
            1.2: "that adds 1; a larger score of the right class makes the loss smaller",
            -0.2: "that is the share with another sign; how far is it from 1?",
        },
    ),
    "products in one entry": (
        50,
        "every example of the batch used this weight, so each contributes one product",
        {
            1: "that is one example; all of the batch used this weight",
            5: "that is the number of outputs; an entry of dW belongs to one output",
            16: "that is the number of inputs; an entry of dW belongs to one input",
            250: "that multiplies by the outputs; an entry of dW belongs to one output",
            80: "that is the number of entries in dW",
        },
    ),
    "step downhill": (
        3.5,
        "the step is 0.5 · (-3) = -1.5, and it is subtracted: 2 + 1.5",
        {
            0.5: "that goes uphill: the step is subtracted, and minus minus is plus",
            5: "that forgets the learning rate",
            -1: "that goes uphill, and without the learning rate",
            -1.5: "that is the step; the parameter moves by it",
            1.5: "that is how far it moves; where does it start?",
        },
    ),
    "numbers before pooling": (
        1024,
        "a 5 by 5 filter fits 8 times into 12 pixels, in rows and in columns, and there are 16 filters: 8 · 8 · 16",
        {
            64: "that is the map of one filter; there are 16",
            2304: "that is 12 · 12 · 16; without padding a 5 by 5 filter fits 8 times into 12 pixels, not 12 times",
            784: "that is 7 · 7 · 16; count the places again: the first is at pixel 0 and the last at pixel 7",
            16: "that is after the pooling, which keeps one number of each filter",
            144: "that counts the pixels of the picture",
        },
    ),
    "gradient below zero": (
        0,
        "Z is below 0, so A stays 0 whatever Z does nearby",
        {
            5: "that would pass if Z were above 0; here the ReLU is switched off",
            -5: "a ReLU never changes a sign; it passes a gradient or stops it",
            -10: "the gradient is not multiplied by Z; it passes or it stops",
            -2: "that is Z itself; the question asks for the gradient",
        },
    ),
    "third velocity": (
        1.75,
        "1, then 0.5 · 1 + 1 = 1.5, then 0.5 · 1.5 + 1",
        {
            1: "that forgets the past; half of the last velocity stays",
            3: "that keeps all of the past; only half of the last velocity stays",
            1.5: "that is the second velocity; one more step",
            0.25: "that is what is left of the first gradient; the later ones are missing",
            1.875: "that is the fourth velocity",
        },
    ),
}

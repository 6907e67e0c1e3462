"""The sentences of mistakes that functions of several modules have, and of those that an exception shows."""

SENTENCES = {
    "unfilled": "This is what you get when the output is created with zeros and never filled in.",
    "whole_numbers": "This is what you get when the output holds whole numbers only: the decimals are cut off.",
    "first_example_only": "Only the first example of the batch is used; the others are left out.",
    "sign_turned": "This is exactly what you get with the opposite sign: the gradient points the other way.",
    "other_order": "The values are right, but they are returned in the wrong order.",
    "missing_key": "A name is used that the dictionary does not have: the parameters can have any names.",
    "whole_dictionaries": "A whole dictionary is multiplied or subtracted; only the arrays in it can be.",
}
"""By id. Results hold these ids, so never change them."""

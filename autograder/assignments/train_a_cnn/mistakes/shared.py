"""The sentences of mistakes that functions of several modules have, and of those that an exception shows."""

SENTENCES = {
    "unfilled": "This is what you get when the output is made, with zeros in it, and never filled in.",
    "whole_numbers": "This is what you get when the output holds whole numbers only: the decimals are cut off.",
    "first_example_only": "Only the first example of the batch counts; the others are left out.",
    "sign_turned": "This is exactly what you get with the sign turned: the gradient points the other way.",
    "other_order": "The right values are returned in another order.",
    "missing_key": "A dictionary has no array of this name: the names may be any.",
    "whole_dictionaries": "A dictionary cannot be multiplied or subtracted; the arrays in it can.",
}
"""By id. Ids stand in results: they are kept for good."""

"""The sentences of the mistakes that the rules of `public_tests.py` recognise in any assignment."""

RULE_SENTENCES = {
    "array_for_scalar": "The number is right, but it comes wrapped in an array.",
    "inputs_changed": "The function changes the arrays or the dictionary that it was given.",
    "float_of_array": "float() and int() refuse an array with axes; `.item()` takes its number out.",
    "gone_from_numpy": "This name is no longer part of numpy.",
    "size_not_rounded": "A size or an index has to be a whole number.",
    "several_numbers": "There is an array of several numbers where one number belongs.",
    "wrong_cache": "The cache should hold the arguments, as they were given and in their order.",
    "cache_order": "The cache holds the right parts in another order.",
    "cache_incomplete": "A part of the cache is missing.",
    "cache_missing": "There is no cache.",
    "integer_mask": "The mask should hold True and False, not numbers.",
}
"""By id. Ids stand in results: they are kept for good."""

"""The sentences of the mistakes that the rules of `public_tests.py` recognise in any assignment."""

RULE_SENTENCES = {
    "array_for_scalar": "The number is right, but it is inside an array.",
    "inputs_changed": "The function changes its input arrays or its input dictionary.",
    "float_of_array": "float() and int() refuse an array with axes; `.item()` takes the number out.",
    "gone_from_numpy": "This name is no longer part of numpy.",
    "size_not_rounded": "A size or an index has to be an integer.",
    "several_numbers": "There is an array of several numbers where one number is needed.",
    "wrong_cache": "The cache should hold the arguments as they were given, in the same order.",
    "cache_order": "The cache holds the right parts in the wrong order.",
    "cache_incomplete": "A part of the cache is missing.",
    "cache_missing": "There is no cache.",
    "integer_mask": "The mask should hold True and False, not numbers.",
}
"""By id. Results hold these ids, so never change them."""

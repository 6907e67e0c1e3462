"""A small class of submissions, one behaviour each, made from the released starter."""

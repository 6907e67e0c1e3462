"""Mutants: every small change to the answer key's functions, graded as submissions, none of which may pass."""

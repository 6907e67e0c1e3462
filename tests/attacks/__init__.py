"""Attacks on the grader, one small file each, and the harness that shows that every one of them is held.

A file that defines `harm` is armed in two ways: the harm happens when a graded function is called, and at module
level while that function is loaded. Other files are whole answers: attacks of a form of their own, and controls that
look like attacks and keep their marks. `catalogue` reads the files, `arming` makes notebooks of them, `trial` grades
those in one tier, with `baits` laid out and `traces` compared; `runs` does so in both tiers, as root and as an
ordinary user, and `report` writes `docs/attacks.md`. Nothing of a file is ever run outside a sandbox.
"""

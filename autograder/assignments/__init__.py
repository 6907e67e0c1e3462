"""The assignments: a folder for each holds all that is particular to it."""

"""The commands: a module for each, of the same name, whose `run` takes the parsed options and gives the exit status.

Only the module of the command that was typed is loaded, so each imports what it needs at its top.
"""

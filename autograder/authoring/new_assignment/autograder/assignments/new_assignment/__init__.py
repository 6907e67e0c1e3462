"""The assignment `new_assignment`."""

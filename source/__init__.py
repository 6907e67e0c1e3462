"""The source of the assignment: its text, its figures, and the build that turns them into notebooks."""

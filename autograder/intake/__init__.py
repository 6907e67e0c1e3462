"""What was handed in: where submissions lie, whose they are, and which file of several counts."""

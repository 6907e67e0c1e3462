"""What was handed in: where submissions are, whose they are, and which file of several counts."""

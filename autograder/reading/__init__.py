"""What a notebook holds: its cells, functions, and what each of these needs. Nothing of it is run."""

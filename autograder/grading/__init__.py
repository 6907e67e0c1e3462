"""Grading one submission: calling its functions, checking what they return, scoring."""

"""What an author writes about an assignment, and how it is compiled for the grader and for students."""

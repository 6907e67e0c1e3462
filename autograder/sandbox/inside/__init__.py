"""The only folder of the grader that is visible inside the sandbox."""

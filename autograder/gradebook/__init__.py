"""nbgrader's side of a result: scores and comments in its gradebook, and the notebook that its formgrader shows."""

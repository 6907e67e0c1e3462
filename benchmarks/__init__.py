"""What grading costs, measured: against nbgrader, against the bare functions, by isolation, workers and class size.

`python -m benchmarks` measures everything in one run and writes `docs/benchmarks.md` and `docs/benchmarks.svg`;
`python -m benchmarks --quick` tries everything out with tiny sizes and only prints.
"""

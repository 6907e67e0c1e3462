"""A fuzzer for what students hand in: zips, notebooks, and the replies of their code.

`python -m tests.fuzz --seconds 3600 --seed 7` tries made-up inputs on the real entry points of the grader for an hour
and prints counts. Inputs are only read: no code of an input ever runs, and replies are made up without a sandbox.
"""

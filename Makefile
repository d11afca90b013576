# The Unsigned Treaty. `make` alone lists what there is to do.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
# Not .venv/bin/treaty, whose first line would name the folder in which it was installed first.
TREATY := $(BIN)/python -m unsigned_treaty.cli
# Where Python may keep no bytecode, each kernel compiles the whole library for each chapter.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help book pdf epub test fuzz check lint tidy accept reproduce bundle serve lab lock clean

help:  ## show these lines
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

book: .venv/ready  ## execute every chapter and build the book into _build/html
	@$(TREATY) build

pdf: .venv/ready-test  ## print the built book as one PDF (needs Chromium)
	@$(TREATY) pdf

epub: .venv/ready  ## write the built book as one EPUB
	@$(TREATY) epub

test: .venv/ready-test  ## run all tests, on every processor (those in a browser need Chromium)
	@$(BIN)/python -m pytest -q -n auto

fuzz: .venv/ready-test  ## damage files at random and check each time, for SECONDS=60
	@$(BIN)/python tests/fuzz.py $(or $(SECONDS),60) $(CASE)

check: .venv/ready  ## list the faults of seeds, catalogue, data and chapters, causes first
	@$(TREATY) check

lint: .venv/ready-test  ## check the style of code and chapters, the types, and what imports what
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/python -m mypy --no-error-summary
	@cd scripts && ../$(BIN)/python -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(config_filename="../pyproject.toml", no_cache=True))' | grep -v '^$$' | tail -1
	@$(TREATY) lint

tidy: .venv/ready  ## take the outputs out of the chapters, before committing
	@$(TREATY) tidy

accept: .venv/ready  ## hold the numbers of the book as they are now (git diff shows what moved)
	@$(TREATY) accept

reproduce: .venv/ready  ## build the book twice from nothing and compare every byte
	@$(TREATY) reproduce

bundle: .venv/ready  ## put book, notebooks, library and data into one archive in _build
	@$(TREATY) bundle

serve: .venv/ready  ## show the built book on a local address
	@$(TREATY) serve

lab: .venv/ready-lab  ## open the chapters in JupyterLab, to run and to write them
	@$(BIN)/python -m jupyterlab book

# The locks of tests and of JupyterLab have the versions of the first, and more.
COMPILE = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --quiet

lock: .venv/ready-test  ## write the locks anew from pyproject.toml, with the newest versions
	@$(COMPILE) --upgrade -o requirements.lock
	@$(COMPILE) --upgrade --extra test -c requirements.lock -o requirements-test.lock
	@$(COMPILE) --upgrade --extra lab -c requirements.lock -o requirements-lab.lock

clean:  ## remove everything that was made, the environment included
	@rm -rf _build .venv .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv installs in seconds what pip installs in minutes; both hold every file to the lock's hashes.
ifneq ($(shell command -v uv),)
INSTALL = uv pip install --quiet --python $(BIN)/python
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif
INSTALLER = $(firstword $(filter uv pip,$(INSTALL)))

# The environment is made anew whenever the first lock changes.
.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which: make PYTHON=python3.12")'
	@echo "1 of 3: making an environment in .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@echo "2 of 3: installing what building and running need, with $(INSTALLER)"
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

# The project file holds the book's title and version, and says nothing of versions that the lock
# does not: where it changes, the library alone is installed again.
.venv/ready: .venv/locked pyproject.toml
	@echo "3 of 3: installing this project's library from its folder"
	@$(INSTALL) --no-deps --no-build-isolation --editable .
# The path to the library, relative: it holds wherever the folder goes and whatever its letters.
	@for path in .venv/lib/python*/site-packages/*unsigned_treaty.pth; do echo ../../../../scripts > "$$path"; done
	@touch $@

.venv/ready-test: .venv/ready requirements-test.lock
	@echo "installing what testing needs, with $(INSTALLER)"
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@

.venv/ready-lab: .venv/ready requirements-lab.lock
	@echo "installing JupyterLab, with $(INSTALLER)"
	@$(INSTALL) --require-hashes -r requirements-lab.lock
	@touch $@

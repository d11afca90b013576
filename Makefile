# The Unsigned Treaty. `make` alone lists what there is to do.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help book pdf test check lint accept reproduce bundle serve lock clean

help:  ## show these lines
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

book: .venv/ready  ## execute every chapter and build the book into _build/html
	@$(BIN)/treaty build

pdf: .venv/ready  ## print the built book as one PDF (needs Chromium)
	@$(BIN)/treaty pdf

test: .venv/ready  ## run all tests (those in a browser need Chromium)
	@$(BIN)/python -m pytest -q

check: .venv/ready  ## list every fault of seeds, catalogue, data and chapters at once
	@$(BIN)/treaty check

lint: .venv/ready  ## check the code's style and types
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

accept: .venv/ready  ## hold the numbers of the book as they are now (git diff shows what moved)
	@$(BIN)/treaty accept

reproduce: .venv/ready  ## build the book twice from nothing and compare every byte
	@$(BIN)/treaty reproduce

bundle: .venv/ready  ## put book, notebooks, library and data into one archive in _build
	@$(BIN)/treaty bundle

serve: .venv/ready  ## show the built book on a local address
	@$(BIN)/treaty serve

lock: .venv/ready  ## write requirements.lock anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --quiet --upgrade -o requirements.lock

clean:  ## remove everything that was made, the environment included
	@rm -rf _build .venv .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew whenever the lock or the project file changes.
.venv/ready: requirements.lock pyproject.toml
	@echo "making the environment in .venv (about a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which: make PYTHON=python3.12")'
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

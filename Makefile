# Every target does its own set-up. `make` lists them.

PYTHON ?= python3
TEST_PROCESSES ?= 2
RECORDED_OUTPUTS ?= $(wildcard ../shared/data/skyt-recorded.jsonl.gz)
RECORDED_CONTRACTS ?= $(wildcard ../shared/data/skyt-contracts.json)

BIN := .venv/bin
# The locks name every package, so nothing is resolved: pip would look for newer ones where a dependency has extras.
PIP := $(BIN)/pip --disable-pip-version-check install --quiet --no-deps
NPM := npm --prefix frontend
PAGE := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend -type d \( -name node_modules -o -name dist \) -prune -o -type f -print 2>/dev/null)
NODE_CHECK := const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)
HAS_NODE := $(shell command -v npm > /dev/null 2>&1 && node -e '$(NODE_CHECK)' 2> /dev/null && echo yes)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup up test test-python test-page e2e check check-python check-page bench clean clean-data format schema node chromium

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.developer frontend/node_modules/.installed ## everything that up, test and check need

up: .venv/.installed $(if $(HAS_NODE),$(PAGE)) ## start the whole service on this machine; Ctrl-C stops it
ifeq ($(HAS_NODE),)
	@echo "Node 20.19 or newer with npm is missing, so the web page is not built; the API works without it. Install them, then run make up again."
endif
	@SKYT_RECORDED_OUTPUTS="$${SKYT_RECORDED_OUTPUTS-$(RECORDED_OUTPUTS)}" \
	 SKYT_RECORDED_CONTRACTS="$${SKYT_RECORDED_CONTRACTS-$(RECORDED_CONTRACTS)}" \
	 exec $(BIN)/skyt up

test: test-python test-page ## all unit and integration tests, against a real PostgreSQL and Redis

test-python: .venv/.developer frontend/node_modules/.installed
	$(BIN)/pytest -n $(TEST_PROCESSES)

test-page: frontend/node_modules/.installed
	$(NPM) test

e2e: .venv/.installed $(PAGE) chromium ## the stories in a real browser
	$(NPM) run e2e

check: check-python check-page ## style, types, layers, schema and locks

check-python: .venv/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m api.schema.export --check schema.graphql
	$(BIN)/python -m api.schema.export --check released.graphql
	$(BIN)/pytest tests/architecture

check-page: frontend/node_modules/.installed
	$(NPM) run check

bench: .venv/.installed ## how long the analysis of recorded outputs takes
	@test -n "$(RECORDED_OUTPUTS)" || { echo "name a file: make bench RECORDED_OUTPUTS=... RECORDED_CONTRACTS=..."; exit 2; }
	bash -c 'time $(BIN)/skyt replay "$(RECORDED_OUTPUTS)" --contracts "$(RECORDED_CONTRACTS)" --format csv > /dev/null'

clean: ## remove what was built; the data in .skyt stay
	rm -rf .venv frontend/node_modules frontend/dist *.egg-info test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

clean-data: ## remove all data of the embedded stack
	@test ! -e .skyt/lock || flock --nonblock .skyt/lock true || { echo "stop the running service first (Ctrl-C)"; exit 2; }
	@rm -rf "$$(readlink -f .skyt/servers)" .skyt

format: .venv/.developer
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: .venv/.installed frontend/node_modules/.installed
	$(BIN)/python -m api.schema.export
	$(NPM) run codegen

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	 || { echo "Skyt needs Python 3.11 or newer, and $(PYTHON) is older or missing; name another one: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null \
	 || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 2; }
	@echo "making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python requirements.lock pyproject.toml
	@echo "installing the locked Python packages"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation -e .
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -OO -X no_debug_ranges -c "import api.app, api.auth.oidc" # compiled once, so that no API process has to
	@touch $@

.venv/.developer: .venv/.installed requirements-dev.lock
	@echo "installing the locked packages for tests and checks"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(BIN)/pip --disable-pip-version-check check > /dev/null || { $(BIN)/pip check; exit 1; }
	@touch $@

node:
	@test -n "$(HAS_NODE)" || { echo "Node 20.19 or newer with npm is missing; whatever has to do with the web page needs them"; exit 2; }

frontend/node_modules/.installed: frontend/package-lock.json | node
	@echo "installing the locked packages of the web page"
	@$(NPM) ci --no-audit --no-fund --loglevel=error --no-update-notifier
	@touch $@

$(PAGE): frontend/node_modules/.installed $(PAGE_SOURCES) schema.graphql
	@echo "building the web page"
	@$(NPM) run build --silent -- --logLevel warn
	@touch $@

chromium:
	@command -v chromium > /dev/null || command -v chromium-browser > /dev/null \
	 || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium > /dev/null; } \
	 || { echo "Chromium is missing; on Debian: sudo apt-get install chromium"; exit 2; }

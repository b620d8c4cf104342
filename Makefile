# Two commands are enough: `make run` opens the sample portfolio, `make test` passes every test.
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
ADDRESS ?= localhost
WORKERS ?= 2

.PHONY: run setup setup-dev sample test test-slow test-all check gallery benchmarks import-report clean

run: setup sample
	@echo "Starting the dashboard … (stop it with Ctrl+C)"
	@$(BIN)/python scripts/open_dashboard.py http://$(ADDRESS):$(PORT) & \
	  $(BIN)/streamlit run serve.py --server.port $(PORT) --server.address $(ADDRESS)

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Install it and run this again."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing the packages of requirements.txt into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

setup-dev: $(VENV)/.ready-dev

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@echo "Installing the packages of requirements-dev.txt into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

sample: setup
	@$(BIN)/python -m value_model sample --quiet

test: setup-dev
	@CHROMIUM="$$(sh scripts/find_browser.sh)" && export CHROMIUM && $(BIN)/python -m pytest -n $(WORKERS) -m "not slow"

test-slow: setup-dev
	@CHROMIUM="$$(sh scripts/find_browser.sh)" && export CHROMIUM && $(BIN)/python -m pytest -n $(WORKERS) -m slow

test-all: test test-slow

check: setup-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow and not browser"

gallery: setup-dev
	@CHROMIUM="$$(sh scripts/find_browser.sh)" && export CHROMIUM && $(BIN)/python scripts/gallery.py gallery

benchmarks: setup-dev
	@CHROMIUM="$$(sh scripts/find_browser.sh)" && export CHROMIUM && $(BIN)/python -m benchmarks

import-report: setup
	@$(BIN)/python scripts/import_report.py

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

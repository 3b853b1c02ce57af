# Pourparlers: each target says what it does and sets up what it needs.
# A fresh Debian machine with Python 3.11 (3.11 to 3.13) and make is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEMO := demo/ledger.sqlite

.PHONY: help setup demo test lint check bench soak gate train lock clean

help:
	@echo "make demo    read the example reports, keep their records, show a line of communication"
	@echo "make test    run the tests"
	@echo "make setup   build $(VENV) with the command $(BIN)/pourparlers (the others do it when needed)"
	@echo "make lint    style (ruff) and types (mypy)"
	@echo "make gate    hold the scores on the development data against floors.toml"
	@echo "make bench   speed, memory and scores (minutes)"
	@echo "make soak    damaged texts, and what the ledger has to bear, at full size (half an hour)"
	@echo "make train   train both models anew from ../shared/data (hours; installs torch)"
	@echo "make lock    renew requirements.lock from pyproject.toml (needs uv)"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@echo "== setting up $(VENV): about a minute, once"
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "Pourparlers needs Python 3.11 to 3.13; this is $$($(PYTHON) --version). Try: make PYTHON=python3.11 setup" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "Could not make $(VENV). On Debian: apt-get install python3-venv, then make setup again" >&2; exit 2; }
	@echo "== installing the locked dependencies (hashes checked)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@echo "== installing the command pourparlers"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
	@echo "== ready: $(BIN)/pourparlers --help"

demo: setup
	@mkdir -p demo
	@echo "== reading examples/report.fr.md"
	@$(BIN)/pourparlers read examples/report.fr.md --ledger $(DEMO)
	@echo "== reading examples/report.en.md"
	@$(BIN)/pourparlers read examples/report.en.md --ledger $(DEMO)
	@echo "== the line of communication between the United States and Russia"
	@$(BIN)/pourparlers lines USA RUS --ledger $(DEMO)

test: setup
	@echo "== running the tests (a few minutes)"
	@$(BIN)/python -m pytest

lint: setup
	@echo "== style"
	@$(BIN)/ruff check pourparlers tests tools bench training
	@echo "== types"
	@$(BIN)/mypy

gate: setup
	@echo "== scores against their floors"
	@$(BIN)/python tools/gate.py

check: lint test gate

bench: setup
	@echo "== speed and memory"
	@$(BIN)/python bench/speed.py
	@echo "== pairs a second of the relation model"
	@$(BIN)/python bench/relations.py
	@echo "== what actors cost"
	@$(BIN)/python bench/actors.py
	@echo "== what statements cost"
	@$(BIN)/python bench/statements.py
	@echo "== what time expressions cost"
	@$(BIN)/python bench/times.py
	@echo "== documents that tell one call or meeting"
	@$(BIN)/python bench/same_contact.py
	@echo "== records a second into the ledger"
	@$(BIN)/python -m bench.ledger

# One line a soak: each says what went wrong and ends with status 1.
SOAKS := bench.mutations bench.soak

soak: setup
	@for soak in $(SOAKS); do echo "== $$soak"; $(BIN)/python -m $$soak || exit 1; done

train: setup
	@echo "== installing what training needs (torch)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	@echo "== training; a stopped run goes on where it was (build/training)"
	@$(BIN)/python -m training
	@$(BIN)/python -m training.affiliation

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --extra tables --no-annotate --no-header --quiet pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

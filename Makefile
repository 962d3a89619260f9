# Peacebuilder: `make build` and `make test` do all the set-up they need.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PLAYER := $(wildcard builder/player/src/*.* builder/player/src/*/*.* builder/player/src/*/*/*.*) \
  builder/player/package-lock.json builder/player/bundle.py builder/player/hatch_build.py
COURSE ?= courses/peace-officer
COURSES := $(wildcard courses/*)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help build test check soak bench clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/core.stamp: pyproject.toml $(PLAYER) | $(BIN)/python
	$(PIP) --editable .
	@echo done > $@

$(VENV)/test.stamp: $(VENV)/core.stamp builder/player/package.json tests/verify/tools/package-lock.json .ci/tools
	$(PIP) --editable '.[test]'
	$(BIN)/python .ci/tools
	@echo done > $@

build: $(VENV)/core.stamp ## Install what is needed and build the Peace Officer course into dist/
	$(BIN)/peacebuilder build $(COURSE) --out dist
	$(BIN)/peacebuilder build $(COURSE) --lms cornerstone --lms frappe --out dist

check: $(VENV)/test.stamp ## Lint, types, layers, schemas, courses: everything but the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python .ci/node tsc
	$(BIN)/peacebuilder schema --check
	for course in $(COURSES); do $(BIN)/peacebuilder check $$course --strict || exit; done

test: check ## Install what is needed (a browser too), check and test everything
	$(BIN)/python .ci/node test
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

soak: $(VENV)/test.stamp ## Let many more sessions run through faults, and random courses through all formats; kill the store, send it anything
	RUNS=20000 $(BIN)/python .ci/node test faults.test
	FAULT_RUNS=1000 $(BIN)/python -m pytest tests/e2e/faults --numprocesses auto
	COURSES=1000 $(BIN)/python -m pytest tests/courses/test_any_course.py --hypothesis-profile=default --numprocesses auto
	LRS_LIVES=20 LRS_KILLS=10 $(BIN)/python -m pytest tests/records/lrs/faults --numprocesses auto
	LRS_LIVES=30 LRS_REQUESTS=100000 LRS_RAW=5000 $(BIN)/python -m pytest tests/records/lrs/fuzz --numprocesses auto
	PULL_RUNS=2000 PULL_KILLS=20 $(BIN)/python -m pytest tests/records/sources/pull --numprocesses auto
	LAKE_KILLS=40 LAKE_EXAMPLES=200 $(BIN)/python -m pytest --hypothesis-profile=default tests/records/lake/test_kills.py tests/records/lake/test_model.py

bench: $(VENV)/test.stamp ## Print speed, size and memory as ratios against a floor
	$(BIN)/python -m tests.bench

clean: ## Remove what was installed and built here
	rm -rf $(VENV) builder/player/node_modules tests/verify/tools/node_modules builder/render/static/*.js builder/render/static/*.css builder/render/static/sources.sha256

# Everything one does with the project. Each target makes the environment it needs, in .venv: with uv when it
# is on the machine, else with venv and pip; the same versions either way, those of requirements.lock.

PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/.ready
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test check format snapshots bench build picture torture lock clean

help: ## Say what every target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): pyproject.toml requirements.lock
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python "$(PYTHON)" .venv && \
		uv pip install --quiet --python .venv -r requirements.lock && \
		uv pip install --quiet --python .venv --no-deps --editable .; \
	else \
		{ test -x $(BIN)/pip || $(PYTHON) -m venv .venv; } && \
		$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock && \
		$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .; \
	fi
	@touch $(READY)

run: $(READY) ## Set up and run the program on the sample articles (ARGS="…" for others)
	@$(BIN)/newsreader $(ARGS)

test: $(READY) ## Set up and run the tests
	@$(BIN)/pytest -n auto $(ARGS)

check: $(READY) ## Lint, format, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pre-commit validate-config

format: $(READY) ## Put the code in its usual form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

snapshots: $(READY) ## Draw the screens anew that the tests compare with; look at the difference before you commit
	@$(BIN)/pytest -q tests/snapshots --snapshot-update $(ARGS)

picture: $(READY) ## Draw the picture in the README from the running program
	@$(BIN)/python docs/picture.py docs/screen.svg

bench: $(READY) ## Measure beside the peers (DATA=folder for the labelled data)
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python .venv --group bench; \
	else $(BIN)/pip install --quiet --disable-pip-version-check --group bench; fi
	@$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA)) $(ARGS)

torture: $(READY) ## Try the notebook's storage hard and long
	@NEWSREADER_TORTURE=2000 $(BIN)/pytest -n auto --timeout 0 tests/store $(ARGS)

build: $(READY) ## Make the source archive and the wheel in dist/
	@$(BIN)/python -m build --quiet

lock: $(READY) ## Renew requirements.lock (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group dev --output-file requirements.lock pyproject.toml

clean: ## Take away all that can be made again
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

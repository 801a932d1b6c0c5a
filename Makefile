# Everything one does with the project. Each target makes the environment it needs, in .venv.
# With uv on the machine the locked versions are installed by it; without, pip installs the same
# ones from requirements.lock.

PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/.ready
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help run test check format snapshots bench build picture torture lock clean

help: ## Say what every target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): pyproject.toml uv.lock requirements.lock
	@if command -v uv >/dev/null 2>&1; then \
		uv sync --quiet --frozen --group dev; \
	else \
		test -x $(BIN)/python || $(PYTHON) -m venv .venv; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .; \
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

format: $(READY) ## Put the code in its usual form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

snapshots: $(READY) ## Draw the screens anew that the tests compare with; look at the difference before you commit
	@$(BIN)/pytest -q tests/snapshots --snapshot-update $(ARGS)

picture: $(READY) ## Draw the picture in the README from the running program
	@$(BIN)/python docs/picture.py docs/screen.svg

bench: $(READY) ## Measure beside the peers (DATA=folder for the labelled data)
	@if command -v uv >/dev/null 2>&1; then uv sync --quiet --frozen --group dev --group bench; \
	else $(BIN)/python -m pip install --quiet -r benchmarks/requirements.txt; fi
	@$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA)) $(ARGS)

torture: $(READY) ## Try the notebook's storage hard and long
	@HYPOTHESIS_PROFILE=torture $(BIN)/pytest -n auto tests/store $(ARGS)

build: $(READY) ## Make the source archive and the wheel in dist/
	@$(BIN)/python -m build --quiet 2>/dev/null || $(BIN)/python -m hatchling build

lock: ## Renew the lock files (needs uv)
	uv lock
	uv export --quiet --frozen --group dev --no-emit-project --no-hashes --output-file requirements.lock

clean: ## Take away all that can be made again
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

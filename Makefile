# Two commands matter: `make run` and `make test`. Everything else is for those who work on it.

# The first Python that is new enough; `make PYTHON=...` overrides.
PYTHON ?= $(shell for p in python3.13 python3.14 python3.12 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo "$$p"; exit; }; \
	done; echo python3)
PORT ?= 8000
BIN := .venv/bin
# What only reads code needs no database.
NO_DATABASE := DATABASE_URL=postgresql://nobody@localhost/none

.DEFAULT_GOAL := help
.PHONY: help run test check unit browser format lock messages pictures bench lighthouse clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

run: .venv/run ## Install, start the database, load the demonstration and serve it (PORT=8000)
	@exec env PORT=$(PORT) $(BIN)/python -m config.run

test: check unit browser ## Run all checks and all tests

check: .venv/dev ## Lint, types, imports, migrations, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NO_DATABASE) $(BIN)/mypy .
	$(NO_DATABASE) $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check

unit: .venv/dev ## Run the tests without a browser
	@$(BIN)/python -m config.catalogue
	$(BIN)/python -m pytest -n 2 -q -m "not browser"

browser: .venv/dev chromium ## Run the tests with a browser
	@$(BIN)/python -m config.catalogue
	$(BIN)/python -m pytest -n 2 -q -m browser

.PHONY: chromium
chromium:
	@sh config/install_chromium.sh

format: .venv/dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/dev ## Collect new messages into the Indonesian catalogue and compile it
	$(BIN)/python -m config.catalogue update

pictures: .venv/dev chromium ## Take the pictures of the README anew
	$(BIN)/python -m tests.pictures

bench: .venv/dev ## Measure, beside a baseline of the same run (var/bench.json)
	$(BIN)/python -m tests.bench

lighthouse: .venv/dev ## Measure public pages of a running instance with Lighthouse (PORT=8000; needs Node)
	$(BIN)/python -m tests.lighthouse http://127.0.0.1:$(PORT)

lock: .venv/dev ## Choose the newest versions that fit and lock them with their hashes
	for set in run dev; do \
		$(BIN)/uv pip compile pyproject.toml $$(test $$set = dev && echo --group dev) --quiet --upgrade \
			--universal --python-version 3.12 --generate-hashes --no-emit-index-url \
			--custom-compile-command "make lock" --output-file config/locks/$$set.txt; \
	done

clean: ## Remove what was installed; the data in var/ stays
	rm -rf .venv

.venv/run: config/locks/run.txt
	@$(PYTHON) config/check_python.py
	@echo "Installing (the first time takes a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r config/locks/run.txt
	@touch $@

.venv/dev: config/locks/dev.txt .venv/run
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r config/locks/dev.txt
	@touch $@

# make run and make test need nothing beyond Python 3.11+ (with venv), make, and the network for packages.

BIN := .venv/bin
PY := $(BIN)/python
# One test file or a few words for pytest: make test ARGS="tests/domain -k all". The coverage list is then left alone.
ARGS ?=
WORKERS ?= 2
NAMED := consent_desktop tests benchmarks packaging

export RUFF_CACHE_DIR = build/ruff
export MYPY_CACHE_DIR = build/mypy

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench faults mutants nightly package package-test coverage-list pictures translations lock clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: ## Set up .venv with the locked dependencies and the consent-desktop command
	@packaging/setup/setup.sh
	@$(PY) packaging/setup/translations.py compile

run: setup ## Open the application on the demonstration clinic (offscreen tour where there is no display)
	@$(PY) packaging/setup/display.py run

test: setup ## Run the test suite, offscreen, and hold the listed files at full coverage
	@$(PY) packaging/setup/display.py check
	@mkdir -p build
ifeq ($(strip $(ARGS)),)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) --cov --cov-report=json:build/coverage.json --cov-report=
	$(PY) packaging/checks/full_coverage.py build/coverage.json
else
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(ARGS)
endif

coverage-list: ## Add to tests/full_coverage.txt what the last make test covered in full
	$(PY) packaging/checks/full_coverage.py build/coverage.json --add

check: setup ## Lint, format, types, import contracts, translations, resources
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy packaging/setup packaging/checks packaging/release
	$(BIN)/lint-imports --no-cache
	$(PY) packaging/setup/translations.py check
	$(PY) packaging/checks/resources.py

bench: setup ## Measure every figure as a ratio to a peer or the physical limit, in one run (ARGS="--only command")
	$(PY) -m benchmarks $(ARGS)

faults: setup ## Kill, cut the power, break disks, files and clocks; each with a control that must fail
	$(PY) -m tests.faults --size ci

mutants: setup ## Change the rules, the store and the chain one place at a time; the tests must notice
	$(PY) packaging/checks/mutants.py $(ARGS)

nightly: setup ## Run what takes hours: deeper property tests, faults and figures at full size, mutants
	@$(PY) packaging/setup/display.py check
	HYPOTHESIS_PROFILE=nightly QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) -m "nightly or not nightly" --timeout=3600
	$(PY) -m tests.faults --size nightly
	$(PY) -m benchmarks --large --write docs/performance.md
	$(PY) packaging/checks/mutants.py

package: setup ## Build what a clinic installs, into build/package (ARGS=--prove builds twice and compares)
	@packaging/setup/package_tools.sh
	$(PY) packaging/release/make.py $(ARGS)
	$(PY) packaging/release/integration_check.py build/package

package-test: setup ## Install the package in a fresh Debian without Python and use it from outside
	@packaging/setup/package_tools.sh
	$(PY) packaging/release/package_test.py $(ARGS)

pictures: setup ## Take the pictures of our windows that stand beside the guide's in docs/windows
	$(PY) packaging/checks/window_pictures.py

translations: setup ## Write the translatable words of the windows into resources/translations
	$(PY) packaging/setup/translations.py update

lock: setup ## Write the lock files anew from pyproject.toml (ARGS=--upgrade lets versions rise)
	$(PY) packaging/setup/lock.py $(ARGS)

clean: ## Remove everything that was made, the environment too
	rm -rf .venv build .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .coverage* *.egg-info
	find $(NAMED) -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f resources/translations/*.qm

# geo_osint: `make demo` runs the example, `make test` runs every check. Both set up what they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers pytest golden docs picture pictures dist clean

help: ## Show this list
	@grep -E "^[a-z]+:.*## " $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## Make the environment (.venv) and install geo_osint into it

$(READY): pyproject.toml hatch_build.py web/package.json web/package-lock.json
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "geo_osint needs Python 3.11 or later; this is %d.%d. Try: make PYTHON=python3.12" % v[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY) ## Run the example report: findings, map and layers in out/al-omar-2021
	$(BIN)/geo-osint run examples/al-omar-2021/report.ar.txt -o out/al-omar-2021

test: lint types layers pytest ## Run all checks: ruff, mypy, import-linter, pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

pytest: $(READY)
	$(BIN)/pytest -n auto --dist loadfile

golden: $(READY) ## Write the golden files of the tests anew; read the difference before you commit it
	GEO_OSINT_UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/test_formats.py

docs: $(READY) ## Build the documentation into site/; open site/index.html
	$(BIN)/python docs/generate_cli.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

picture: demo ## Take the picture of the page for README and docs (needs Chromium)
	$(BIN)/python docs/take_picture.py out/al-omar-2021/al-omar-2021.map.html docs/images/map.png

pictures: demo ## Take pictures of the page in five states into out/pictures: light, dark, Arabic, phone, print
	$(BIN)/python docs/take_picture.py out/al-omar-2021/al-omar-2021.map.html out/pictures --all

dist: $(READY) ## Build wheel and sdist into dist/, to install with pipx
	$(BIN)/python -m build --no-isolation

clean: ## Remove the environment and everything that was made
	rm -rf $(VENV) out dist site geo_osint/output/page/built geo_osint/outlines/built

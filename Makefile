# make run: the window on the sample project. make test: the whole suite. Both set up what is missing.
# On Windows: from a bash, such as the one of Git, with make on the PATH.
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON := $(BIN)/python
READY := .venv/.ready
UPPER := annotator/ui/*,annotator/tour/*,annotator/app.py,annotator/cli.py,annotator/restoring.py,annotator/recovering.py
SPOKEN := $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE))
# tests start the program some hundred times: it need not be compiled each time
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run test tour manual messages languages docs check bench bench-data bench-large bench-peers faults engines clean

run: $(READY) # open the window on the sample project
	@$(PYTHON) main.py --sample

test: $(READY) # run every test, in parallel; on Linux, where all code can run, with the coverage floors
	$(PYTHON) -m pytest -n auto --dist worksteal --cov --cov-report=
ifeq ($(shell uname -s),Linux)
	$(PYTHON) -m coverage report --omit='$(UPPER)' --fail-under=100
	$(PYTHON) -m coverage report --include='$(UPPER)' --fail-under=90
endif

tour: $(READY) # drive the real window without a screen; pictures and CSV in build/tour; LANGUAGE=qps-ploc
	ANNOTATOR_LANGUAGE=$(SPOKEN) $(PYTHON) main.py tour --out build/tour
	test -n "$(SPOKEN)" || for shown in resources/manual/pictures/*.png; do cp "build/tour/$$(basename "$$shown")" "$$shown"; done

manual: $(READY) # write the pages of docs/guide as HTML, which the window shows: resources/manual
	$(PYTHON) -m tools.manual

messages: $(READY) # collect every text in resources/i18n/annotator.pot; check and compile the translations beside it
	$(PYTHON) -m tools.messages

languages: $(READY) # every test of the window in both pseudo-languages: longer, and from right to left
	$(PYTHON) -m pytest -n auto --dist worksteal --language qps-ploc tests/ui
	$(PYTHON) -m pytest -n auto --dist worksteal --language qps-plocm tests/ui

docs: $(READY) # draw the picture of the layers from the import contracts: docs/layers.svg
	$(PYTHON) -m tools.layers

check: $(READY) # what reads the code without running it: style, types, imports, shape
	$(PYTHON) -m ruff check && $(PYTHON) -m ruff format --check && $(PYTHON) -m mypy
	$(BIN)/lint-imports --no-logo && $(PYTHON) -m pytest -q -p no:randomly tests/test_shape.py

bench: $(READY) # time what must be fast beside the bare libraries
	$(PYTHON) -m benchmarks

ARTICLES ?= 100000
bench-data: $(READY) # make a large project in build/large; ARTICLES=10000
	$(PYTHON) -m benchmarks.large_data $(ARTICLES)

bench-large: bench-data # time the window on that project beside the sample project; ARTICLES=10000
	$(PYTHON) -m benchmarks.large $(ARTICLES)

bench-peers: $(READY) # time it beside Label Studio, doccano and Potato, which are installed in build/peers; on Linux
	$(PYTHON) -m benchmarks.peers

faults: $(READY) # every round of every test; each of those that kill, fill and damage is shown to fail
	$(PYTHON) -m pytest -n auto --dist worksteal --ignore tests/faults --full --timeout=0
	$(PYTHON) -m pytest tests/faults --full --timeout=0

engines: $(READY) # what depends on SQLite, on the locked engine, Python’s own and the newest
	@sh tools/engines.sh

clean: # remove what these commands made; projects stay
	rm -rf .venv .uv build dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): uv.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh && touch $@

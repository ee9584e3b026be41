# make run | test | check | verify | screens | bench | bench-log | bench-reports | faults-log | lock | stop. The first time makes .venv; a second time costs nothing.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := run

PORT ?= 18431
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# Installs must not depend on the settings of this machine's pip beyond where it finds packages.
PIP := env -u PIP_TARGET -u PIP_PREFIX -u PIP_ROOT -u PIP_USER -u PIP_CONSTRAINT -u PIP_REQUIREMENT -u PIP_NO_BINARY \
	-u PIP_NO_DEPS -u PIP_PRE -u PYTHONPATH PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 \
	$(BIN)/python -m pip install --quiet --quiet --no-user --require-hashes

.PHONY: run test check verify screens bench bench-log bench-reports faults-log lock stop setup setup-dev

run: setup
	@exec $(BIN)/python manage.py run --port $(PORT)

stop:
	@$(BIN)/python -m centre.embedded stop run test

test: setup-dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not slow"

# Every step runs, so that one look shows all that is wrong.
check: setup-dev
	@export PATH="$(CURDIR)/$(BIN):$$PATH" ENGAWA_CLUSTER=test
	export PRODUCTION_KEY="$$(python -c 'import secrets; print(secrets.token_urlsafe(60))')"
	failed=
	step() { if ! "$$@"; then failed="$$failed [$$*]"; fi; }
	templates() { find templates -name '*.html' -print0 | xargs -0 -r "$$@"; }
	step ruff check --quiet .
	step ruff format --check --quiet .
	step templates djade --check --target-version 5.2
	step mypy
	step lint-imports --no-logo
	step python manage.py makemigrations --check --dry-run
	step python manage.py translations --check
	step env HTTPS=1 SECRET_KEY="$$PRODUCTION_KEY" python manage.py check --deploy --fail-level WARNING
	if [ -n "$$failed" ]; then echo "check: failed:$${failed//$$PRODUCTION_KEY/…}"; exit 1; fi
	echo "check: all clean"

# Everything slow, in parts; each prints its seconds, and one that fails does not keep the others from running.
PARTS ?= browser walls faults fuzz start
verify: setup-dev
	@failed=
	for part in $(PARTS); do
		began=$$SECONDS; code=0
		workers=; if [ $$part = walls ]; then workers="-n 2"; fi  # the others run a whole house, or measure
		$(BIN)/python -m pytest $$workers -m "slow and $$part" || code=$$?
		if [ $$code -eq 5 ]; then echo "verify $$part: no tests yet"; code=0; fi
		echo "verify $$part: $$((SECONDS - began)) s"
		if [ $$code -ne 0 ]; then failed="$$failed $$part"; fi
	done
	began=$$SECONDS; code=0
	others="slow$$(printf ' and not %s' $(PARTS))"
	$(BIN)/python -m pytest -m "$$others" || code=$$?
	if [ $$code -eq 5 ]; then code=0; fi
	echo "verify others: $$((SECONDS - began)) s"
	if [ $$code -ne 0 ]; then failed="$$failed others"; fi
	if [ -n "$$failed" ]; then echo "verify: failed:$$failed"; exit 1; fi
	echo "verify: all parts passed"

screens: setup-dev
	@$(BIN)/python -m tests.screens

bench-log: setup-dev
	@$(BIN)/python -m bench.log

bench-reports: setup-dev
	@$(BIN)/python -m bench.reports

bench: setup-dev
	@for name in log reports start; do echo "bench.$$name"; $(BIN)/python -m "bench.$$name"; done

faults-log: setup-dev
	@$(BIN)/python -m bench.faults_log

lock: setup-dev
	@quiet="--universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q"
	$(BIN)/uv pip compile $$quiet pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile $$quiet pyproject.toml --extra local -o requirements/local.txt
	$(BIN)/uv pip compile $$quiet pyproject.toml --extra local --extra dev -o requirements/dev.txt

# A stamp is written last, so an install that was interrupted is done again from nothing.
# dev.txt holds all that local.txt does: whoever has it needs no other.
setup:
	@if ! cmp -s requirements/local.txt $(VENV)/.local && ! cmp -s requirements/dev.txt $(VENV)/.dev; then
		$(MAKE) --no-print-directory .install WHAT=local
	fi

setup-dev:
	@if ! cmp -s requirements/dev.txt $(VENV)/.dev; then
		$(MAKE) --no-print-directory .install WHAT=dev
	fi

.PHONY: .install
.install:
	@if [ -z "$(PYTHON)" ]; then
		echo "Engawa needs Python 3.11 or newer, and none is on the PATH. Install one, or name it: make run PYTHON=/path/to/python3" >&2
		exit 1
	fi
	if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
		echo "Engawa needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" -V 2>&1). Name another: make run PYTHON=/path/to/python3" >&2
		exit 1
	fi
	if ! ls $(VENV)/.local $(VENV)/.dev >/dev/null 2>&1 || ! $(BIN)/python -c '' 2>/dev/null; then
		if [ -e $(VENV) ]; then echo "engawa: .venv is half made; making it again"; rm -rf $(VENV); fi
		echo "engawa: making .venv with $$("$(PYTHON)" -V 2>&1)"
		if ! "$(PYTHON)" -m venv $(VENV); then
			rm -rf $(VENV)
			echo "Python's venv module is missing (Debian: apt-get install python3-venv)." >&2
			exit 1
		fi
	fi
	echo "engawa: installing requirements/$(WHAT).txt"
	for stamp in local dev; do if [ -e $(VENV)/.$$stamp ]; then mv $(VENV)/.$$stamp $(VENV)/$$stamp.before; fi; done
	if ! $(PIP) -r requirements/$(WHAT).txt; then
		for stamp in local dev; do if [ -e $(VENV)/$$stamp.before ]; then mv $(VENV)/$$stamp.before $(VENV)/.$$stamp; fi; done
		echo "engawa: the packages could not be installed (above). What is missing is fetched the next time." >&2
		exit 1
	fi
	rm -f $(VENV)/*.before
	cp requirements/$(WHAT).txt $(VENV)/.$(WHAT)

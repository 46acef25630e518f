# The project's commands; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test coverage soak fuzz bench lock messages fixtures

python := .venv/bin/python
compile := $(python) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--upgrade --no-annotate --custom-compile-command "make lock"

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1|/' | while IFS='|' read -r name does; do \
		printf '%-14s %s\n' "$$name" "$$does"; done

run: ## install, prepare and serve the tracker on 127.0.0.1:8000 (PORT=8080 changes the port)
	@sh .ci/install requirements.lock
	@exec $(python) manage.py serve

test: ## install and run every check and every test
	@sh .ci/install requirements-test.lock
	@exec $(python) tests/everything.py

coverage: ## run the tests on SQLite and show which branches they reach; it takes twice as long
	@sh .ci/install requirements-test.lock
	@$(python) -m pytest -n auto --ignore=tests/soak --cov --cov-report=term

soak: ## run the heavy tests at full size, for an hour or two (needs PostgreSQL's server programs)
	@sh .ci/install requirements-test.lock
	@SOAK=1 $(python) -m pytest tests/soak tests/past/test_replay.py -q -s

fuzz: ## ask the API what its description allows and forbids, as every role (FUZZ_EXAMPLES=1000 says how often)
	@sh .ci/install requirements-test.lock
	@FUZZ_EXAMPLES="$${FUZZ_EXAMPLES:-100}" $(python) -m pytest tests/fuzz -q -s

bench: ## measure the API and what the chain costs a writer (needs PostgreSQL's server programs; BENCH=--help lists options)
	@sh .ci/install requirements-test.lock
	@$(python) -m benchmarks.api $(BENCH)
	@test -n "$(BENCH)" || $(python) -m benchmarks.commits

lock: ## renew the two lock files from pyproject.toml
	@sh .ci/install requirements-test.lock
	@$(compile) --extra test --output-file requirements-test.lock pyproject.toml
	@$(compile) --constraint requirements-test.lock --output-file requirements.lock pyproject.toml

messages: ## renew the translation catalogues (needs gettext)
	@sh .ci/install requirements-test.lock
	@command -v msgfmt >/dev/null || { echo "gettext is missing; install it: apt install gettext" >&2; exit 1; }
	@$(python) manage.py makemessages --locale fr --locale vi --no-location --ignore var --ignore tests
	@$(python) manage.py compilemessages --ignore .venv --ignore var

fixtures: ## write fixtures/ anew from seeds/
	@sh .ci/install requirements.lock
	@$(python) manage.py build_fixtures

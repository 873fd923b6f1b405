# make setup      prepares a clone: everything that the program needs
# make run        the same, and starts the demonstration (PORT=9000 make run: on another port)
# make test       the same, and everything that the tests need; then all checks and all tests
# make test-fast  the rules, actions and pages on SQLite, without browser and lint: in two minutes, for whoever changes them
# make bench      the benchmarks
# make format     formats the code and the templates

.PHONY: setup run test test-fast bench format
export PORT ?= 8000

setup:
	@scripts/setup

run: setup
	@.venv/bin/python manage.py demo

test:
	@scripts/setup --for-tests
	@scripts/check

test-fast:
	@scripts/setup --for-tests
	@scripts/check --fast

bench:
	@scripts/setup --for-tests
	@scripts/bench

format:
	@scripts/setup --for-tests
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format
	@git ls-files 'templates/*.html' | xargs --no-run-if-empty .venv/bin/djade || true # 1: it had something to do

# Every target sets up what it needs; a second run starts at once.
SHELL := /bin/bash
BIN := .venv/bin
PORT ?= 8000
# Else every process that a test starts would compile the sources anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test quick mutants lint format bench bench-peers soak setup lock clean

setup:
	@setup/environment.sh
	@setup/front_end.sh

demo: setup
	@$(BIN)/nextwave serve --demo --port $(PORT)

# Three at once on two cores: one of them mostly waits, for a server or a browser. Four take a sixth more of the
# processors, and longer.
test: setup
	@setup/system_package.sh "The browser test" chromium-headless-shell || \
		setup/system_package.sh "The browser test" chromium chromium-browser google-chrome
	@setup/system_package.sh "The test of durability" strace
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin" setup/system_package.sh "The test behind a proxy" nginx
	@setup/system_package.sh "The test behind a proxy" caddy
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m tests.on_postgresql -n 4 --dist loadfile --no-loadscope-reorder

# Without a browser, without servers and without what tries very much: what is worth running at every turn.
quick: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not served and not long"

mutants: setup
	$(BIN)/python -m tests.mutants

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m benchmarks

bench-peers: setup
	setup/peers.sh
	.venv-peers/bin/python -m benchmarks.peers.washington.household
	$(BIN)/python -m benchmarks.peers.washington.inputs
	.venv-peers/bin/python -m benchmarks.peers.washington.policyengine
	$(BIN)/python -m benchmarks.peers.washington.report
	$(BIN)/python -m benchmarks.peers.england.inputs
	.venv-peers/bin/python -m benchmarks.peers.england.policyengine
	$(BIN)/python -m benchmarks.peers.england.report

soak: setup
	$(BIN)/python -m tests.soak

lock:
	$(BIN)/uv pip compile --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11 --all-extras pyproject.toml requirements/build.in -o requirements/dev.txt
	$(BIN)/uv pip compile --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11 requirements/peers.in -o requirements/peers.txt

clean:
	rm -rf .venv .venv-peers node_modules src/nextwave/web/static/vendor .pytest_cache .mypy_cache .ruff_cache

#!/usr/bin/env bash
# An environment of its own for the model that the benchmarks stand beside.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f .venv-peers/made ] && exit 0
rm -rf .venv-peers
"$(setup/python.sh)" -m venv .venv-peers
.venv-peers/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/peers.txt
touch .venv-peers/made

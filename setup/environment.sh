#!/usr/bin/env bash
# Makes .venv from the locked requirements and installs Nextwave into it. Safe to run again or after a break:
# the mark is written last and holds what the environment was made from.
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(setup/python.sh)
want=$(cat requirements/dev.txt pyproject.toml <("$python" -VV) | sha256sum | cut -d' ' -f1)
if [ -f .venv/made-from ] && [ "$(cat .venv/made-from)" = "$want" ]; then
  exit 0
fi
echo "Setting up Python packages in .venv (a minute or two, once) …"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$want" > .venv/made-from

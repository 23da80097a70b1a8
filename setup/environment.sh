#!/usr/bin/env bash
# Makes .venv from the locked requirements and installs Nextwave into it. Safe to run again or after a break:
# the mark is written last and holds what the environment was made from.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Nextwave needs Python 3.11 or later. Install it (Debian: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python" >&2
  exit 1
fi
want=$(cat requirements/dev.txt pyproject.toml <("$python" --version) | sha256sum | cut -d' ' -f1)
if [ -f .venv/made-from ] && [ "$(cat .venv/made-from)" = "$want" ]; then
  exit 0
fi
echo "Setting up Python packages in .venv (a minute or two, once) …"
rm -rf .venv
if ! "$python" -m venv .venv; then
  echo "Python cannot make virtual environments. On Debian: apt-get install python3-venv" >&2
  exit 1
fi
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$want" > .venv/made-from

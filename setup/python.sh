#!/usr/bin/env bash
# Prints the Python to make environments from: the one that PYTHON names, else the system's own where it will do,
# else the first on the path. Debian builds its own with the profile of a run; one that a version manager built
# here takes two fifths longer for an empty loop (docs/decisions/015-serving.md).
set -euo pipefail
suits() {
  "$1" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
if [ -n "${PYTHON:-}" ]; then
  candidates=("$PYTHON")
else
  candidates=(/usr/bin/python3 python3)
fi
for candidate in "${candidates[@]}"; do
  if suits "$candidate"; then
    echo "$candidate"
    exit 0
  fi
done
echo "Nextwave needs Python 3.11 or later that can make virtual environments. Install it (Debian: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python" >&2
exit 1

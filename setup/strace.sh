#!/usr/bin/env bash
# Makes sure there is an strace for the test of what is on the disk before a reply: one on the machine, else the
# system's package.
set -euo pipefail
if command -v strace >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The test of durability needs strace, and none was found. Install it with your system's packages." >&2
  exit 1
fi
as=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then as=(sudo -n); else
    echo "The test of durability needs strace, and installing it needs the right to. Run: sudo apt-get install strace" >&2
    exit 1
  fi
fi
echo "Installing strace for the test of durability …"
export DEBIAN_FRONTEND=noninteractive
"${as[@]}" apt-get update -qq
"${as[@]}" apt-get install -y -qq --no-install-recommends strace >/dev/null

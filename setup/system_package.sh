#!/usr/bin/env bash
# Makes sure that the machine has a program: system_package.sh PURPOSE PACKAGE [OTHER NAME …]. The package has the
# program's name; another name serves as well.
set -euo pipefail
purpose=$1
package=$2
shift
for name in "$@"; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "$purpose needs $package, and none was found. Install it with your system's packages." >&2
  exit 1
fi
as=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then as=(sudo -n); else
    echo "$purpose needs $package, and installing it needs the right to. Run: sudo apt-get install $package" >&2
    exit 1
  fi
fi
echo "Installing $package. $purpose needs it …"
export DEBIAN_FRONTEND=noninteractive
"${as[@]}" apt-get update -qq
"${as[@]}" apt-get install -y -qq --no-install-recommends "$package" >/dev/null

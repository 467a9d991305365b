#!/usr/bin/env bash
# Runs every example, each against a bureau of its own; the first that fails ends it.
#
#   examples/run-all.sh BIN_DIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
examples=(officer-import.sh clerk-month.sh)
if command -v python3 >/dev/null; then
  examples+=(own-bank.sh)
else
  echo 'no python3 here: own-bank.sh is left out'
fi
for example in "${examples[@]}"; do
  printf '\n==== %s\n' "$example"
  "$here/with-sandbox.sh" "${1:?the folder of shebaod, shebao and shebao-lab}" "$here/$example"
done
printf '\nThe examples ran.\n'

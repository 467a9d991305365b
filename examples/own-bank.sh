#!/usr/bin/env bash
# The clerk's month with a bank of one's own: bank.py in place of the sandbox's. With
# BALANCE=50000.00 the second month is more than the account has: its debit is refused (24009), and
# the script ends with 1.
#
#   examples/with-sandbox.sh BIN_DIR examples/own-bank.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

"$here/bank.py" 104452000010 3702000012345678="${BALANCE:-1000000.00}" &
bank=$!
trap 'kill "$bank" 2>/dev/null; wait "$bank" 2>/dev/null || true' EXIT
BANK=104452000010 "$here/clerk-month.sh"

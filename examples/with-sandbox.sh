#!/usr/bin/env bash
# Runs a command against a bureau of its own: makes a realm in a temporary folder, starts the server
# and the sandbox (banks, SMS gateway, phone apps), imports month.jsonl, runs the command, and stops
# and removes everything.
#
#   examples/with-sandbox.sh BIN_DIR COMMAND [ARGUMENT...]
#
# BIN_DIR has shebaod, shebao and shebao-lab; after ./dev build it is what
# swift build --show-bin-path prints. The command finds them on its PATH, and in its environment:
#
#   SHEBAO_SERVER, SHEBAO_CA   the server's address and the authority's certificate
#   SHEBAO_SANDBOX             the sandbox's books, for shebao-lab
#   CREDENTIALS                a folder with <role>-<name>.pem and .key of every partner
#   DATA                       the server's data folder
#
# SIGINT and SIGTERM stop it too. Exits with the command's exit code.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
(($# >= 2)) || { sed -n '2,16s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
bin=$(cd "$1" && pwd)
shift
export PATH=$bin:$PATH
umask 077

home=$(mktemp -d "${TMPDIR:-/tmp}/shebao-example.XXXXXX")
server=
sandbox=
stop() {
  local status=$?
  trap - EXIT
  [[ -z $sandbox ]] || kill "$sandbox" 2>/dev/null || true
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  wait || true
  rm -rf "$home"
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT TERM

# await FILE WORDS PID: until the program has written these words; 30 s at most.
await() {
  local try
  for ((try = 0; try < 600; try++)); do
    grep -q -- "$2" "$1" 2>/dev/null && return 0
    kill -0 "$3" 2>/dev/null || break
    sleep 0.05
  done
  cat "$1" >&2
  return 1
}

export HOME=$home DATA=$home/data CREDENTIALS=$home/credentials SHEBAO_SANDBOX=$home/books
unset SHEBAO_PROFILE XDG_CONFIG_HOME XDG_STATE_HOME

# --code-pause 0: two SMS codes may follow one another at once. For a sandbox only.
shebaod init --data "$DATA" --sandbox --code-pause 0 >/dev/null
for credential in 'bank 102452000012' 'bank 103452000011' 'bank 104452000010' 'app tax' \
  'app incometax' 'gateway sms' 'officer example'; do
  read -r role name <<<"$credential"
  shebaod credential issue --data "$DATA" --role "$role" --name "$name" --out "$CREDENTIALS" \
    >/dev/null
done

shebaod serve --data "$DATA" --listen 127.0.0.1:0 2>"$home/server.log" &
server=$!
await "$home/server.log" ' serving ' "$server"
port=$(sed -n 's/.* serving .*tls=\([0-9]*\).*/\1/p' "$home/server.log")
export SHEBAO_SERVER=127.0.0.1:$port SHEBAO_CA=$DATA-keys/ca.pem

# The sandbox plays the first two banks; the third is left to bank.py.
shebao-lab sandbox run --server "$SHEBAO_SERVER" --ca "$SHEBAO_CA" --credentials "$CREDENTIALS" \
  >"$home/sandbox.log" 2>&1 &
sandbox=$!
await "$home/sandbox.log" running "$sandbox"
shebao-lab sandbox status --wait 30 >/dev/null
shebao officer import "$here/month.jsonl" --server "unix:$DATA/officer.sock" >/dev/null 2>&1

"$@"

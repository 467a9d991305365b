#!/usr/bin/env bash
# An officer's import (税务机关): december.jsonl is looked at, imported, corrected and withdrawn.
#
#   examples/with-sandbox.sh BIN_DIR examples/officer-import.sh
#
# The officer connects by the server's Unix socket, as the user that the server runs as; from
# elsewhere with a credential: --credential officer-NAME.pem --credential-key officer-NAME.key.
# A file is JSON Lines, amounts in yuan as text. One bad line refuses all of the file, and every bad
# line is named.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export SHEBAO_SERVER=unix:$DATA/officer.sock
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# expect CODE COMMAND...: for a command that must end with this exit code.
expect() {
  local code=$1 status=0
  shift
  "$@" || status=$?
  echo "exit $status"
  ((status == code))
}

echo '== 先看，不发送 (--dry-run)'
shebao officer import "$here/december.jsonl" --dry-run

echo '== 导入'
shebao officer import "$here/december.jsonl"

echo '== 有误的文件整个不导入：合计与明细不符 (65)'
sed 's/"total":"[^"]*"/"total":"1.00"/' "$here/december.jsonl" >wrong.jsonl
expect 65 shebao officer import wrong.jsonl

echo '== 更正一份告知单：版本加一，未缴的才可更正'
grep '^{"notice"' "$here/december.jsonl" |
  sed 's/"version":1/"version":2/; s/"due":"[^"]*"/"due":"2027-01-15"/' >corrected.jsonl
shebao officer import corrected.jsonl

echo '== 撤回它；没有的告知单不能撤回，只有那一行不办理 (92)'
cat >withdrawn.jsonl <<'JSON'
{"withdraw":{"notice":"HR2026120000000001","registration":"10113702830000000001"}}
{"withdraw":{"notice":"HR2026990000000001","registration":"10113702830000000001"}}
JSON
expect 92 shebao officer import withdrawn.jsonl

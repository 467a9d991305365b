# The clerk's phone, played by the sandbox: SMS codes that arrive on it, scans by its apps.
# Sourced by the demo and by the dialogues; needs shebao-lab on the path and SHEBAO_SANDBOX.

# with-code MOBILE COMMAND…: runs the command with --code-file; the code that the bureau sends to
# that phone meanwhile is written there.
with-code() {
  local mobile=$1 folder last waiter status=0
  shift
  folder=$(mktemp -d)
  last=$(shebao-lab sandbox inbox --last -o json | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
  (
    umask 077
    shebao-lab sandbox inbox --mobile "$mobile" --after "${last:-0}" --wait 60 --code \
      >"$folder/new" 2>/dev/null &
    trap "kill $! 2>/dev/null; exit 0" TERM
    wait $! && mv "$folder/new" "$folder/code"
  ) &
  waiter=$!
  "$@" --code-file "$folder/code" || status=$?
  kill "$waiter" 2>/dev/null || true
  wait "$waiter" || true
  rm -rf "$folder"
  return "$status"
}

# with-scan PERSON EMPLOYER COMMAND…: runs the command with --scan-file; the app scans what is shown
# and its user, who is PERSON and has entered EMPLOYER (- for none), agrees.
with-scan() {
  local person=$1 employer=$2 folder scanner status=0
  shift 2
  folder=$(mktemp -d)
  scan-once "$person" "$employer" "$folder/scan" >/dev/null &
  scanner=$!
  "$@" --scan-file "$folder/scan" || status=$?
  kill "$scanner" 2>/dev/null || true
  wait "$scanner" || true
  rm -rf "$folder"
  return "$status"
}

# scan-once PERSON EMPLOYER FILE: looks for the file every 50 ms, for a minute at most, and answers.
scan-once() {
  local try qr digits app entered=()
  for ((try = 0; try < 1200; try++)); do
    [[ -s $3 ]] && break
    sleep 0.05
  done
  qr=$(sed -n 's/.*"qr":"\([^"]*\)".*/\1/p' "$3")
  digits=$(sed -n 's/.*"digits":\([0-9]*\).*/\1/p' "$3")
  app=$(sed -n 's/.*"app":"\([^"]*\)".*/\1/p' "$3")
  [[ $2 == - ]] || entered=(--employer "$2")
  shebao-lab sandbox scan approve --app "$app" --qr "$qr" --digits "$digits" --person "$1" \
    "${entered[@]}"
}

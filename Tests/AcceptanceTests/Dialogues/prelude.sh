# For the dialogues: the way to a session, which other chapters only need.

password='correct horse battery staple'
umask 077
[[ -e password ]] || printf '%s\n' "$password" >password

# activate PERSON: sets the password of a person by SMS code.
activate() {
  local mobile=mobile$1 resident=resident$1
  with-code "${!mobile}" shebao account activate --resident "${!resident}" \
    --mobile "${!mobile}" --password-file password >/dev/null 2>&1
}

# sign-in PERSON EMPLOYER [OPTION…]: by password and SMS code, everything accepted.
sign-in() {
  local mobile=mobile$1 taxpayer=taxpayer$2
  shift 2
  with-code "${!mobile}" shebao login password --taxpayer "${!taxpayer}" --user "${!mobile}" \
    --password-file password --factor sms --accept-consents --confirm-identity --no-input "$@"
}

# new-clerk PERSON EMPLOYER: activate and sign-in, in silence.
new-clerk() { activate "$1" && sign-in "$@" >/dev/null 2>&1; }

# sign-agreement: an account of the first employer at the first bank, its agreement signed (A1).
sign-agreement() {
  shebao-lab sandbox bank open --bank "$bank" --account "$account1" --name "$name1" \
    --balance "${1:-100000}" --agreement XY1 >/dev/null &&
    shebao agreement add --signed-at-bank --agreement XY1 --office "$office" \
      --clearing-bank "$bank" --opening-bank "$bank" --account "$account1" \
      --account-name "$name1" --phone "$mobile1" --wait --no-input >/dev/null
}

# set-pin PERSON: the payment password 135792 (A5).
set-pin() {
  local mobile=mobile$1
  [[ -e pin ]] || printf '135792\n' >pin
  [[ -e wrong ]] || printf '246813\n' >wrong
  with-code "${!mobile}" shebao payment-password set --password-file pin --no-input \
    >/dev/null 2>&1
}

# lost-payment NOTICE AGE: the one note of a payment of one's own that left AGE ms ago and never
# arrived.
lost-payment() {
  local state=$HOME/.local/state/shebao/default now key
  local server registration
  server=$(sed -n 's/.*"server":"\([^"]*\)".*/\1/p' "$state/session")
  registration=$(sed -n 's/.*"registration":"\([^"]*\)".*/\1/p' "$state/session")
  now=$(date +%s%3N)
  key=$(printf '%012x70008000000000000001' "$now")
  rm -rf "$state/inflight" && mkdir -m 700 "$state/inflight"
  printf '{"v":1,"key":"%s","method":"pay.agreement","subject":"%s","digest":"00","server":"%s",%s}\n' \
    "$key" "$1" "$server" "\"registration\":\"$registration\",\"sent\":$((now - $2))" \
    >"$state/inflight/$key"
}

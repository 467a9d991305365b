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

# keep-note KEY MEMBERS: the one note of a request of one's own that has no answer.
keep-note() {
  local state=$HOME/.local/state/shebao/default name owner=
  for name in realm server registration personId person; do
    owner+=,$(grep -o "\"$name\":\"[^\"]*\"" "$state/session")
  done
  rm -rf "$state/inflight" && mkdir -m 700 "$state/inflight"
  printf '{"v":1,"key":"%s",%s%s}\n' "$1" "$2" "$owner" >"$state/inflight/$1"
}

# new-key: a key of now.
new-key() { printf '%012x7%03x8%015x' "$(date +%s%3N)" $((RANDOM % 4096)) "$RANDOM"; }

# lost-payment NOTICE AGE: the one note of a payment of one's own that left AGE ms ago and never
# arrived.
lost-payment() {
  keep-note "$(new-key)" "\"method\":\"pay.agreement\",\"subject\":\"$1\",$(sent "$2")"
}

sent() { printf '"sent":%s' $(($(date +%s%3N) - $1)); }

# lose-payment NOTICE OPTION…: pays a notice, and the answer is lost.
lose-payment() {
  local key notice=$1
  key=$(new-key)
  shift
  shebao pay agreement "$notice" --key "$key" --no-input "$@" >/dev/null 2>&1
  keep-note "$key" "\"method\":\"pay.agreement\",\"subject\":\"$notice\",$(sent 1000)"
}

# lose-change METHOD SUBJECT JSON: makes a change, and the answer is lost.
lose-change() {
  local key body
  key=$(new-key)
  body=$(shebao rpc call "$1" "$3" --dry-run)
  shebao rpc call "$1" "$3" --key "$key" --no-input >/dev/null || return
  keep-note "$key" "\"method\":\"$1\",\"subject\":\"$2\",\"body\":\"$body\",\"digest\":\"$(
    printf '%b' "$(sed 's/../\\x&/g' <<<"$body")" | sha256sum | cut -c1-64)\""
}

# Shell functions for the dialogues: everything that a chapter needs before its own commands.

password='correct horse battery staple'
umask 077
[[ -e password ]] || printf '%s\n' "$password" >password

# activate PERSON: sets the password of a person by SMS code.
activate() {
  local mobile=mobile$1 resident=resident$1
  with-code "${!mobile}" shebao account activate --resident "${!resident}" \
    --mobile "${!mobile}" --password-file password >/dev/null 2>&1
}

# sign-in PERSON EMPLOYER [OPTION…]: signs in by password and SMS code, and accepts all consents.
sign-in() {
  local mobile=mobile$1 taxpayer=taxpayer$2
  shift 2
  with-code "${!mobile}" shebao login password --taxpayer "${!taxpayer}" --user "${!mobile}" \
    --password-file password --factor sms --accept-consents --confirm-identity --no-input "$@"
}

# new-clerk PERSON EMPLOYER: activate and sign-in, without output.
new-clerk() { activate "$1" && sign-in "$@" >/dev/null 2>&1; }

# sign-agreement [YUAN]: opens an account of the first employer at the first bank with a balance, and
# adds its agreement, signed at the counter (A1).
sign-agreement() {
  shebao-lab sandbox bank open --bank "$bank" --account "$account1" --name "$name1" \
    --balance "${1:-100000}" --agreement XY1 >/dev/null &&
    shebao agreement add --signed-at-bank --agreement XY1 --office "$office" \
      --clearing-bank "$bank" --opening-bank "$bank" --account "$account1" \
      --account-name "$name1" --phone "$mobile1" --wait --no-input >/dev/null
}

# set-pin PERSON: sets the payment password 135792 (A5); file `wrong` has another one.
set-pin() {
  local mobile=mobile$1
  [[ -e pin ]] || printf '135792\n' >pin
  [[ -e wrong ]] || printf '246813\n' >wrong
  with-code "${!mobile}" shebao payment-password set --password-file pin --no-input \
    >/dev/null 2>&1
}

# keep-note KEY MEMBERS: replaces the client's requests in flight by one of this person.
keep-note() {
  local state=$HOME/.local/state/shebao/default name owner=
  for name in realm server registration personId person; do
    owner+=,$(grep -o "\"$name\":\"[^\"]*\"" "$state/session")
  done
  rm -rf "$state/inflight" && mkdir -m 700 "$state/inflight"
  printf '{"v":1,"key":"%s",%s%s}\n' "$1" "$2" "$owner" >"$state/inflight/$1"
}

# new-key: prints an idempotency key of the present time.
new-key() { printf '%012x7%03x8%015x' "$(date +%s%3N)" $((RANDOM % 4096)) "$RANDOM"; }

# lost-payment NOTICE AGE: leaves a payment in flight that was sent AGE ms ago and never arrived.
lost-payment() {
  keep-note "$(new-key)" "\"method\":\"pay.agreement\",\"subject\":\"$1\",$(sent "$2")"
}

sent() { printf '"sent":%s' $(($(date +%s%3N) - $1)); }

# lose-payment NOTICE OPTION…: pays a notice, and leaves it in flight as if the answer were lost.
lose-payment() {
  local key notice=$1
  key=$(new-key)
  shift
  shebao pay agreement "$notice" --key "$key" --no-input "$@" >/dev/null 2>&1
  keep-note "$key" "\"method\":\"pay.agreement\",\"subject\":\"$notice\",$(sent 1000)"
}

# lose-change METHOD SUBJECT JSON: makes a change, and leaves it in flight as if the answer were lost.
lose-change() {
  local key body
  key=$(new-key)
  body=$(shebao rpc call "$1" "$3" --dry-run)
  shebao rpc call "$1" "$3" --key "$key" --no-input >/dev/null || return
  keep-note "$key" "\"method\":\"$1\",\"subject\":\"$2\",\"body\":\"$body\",\"digest\":\"$(
    printf '%b' "$(sed 's/../\\x&/g' <<<"$body")" | sha256sum | cut -c1-64)\""
}

#!/usr/bin/env bash
# A clerk's month (社保经办人): first password, sign in, agreement with the bank, then every notice
# declared and paid in its order, and a list of what was paid.
#
#   examples/with-sandbox.sh BIN_DIR examples/clerk-month.sh
#
# BANK, where it is set, is a bank that plays itself (see bank.py); else the sandbox's first bank is
# given an account and the signed agreement. What a script must know: every command has an exit code
# (shebao help exit-codes), --output plain is columns with tabs, and a payment whose outcome is not
# known yet (87) is asked about again, never paid again.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../tour/phone.sh" # with-code, with-scan: the clerk's phone

# From month.jsonl; a real clerk knows these by heart.
employer=10113702830000000001 taxpayer=91370283MA0000007Y company=青岛华诚建材有限公司
resident=370283196001010028 mobile=13387420489 office=13702830000
account=3702000012345678 agreement=XY2026001
umask 077
printf 'correct horse battery staple\n' >"$HOME/password"
printf '135792\n' >"$HOME/pin"

echo '== 激活账户，登录'
with-code "$mobile" shebao account activate --resident "$resident" --mobile "$mobile" \
  --password-file "$HOME/password" 2>/dev/null
with-code "$mobile" shebao login password --taxpayer "$taxpayer" --user "$mobile" \
  --password-file "$HOME/password" --factor sms --accept-consents --no-input 2>/dev/null

echo '== 委托扣款协议，支付密码'
if [[ -z ${BANK:-} ]]; then
  BANK=102452000012
  shebao-lab sandbox bank open --bank "$BANK" --account "$account" --name "$company" \
    --balance 1000000 >/dev/null
  shebao-lab sandbox bank sign --bank "$BANK" --account "$account" --agreement "$agreement" \
    --office "$office" --taxpayer "$taxpayer" >/dev/null
fi
# What moves money to another account asks for a scan with the phone first (exit 81 without).
with-scan "$resident" "$employer" shebao login stepup --app tax 2>/dev/null
with-code "$mobile" shebao payment-password set --password-file "$HOME/pin" --no-input 2>/dev/null
shebao agreement add --signed-at-bank --agreement "$agreement" --office "$office" \
  --clearing-bank "$BANK" --opening-bank "$BANK" --account "$account" \
  --account-name "$company" --phone "$mobile" --wait --no-input

# total NOTICE: what is to pay today, late fee included.
total() {
  shebao pay preview "$1" --output json |
    sed -n 's/.*"total":{"fen":[0-9]*,"yuan":"\([0-9.]*\)".*/\1/p'
}

# pay NOTICE: pays and waits for the outcome. The amount that is confirmed is the one previewed: it
# is refused where it has changed since. On 87 the same command asks what became of the payment.
pay() {
  local amount status try
  amount=$(total "$1")
  for try in 1 2 3 4 5; do
    status=0
    shebao pay agreement "$1" --confirm-amount "$amount" --password-file "$HOME/pin" --wait \
      --no-input || status=$?
    ((status == 87)) || return "$status"
    echo "第 $try 次询问，结果仍不明" >&2
    sleep 1
  done
  return 87
}

echo '== 申报并缴费'
# The list is in the order in which sequential notices must be paid.
shebao todo list --output plain |
  while IFS=$'\t' read -r notice unit levies period state amount remaining due rest; do
    [[ $state != 未申报 ]] ||
      shebao declare save "$notice" --confirm-amount "$amount" --no-input </dev/null
    pay "$notice" </dev/null
  done

echo '== 已缴'
shebao query paid
shebao logout

#!/usr/bin/env bash
# A walk through the product: a bureau in a folder of its own, the sandbox as its partners, and one
# employer's clerk, who goes from the first password to the paid month. Every line behind "$" is run
# as it is shown, by the real programs.
#
#   tour/demo.sh BIN_DIR [--once]     --once ends with the bureau stopped and verified
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=$(cd "${1:?the folder of shebaod, shebao and shebao-lab}" && pwd)
once=${2:-}
[[ -z $once || $once == --once ]] || {
  echo "usage: demo.sh BIN_DIR [--once]" >&2
  exit 2
}
export PATH=$bin:$PATH LANG=${LANG:-zh_CN.UTF-8}
umask 077

# ---- the folder and the programs that run behind the scenes ----

home=$(mktemp -d "${TMPDIR:-/tmp}/shebao-demo.XXXXXX")
cd "$home"
export HOME=$home SHEBAO_SANDBOX=$home/books
unset SHEBAO_SERVER SHEBAO_CA SHEBAO_PROFILE XDG_CONFIG_HOME XDG_STATE_HOME
server=
sandbox=
finished=

cleanup() {
  local status=$?
  if [[ -z $finished ]]; then
    [[ -z $sandbox ]] || kill "$sandbox" 2>/dev/null || true
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    wait || true
    if ((status != 0)); then
      printf '\ndemo: stopped with %s; logs are in %s\n' "$status" "$home" >&2
    else
      rm -rf "$home"
    fi
  fi
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# shellcheck source=tour/phone.sh
source "$here/phone.sh"

chapter() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
remark() { printf '\033[2m   %s\033[0m\n' "$*"; }

# run COMMAND…: shows the command as it would be typed, then runs it.
run() {
  local word shown=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
    shown+="${shown:+ }${word//$home\//}"
  done
  printf '\n$ %s\n' "$shown"
  "$@" </dev/null
}

# refused CODE COMMAND…: the same for a command that must fail with that exit code.
refused() {
  local code=$1 status=0
  shift
  run "$@" || status=$?
  printf '   exit %s\n' "$status"
  [[ $status == "$code" ]] || {
    echo "demo: expected exit $code" >&2
    exit 1
  }
}

# await FILE WORDS PID: until the program has written a line with these words; 30 s at most.
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

chapter '开一个征收机关  A bureau of one’s own'
run shebaod init --data "$home/data" --sandbox --code-pause 0
for credential in 'bank 102452000012' 'bank 103452000011' 'app tax' 'app incometax' 'gateway sms' \
  'officer demo'; do
  read -r role name <<<"$credential"
  run shebaod credential issue --data "$home/data" --role "$role" --name "$name" \
    --out "$home/credentials"
done

printf '\n$ shebaod serve --data data --listen 127.0.0.1:0 &\n'
shebaod serve --data "$home/data" --listen 127.0.0.1:0 2>server.log &
server=$!
await server.log ' serving ' "$server"
cat server.log
port=$(sed -n 's/.* serving .*tls=\([0-9]*\).*/\1/p' server.log)
export SHEBAO_SERVER=127.0.0.1:$port SHEBAO_CA=$home/data-keys/ca.pem
remark "SHEBAO_SERVER=$SHEBAO_SERVER"
remark "SHEBAO_CA=$SHEBAO_CA"

printf '\n$ shebao-lab sandbox run --server %s --ca data-keys/ca.pem --credentials credentials &\n' \
  "$SHEBAO_SERVER"
shebao-lab sandbox run --server "$SHEBAO_SERVER" --ca "$SHEBAO_CA" \
  --credentials "$home/credentials" >sandbox.log 2>&1 &
sandbox=$!
await sandbox.log running "$sandbox"
run shebao-lab sandbox status --wait 30

chapter '税务机关导入登记和征集信息  The officer imports a month'
officer=(--credential "$home/credentials/officer-demo.pem"
  --credential-key "$home/credentials/officer-demo.key")
run shebao officer generate --employers 20 --seed 7 --out "$home/month.jsonl"
run shebao officer import "$home/month.jsonl" "${officer[@]}"

# The employer whose clerk we follow: the first one with two months to pay, in order.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
employer=$(sed -n 's/^{"notice":{"notice":"HR[^}]*"registration":"\([0-9]*\)".*/\1/p' month.jsonl |
  sort | uniq -c | awk '$1 == 2 { print $2; exit }')
record=$(grep -F "{\"employer\":{\"registration\":\"$employer\"" month.jsonl)
taxpayer=$(field taxpayer <<<"$record")
company=$(sed -n 's/^{"employer":{"registration":"[0-9]*","taxpayer":"[^"]*","name":"\([^"]*\)".*/\1/p' \
  <<<"$record")
office=$(field office <<<"$record")
clerk=$(grep -F "\"registration\":\"$employer\",\"kind\":8" month.jsonl | head -n 1)
resident=$(sed -n 's/.*"resident":"\([^"]*\)".*/\1/p' <<<"$clerk")
mobile=$(field mobile <<<"$clerk")
mapfile -t months < <(sed -n \
  "s/^{\"notice\":{\"notice\":\"\(HR[^\"]*\)\".*\"registration\":\"$employer\".*/\1/p" month.jsonl | sort)
first=${months[0]}
second=${months[1]}
remark "$company  $taxpayer  登记序号 $employer"
remark "社保经办人 $resident  手机 $mobile"

chapter '账户激活与密码登录  First password, then sign in (L1, L1.2, L1.4, L1.7)'
printf '%s\n' 'correct horse battery staple' >password
printf '135792\n' >pin
printf '246813\n' >wrong-pin
with-code "$mobile" run shebao account activate --resident "$resident" --mobile "$mobile" \
  --password-file "$home/password"
remark '短信由沙箱的手机收到  the sandbox’s phone got the code:'
run shebao-lab sandbox inbox --mobile "$mobile" --last
with-code "$mobile" run shebao login password --taxpayer "$taxpayer" --user "$mobile" \
  --password-file "$home/password" --factor sms --identity social-insurance-clerk \
  --confirm-identity --accept-consents
run shebao whoami

chapter '我的信息  Registration and enrolments (I1, I2)'
run shebao registration show
run shebao enrolment list

chapter '待办与申报  To-dos and declaring (T1–T3)'
run shebao todo list
run shebao declare show "$first"
todo_amount() {
  sed -n "s/^{\"notice\":{\"notice\":\"$1\".*\"total\":\"\([0-9.]*\)\".*/\1/p" month.jsonl
}
run shebao declare save "$first" --confirm-amount "$(todo_amount "$first")" --no-input
run shebao declare save "$second" --confirm-amount "$(todo_amount "$second")" --no-input
run shebao todo list

chapter '扫码验证、支付密码、委托扣款协议  Step-up, payment password, agreement (A1, A5, A7)'
refused 81 shebao agreement add --signed-at-bank --agreement XY2026001 --office "$office" \
  --clearing-bank 102452000012 --opening-bank 102452000012 --account 3702000012345678 \
  --account-name "$company" --phone "$mobile" --wait --no-input
with-scan "$resident" "$employer" run shebao login stepup --app tax
with-code "$mobile" run shebao payment-password set --password-file "$home/pin" --no-input
run shebao-lab sandbox bank open --bank 102452000012 --account 3702000012345678 \
  --name "$company" --balance 1000000
run shebao-lab sandbox bank sign --bank 102452000012 --account 3702000012345678 \
  --agreement XY2026001 --office "$office" --taxpayer "$taxpayer"
run shebao agreement add --signed-at-bank --agreement XY2026001 --office "$office" \
  --clearing-bank 102452000012 --opening-bank 102452000012 --account 3702000012345678 \
  --account-name "$company" --phone "$mobile" --wait --no-input
run shebao agreement list

chapter '先缴后面的月份？  Out of order (T5)'
refused 84 shebao pay agreement "$second" --confirm-amount "$(todo_amount "$second")" \
  --password-file "$home/pin" --wait --no-input

chapter '缴费  Paying by agreement (T4, T12)'
run shebao pay preview "$first"
total() {
  shebao pay preview "$1" --output json |
    sed -n 's/.*"total":{"fen":[0-9]*,"yuan":"\([0-9.]*\)".*/\1/p' | head -n 1
}
refused 82 shebao pay agreement "$first" --confirm-amount "$(total "$first")" \
  --password-file "$home/wrong-pin" --wait --no-input
run shebao pay agreement "$first" --confirm-amount "$(total "$first")" \
  --password-file "$home/pin" --wait --no-input
run shebao pay agreement "$second" --confirm-amount "$(total "$second")" \
  --password-file "$home/pin" --wait --no-input
run shebao-lab sandbox bank debits --bank 102452000012

chapter '缴费情况查询  What is paid, what is not (Q1–Q3)'
run shebao query paid
run shebao query unpaid
run shebao todo list
run shebao-lab sandbox bank reconcile

if [[ -z $once ]]; then
  finished=yes
  trap - EXIT
  cat <<TEXT

The bureau and the sandbox go on. To sign in yourself, in another terminal:

  export PATH=$bin:\$PATH HOME=$home SHEBAO_SANDBOX=$home/books
  export SHEBAO_SERVER=$SHEBAO_SERVER SHEBAO_CA=$SHEBAO_CA
  shebao whoami                      # as the clerk of $company, still signed in
  shebao login password --taxpayer $taxpayer --user $mobile
                                     # password: correct horse battery staple
  shebao-lab sandbox inbox --mobile $mobile --last --code

To end:  kill $server $sandbox && rm -rf $home
TEXT
  exit 0
fi

chapter '关闭并核对  Stop and verify'
kill -TERM "$sandbox" "$server"
wait "$sandbox" || true
wait "$server"
sandbox=
server=
run shebaod verify --data "$home/data"
run shebaod rebuild --data "$home/data"
printf '\nThe tour went through.\n'

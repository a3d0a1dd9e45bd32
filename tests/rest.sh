#!/usr/bin/env bash
# Drives the whole REST surface as a new user would, with curl and jq: from the link that the host prints to the clean-up.
#   tests/rest.sh [WebTrader.Host.dll]
# Starts a host of its own (from the sources, unless a built one is named) on a free port, with a data folder of its own. Ends with 0 when every
# answer was as it should be and every route of /openapi/v1.json was called.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v curl >/dev/null && command -v jq >/dev/null || { echo "rest.sh needs curl and jq"; exit 2; }

folder=$(mktemp -d)
host=0
trap '[ "$host" -ne 0 ] && kill -9 "$host" 2>/dev/null; rm -rf "$folder"' EXIT
run=(dotnet run --project src/WebTrader.Host --)
[ $# -gt 0 ] && run=(dotnet "$1")
"${run[@]}" serve --port 0 --data "$folder/data" >"$folder/out" 2>"$folder/err" </dev/null &
host=$!
for _ in $(seq 600); do grep -q "Set up" "$folder/out" && break; kill -0 "$host" || { cat "$folder/out" "$folder/err"; exit 1; }; sleep 0.2; done
link=$(grep -o 'http://[^ ]*/setup#[^ ]*' "$folder/out")
base=${link%%/setup*}
checks=0
: >"$folder/called"

# call WHO METHOD ROUTE STATUS [BODY] [curl arguments]: sends it, checks the status, and leaves the answer in $answer. {name} in ROUTE stands for the next word of $at.
at=""
answer=""
call() {
  local who=$1 method=$2 route=$3 status=$4 body=${5-}
  shift $(($# < 5 ? $# : 5))
  local path=$route word got
  for word in $at; do path=$(sed "s|{[a-z]*}|$word|" <<<"$path"); done
  local send=(-sS -X "$method" -o "$folder/answer" -D "$folder/headers" -w '%{http_code}' "$@")
  [ -n "$body" ] && send+=(-H 'Content-Type: application/json' --data-binary "$body")
  case $who in
    nobody) ;;
    key:*) send+=(-H "Authorization: Bearer ${who#key:}") ;;
    *)
      send+=(-b "$folder/$who.cookies" -c "$folder/$who.cookies")
      [ -f "$folder/$who.antiforgery" ] && send+=(-H "X-WebTrader-Antiforgery: $(cat "$folder/$who.antiforgery")")
      ;;
  esac
  got=$(curl "${send[@]}" "$base$path")
  answer=$(tr -d '\0' <"$folder/answer")
  echo "$(tr '[:upper:]' '[:lower:]' <<<"$method") ${route%%\?*}" >>"$folder/called"
  checks=$((checks + 1))
  [ "$got" = "$status" ] || { echo "FAILED: $who $method $path answered $got, not $status: $answer"; exit 1; }
}
# is FILTER: jq finds it true in the last answer.
is() { checks=$((checks + 1)); jq -e "$1" >/dev/null <<<"$answer" || { echo "FAILED: not $1 in $answer"; exit 1; }; }
get() { jq -r "$1" <<<"$answer"; }
# until FILTER WHO ROUTE: asks again and again.
until_is() { for _ in $(seq 400); do call "$2" GET "$3" 200; jq -e "$1" >/dev/null <<<"$answer" && return; sleep 0.2; done; echo "FAILED: never $1 in $answer"; exit 1; }
remember() { get .antiforgery >"$folder/$1.antiforgery"; }
etag() { grep -i '^etag:' "$folder/headers" | tr -d '\r' | cut -d' ' -f2-; }

echo "== it is there"
call nobody GET /health/live 200; is '.status == "alive"'
for _ in $(seq 150); do [ "$(curl -s -o /dev/null -w '%{http_code}' "$base/health/ready")" = 200 ] && break; sleep 0.2; done
call nobody GET /health/ready 200
[ -n "$(curl -sS "$base/metrics" | grep '^webtrader_')" ] && echo "get /metrics" >>"$folder/called"

echo "== set-up: the first administrator"
call nobody GET /api/v1/setup 200; is '.isOpen and .isKnown'
call nobody GET /api/v1/session 200; is '.kind == "nobody"'
call nobody POST /api/v1/setup 403 '{ "token": "guessed", "name": "anna", "password": "correct horse battery" }'
call anna POST /api/v1/setup 200 "$(jq -nc --arg token "${link#*#}" '{ $token, name: "anna", password: "correct horse battery" }')"; is '.role == "admin"'; remember anna
call nobody GET /api/v1/setup 200; is '.isKnown and (.isOpen | not)'

echo "== what there is to see"
until_is '.items[0].balance' nobody /api/v1/accounts
until_is '.items | length >= 3' nobody /api/v1/positions
until_is '.items[0] | .openPositions >= 3 and .unmanaged == 0 and .notProtected == 0 and .worst == "protected"' nobody /api/v1/accounts
at=$(get '.items[0].ticket')
for route in '/api/v1/positions/{ticket}' '/api/v1/locks/{ticket}'; do
  for _ in $(seq 50); do [ "$(curl -s -o /dev/null -w '%{http_code}' "$base/${route/\{ticket\}/$at}")" = 200 ] && break; sleep 0.2; until_is '.items | length >= 1' nobody /api/v1/positions; at=$(get '.items[-1].ticket'); done
  call nobody GET "$route" 200
done
call nobody GET "/api/v1/positions/{ticket}/past?at=$(date -u +%FT%TZ)" 200; is '.certificate.readBack.price == .stop and (.lock | type) == "array"'
call nobody GET '/api/v1/positions/{ticket}/past' 400; is '.detail | contains("at is missing, allowed is a time up to now")'
at=""
for route in trades trades.csv 'journal?pageSize=5' journal.csv locks 'locks/events?seconds=30' workers limits alerts notifiers; do call nobody GET "/api/v1/$route" 200; done
call nobody GET '/api/v1/trades?page=0' 400; is '.detail | contains("page is \"0\", allowed is a whole number from 1")'
call nobody GET '/api/v1/trades?symbol=EURUSD&from=2026-01-01&until=2099-01-01T00:00:00Z' 200
call nobody GET '/api/v1/trades/give-back?side=long&find=eurusd' 200; is '.total.trades >= 0 and (.items | length) >= 0 and .total.rule == null'
call nobody GET '/api/v1/trades/give-back?side=up' 400; is '.detail | contains("side is \"up\", allowed is long, short")'
call nobody GET '/api/v1/trades.csv?account=demo&side=long&reason=trailingStop&find=usd' 200; grep -qi 'filename="trades-demo-20..-..-..\.csv"' "$folder/headers" || { echo "FAILED: the file is not named by account and day"; exit 1; }
call nobody GET '/api/v1/trades?side=up' 400; is '.detail | contains("side is \"up\", allowed is long, short")'
call nobody GET '/api/v1/journal.csv?account=demo&kind=stopSettled' 200
call nobody GET '/api/v1/trades.csv?from=yesterday' 400; is '.detail | contains("from is \"yesterday\", allowed is a date or a time in UTC")'
call nobody POST /api/v1/evaluate 200 '{ "symbol": { "digits": 5, "point": 0.00001, "tickSize": 0.00001, "tickValueProfit": 1, "tickValueLoss": 1, "contractSize": 100000, "stopsLevel": 0, "freezeLevel": 0 }, "position": { "side": "long", "lots": 0.01, "openPrice": 1.1, "stopLoss": null, "takeProfit": null }, "quote": { "bid": 1.1, "ask": 1.10002 } }'
is '.action == "move"'

echo "== only asked: told, or refused, and never done"
call anna POST '/api/v1/users?dryRun=true' 200 '{ "name": "nobody-yet", "role": "viewer", "password": "correct horse battery" }'; is '.dryRun and (.would | contains("nobody-yet"))'
call anna POST '/api/v1/users?dryRun=yes' 400 '{ "name": "nobody-yet", "role": "viewer", "password": "correct horse battery" }'; is '.detail == "dryRun is \"yes\", allowed is true or false."'
call anna POST '/api/v1/jobs/backup/run?dryRun=true' 400; is '.detail | startswith("dryRun is \"true\", allowed is false")'
call anna GET /api/v1/users 200; is '[.items[] | select(.name == "nobody-yet")] | length == 0'

echo "== an order: tried, sent, repeated"
order='{ "symbol": "EURUSD", "side": "long", "lots": "0.03" }'
call nobody POST /api/v1/orders 401 "$order" -H 'Idempotency-Key: one'
call anna POST '/api/v1/orders?dryRun=true' 200 "$order"; is '.dryRun and (.stop | type == "string")'
call anna POST /api/v1/orders 400 "$order"; is '.detail | startswith("Idempotency-Key is missing")'
call anna POST /api/v1/orders 201 "$order" -H 'Idempotency-Key: one'; is '.certificate.readBack.price == .stop'
at=$(get .ticket); stop=$(get .stop)
call anna POST /api/v1/orders 201 "$order" -H 'Idempotency-Key: one'; is ".ticket == \"$at\""

echo "== what can be done about a position"
tighter=$(jq -n --arg stop "$stop" '($stop | tonumber) + 0.0002 | . * 100000 | round / 100000')
call anna PUT '/api/v1/positions/{ticket}/stop' 200 "{ \"stop\": $tighter }"; is ".position.stop | tonumber == $tighter"
call anna PUT '/api/v1/positions/{ticket}/stop' 409 "{ \"stop\": \"$stop\" }"; is '.detail | contains("looser")'
call anna PUT '/api/v1/positions/{ticket}/take-profit' 200 "{ \"takeProfit\": $(jq -n "$tighter + 0.05 | . * 100000 | round / 100000") }"
call anna PUT '/api/v1/positions/{ticket}/take-profit' 200 '{ "takeProfit": null }'
call anna POST '/api/v1/positions/{ticket}/break-even?dryRun=true' 200
call anna PUT '/api/v1/positions/{ticket}/management' 200 '{ "managed": false, "why": "by hand from here" }'
until_is '.row.state == "unmanaged"' nobody "/api/v1/positions/$at"
call anna PUT '/api/v1/positions/{ticket}/management' 200 '{ "managed": true, "why": "back again" }'
until_is '.row.state == "protected"' nobody "/api/v1/positions/$at"
call anna POST '/api/v1/positions/{ticket}/close' 200 '{ "lots": "0.01" }' -H 'Idempotency-Key: a-part'; is '.position.lots == "0.02"'
call anna POST '/api/v1/positions/{ticket}/close' 200 '{ "lots": "0.01" }' -H 'Idempotency-Key: a-part'; is '.position.lots == "0.02"'
call anna POST '/api/v1/positions/{ticket}/close' 200
until_is "[.items[] | select(.ticket == \"$at\")] | length == 1" nobody '/api/v1/trades?pageSize=50'
at=""

echo "== settings"
call anna GET /api/v1/settings 200; tag=$(etag); document=$(get .document); first=$(get .version)
changed=$(jq -c '{ document: (.Stops += { MaxRisk: 50.00, SweetSpotFrom: 5.00, SweetSpotTo: 6.00, TrailingStep: 10.00 }), why: "a try" }' <<<"$document")
call anna PUT /api/v1/settings 428 "$changed"
call anna POST /api/v1/settings/preview 200 "$(jq -c '{ document }' <<<"$changed")"
call anna PUT '/api/v1/settings?dryRun=true' 200 "$changed" -H "If-Match: $tag"
call anna PUT /api/v1/settings 200 "$changed" -H "If-Match: $tag"
call anna PUT /api/v1/settings 412 "$changed" -H "If-Match: $tag"
call anna PUT /api/v1/settings 400 "$(jq -c '.document.Stops.MaxRiks = 1' <<<"$changed")" -H "If-Match: $(call anna GET /api/v1/settings 200; etag)"; is '.detail | contains("MaxRiks is not a setting")'
call anna GET /api/v1/settings/history 200; is '.items | length >= 2'
at=1; call anna GET '/api/v1/settings/versions/{version}' 200; at=""
call anna GET "/api/v1/settings/diff?from=$first&to=$((first + 1))" 200; is '.changes | length == 4'

echo "== observing, and arming again"
at=demo
call anna PUT '/api/v1/accounts/{account}/arming' 200 '{ "why": "a look", "all": false }'
for _ in $(seq 20); do
  call anna GET '/api/v1/accounts/{account}/arming?all=true' 200
  confirm=$(jq -c '{ why: "go on", all: true, confirm }' <<<"$answer")
  [ "$(curl -sS -o "$folder/answer" -w '%{http_code}' -X PUT -b "$folder/anna.cookies" -H "X-WebTrader-Antiforgery: $(cat "$folder/anna.antiforgery")" -H 'Content-Type: application/json' --data-binary "$confirm" "$base/api/v1/accounts/demo/arming")" = 200 ] && break
  sleep 0.2
done
answer=$(cat "$folder/answer"); is .armed.all
call anna GET '/api/v1/accounts/{account}/arming' 200; is .armed.all
at=""
call anna GET /api/v1/settings 200
call anna POST /api/v1/settings/rollback 200 '{ "version": 1, "why": "it was only a try" }' -H "If-Match: $(etag)"

echo "== people"
call anna POST /api/v1/users 201 '{ "name": "vera", "password": "twelve letters at least", "role": "viewer" }'; vera=$(get .id)
call vera POST /api/v1/session 200 '{ "name": "vera", "password": "twelve letters at least" }'; remember vera
call vera POST /api/v1/orders 403 "$order" -H 'Idempotency-Key: vera'
at=$vera
call anna GET '/api/v1/users/{id}' 200; tag=$(etag)
call anna PUT '/api/v1/users/{id}/role' 200 '{ "role": "operator" }' -H "If-Match: $tag" -H 'Idempotency-Key: role'
call anna PUT '/api/v1/users/{id}/role' 412 '{ "role": "admin" }' -H "If-Match: $tag"
call anna POST '/api/v1/users/{id}/reset' 200 '{ "password": "another twelve letters" }'
call anna PUT '/api/v1/users/{id}/disabled' 200 '{ "isDisabled": true }'
at=""
call vera POST /api/v1/session 401 '{ "name": "vera", "password": "another twelve letters" }'
call anna GET /api/v1/users 200; is '.items | length == 2'

echo "== keys"
call anna POST /api/v1/keys 201 '{ "name": "script", "scopes": ["read", "trade"] }'; key=$(get .key); at=$(get .item.id)
call anna POST /api/v1/keys 201 '{ "name": "once", "scopes": ["read"] }' -H 'Idempotency-Key: once'; is '.key | startswith("wt_")'
call anna POST /api/v1/keys 201 '{ "name": "once", "scopes": ["read"] }' -H 'Idempotency-Key: once'; is '.key == null and (.note | contains("shown once"))'
call anna GET '/api/v1/keys/{id}' 200; is '.name == "script"'; tag=$(etag)
call "key:$key" POST '/api/v1/orders?dryRun=true' 200 "$order"
call "key:$key" GET /api/v1/users 403
call anna GET /api/v1/keys 200; is "tostring | contains(\"$key\") | not"
call anna DELETE '/api/v1/keys/{id}' 204 '' -H "If-Match: $tag"
call "key:$key" POST '/api/v1/orders?dryRun=true' 401 "$order"
at=""

echo "== alerts"
at=999; call anna GET '/api/v1/alerts/{number}' 404
call anna POST '/api/v1/alerts/{number}/acknowledge' 404
call anna POST '/api/v1/alerts/{number}/silence' 404 '{ "minutes": 5 }'
at=webhook; call anna POST '/api/v1/notifiers/{name}/test' 404; is '.detail | contains("no notifier is set up")'
at=""

echo "== jobs and reports"
call nobody GET /api/v1/jobs 200; is '[.items[].name] == ["report", "reconciliation", "retention", "backup", "market-close", "drill"]'
for _ in $(seq 150); do call nobody GET /api/v1/jobs 200; jq -e 'all(.items[]; .waitsFor == null)' >/dev/null <<<"$answer" && break; sleep 0.2; done
at=retention; call vera POST '/api/v1/jobs/{name}/run' 401
call anna POST '/api/v1/jobs/{name}/run' 200; is '.outcome == "nothing"'
call nobody GET '/api/v1/jobs/{name}/runs' 200; is '.items[0].by == "anna"'
call nobody GET '/api/v1/jobs/{name}' 200; tag=$(etag)
call anna PUT '/api/v1/jobs/{name}/paused' 200 '{ "paused": true, "why": "a look at the journal" }' -H "If-Match: $tag"; is '.paused and .nextRun == null'
call anna PUT '/api/v1/jobs/{name}/paused' 412 '{ "paused": false, "why": "from before" }' -H "If-Match: $tag"
call anna PUT '/api/v1/jobs/{name}/paused' 200 '{ "paused": false, "why": "seen" }'; is '.nextRun | type == "string"'
at=nothing; call anna POST '/api/v1/jobs/{name}/run' 404; at=""
call nobody GET /api/v1/reports 200
curl -sS -o "$folder/answer" "$base/api/v1/reports/demo/2020-01-01"; answer=$(cat "$folder/answer"); is '.detail | startswith("There is no report of account demo")'
echo 'get /api/v1/reports/{account}/{day}' >>"$folder/called"

echo "== stop everything"
everything='{ "action": "flatten", "scope": {} }'
call anna POST /api/v1/emergency-stops 400 '{ "action": "flatten", "scope": { "account": "nobody" }, "why": "x" }'; is '.detail | contains("allowed is demo")'
call anna POST /api/v1/emergency-stops/drill 200 '{ "account": "demo", "latency": "80ms", "inFlight": 8 }'; is '.inFlight == 8 and .latencyMs == 80'
until_is '.items | length == 1' anna /api/v1/emergency-stops/drills
call anna POST /api/v1/emergency-stops/heartbeat 204
call anna POST /api/v1/emergency-stops/preview 200 "$everything"; is '.holdsForMs == 60000'; agreed=$(jq -c --argjson ask "$everything" '$ask + { nonce, why: "a try" }' <<<"$answer")
call nobody POST /api/v1/emergency-stops 401 "$agreed"
call anna POST '/api/v1/emergency-stops?dryRun=true' 200 "$agreed"
call anna POST /api/v1/emergency-stops 201 "$agreed"; is .isNew; at=$(get .stop.id)
call anna POST /api/v1/emergency-stops 200 "$agreed"; is ".stop.id == \"$at\" and (.isNew | not)"
stopped=$at; at=""; until_is '.state == "proved"' anna "/api/v1/emergency-stops/$stopped"; at=$stopped
call anna GET '/api/v1/emergency-stops/{id}' 200; is '.accounts[0].left | length == 0'
at=""; call anna POST /api/v1/orders 409 "$order" -H 'Idempotency-Key: halted'; is ".detail | contains(\"$stopped\")"
at=$stopped; call anna POST '/api/v1/emergency-stops/{id}/release' 409 '{ "why": "over" }'; is '.detail | contains("Emergency:MinimumHold")'
at=""; call anna GET /api/v1/emergency-stops 200; is '.items | length == 1'

echo "== a problem report"
call nobody GET /api/v1/diagnostics 401
call anna GET /api/v1/diagnostics 200
[ "$(head -c 2 "$folder/answer")" = PK ]; checks=$((checks + 1))

echo "== oneself"
call anna POST /api/v1/session/second-factor 200 '{ "password": "correct horse battery" }'
call anna PUT /api/v1/session/second-factor 403 '{ "code": "000000" }'
call anna POST /api/v1/session/second-factor/removal 200 '{ "password": "correct horse battery" }'; remember anna
call anna PUT /api/v1/session/password 200 '{ "current": "correct horse battery", "new": "staple after staple" }'; remember anna
call anna DELETE /api/v1/session 204
call anna GET /api/v1/users 401
call anna POST /api/v1/session 200 '{ "name": "anna", "password": "staple after staple" }'; remember anna

echo "== the audit, and the end"
curl -sS "$base/openapi/v1.json" | jq -r '.paths | to_entries[] | .key as $path | .value | keys[] | "\(.) \($path)"' | sort -u >"$folder/routes"
call anna GET '/api/v1/journal?kind=operatorActed&pageSize=100' 200; is '[.items[].data.by] | index("anna")'; is 'tostring | contains("staple") | not'
kill -TERM "$host"; wait "$host" || true; host=0
"${run[@]}" verify "$folder/data" >"$folder/verify" || { cat "$folder/verify"; exit 1; }

curl_routes=$(sort -u "$folder/called")
missing=$(comm -23 <(sort -u "$folder/routes") <(echo "$curl_routes"))
[ -z "$missing" ] || { echo "FAILED: never called: $missing"; exit 1; }
echo "$checks checks, $(wc -l <"$folder/routes") routes"

#!/usr/bin/env bash
# The commands mlflux serve and mlflux train --watch as their users meet them: two models are trained, served on free ports, asked by
# curl for all there is and for each fault, looked at in headless Chromium, where that can be had, and ended in the middle of requests;
# trainings are watched and stopped there. Build first (dotnet build MLFlux.sln -c Release).
#   run.sh [FOLDER]   screenshots are kept in FOLDER
set -uo pipefail
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
shots=$(realpath -m "${1:-$work/shots}")
trap 'for server in "${servers[@]}"; do kill -KILL "$server" 2>/dev/null; done; rm -rf "$work"' EXIT
servers=()
mkdir -p "$shots"
cd "$work"
source "$here/../Tool/support.sh"
source "$here/../browser.sh"
set +e # A fault is counted, and the others are tried.
export DOTNET_NOLOGO=1
failed=0

fail() { echo "== FAILED: $1" >&2; failed=$((failed + 1)); }
command -v curl >/dev/null 2>&1 || apt-get install -y -qq curl

# serve NAME ARGS...: starts the service on a free port; its address is in $address, its process in $server.
serve() {
    local name=$1
    shift
    dotnet exec $tool serve "$@" >"$name.out" 2>"$name.log" &
    server=$!
    servers+=("$server")
    for ((i = 0; i < 600; i++)); do
        address=$(sed -nE 's/.* is served at ([^;,]*).*/\1/p' "$name.out")
        [ -z "$address" ] || return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    fail "$name does not start: $(cat "$name.out" "$name.log")"
    return 1
}

# ask STATUS WORDS CURL...: the status, and words of the answer.
ask() {
    local status=$1 words=$2 found
    shift 2
    found=$(curl -s -o answer -w '%{http_code}' "$@")
    [ "$found" = "$status" ] || fail "curl $*: status $found, expected $status: $(head -c 400 answer)"
    grep -qF -- "$words" answer || fail "curl $*: no '$words' in: $(head -c 400 answer)"
    [ "$status" -lt 400 ] || grep -qF "\"status\":$status" answer || fail "curl $*: no problem details: $(head -c 400 answer)"
    ! grep -qE '^ +at |Exception' answer || fail "curl $*: shows a stack trace"
}

json=(-H 'Content-Type: application/json')

# watched KIND ARGS...: a training is watched in the browser, which stops it; it ends with 130, and its model is there.
watched() {
    local kind=$1 code
    shift
    dotnet exec $tool train "$@" >"watch-$kind.out" 2>"watch-$kind.log" &
    server=$!
    servers+=("$server")
    address=
    for ((i = 0; i < 600; i++)); do
        address=$(sed -nE 's/^watch the training at //p' "watch-$kind.out")
        [ -z "$address" ] || break
        sleep 0.1
    done
    ask 421 'evil.example' -H 'Host: evil.example' "$address/state"
    ask 403 'X-MLFlux-Watch' -X POST "$address/stop"
    ask 200 '"isOver":false' "$address/state"
    timeout 600 node "$here/watch.mjs" "$work/browser" "$chromium" "$address" "$shots" "$kind" || fail "the page of the training of $kind"
    wait "$server"
    code=$?
    [ "$code" = 130 ] || fail "the watched training of $kind ends with $code: $(tail -n 3 "watch-$kind.log")"
    grep -qF 'the best so far' "watch-$kind.log" || fail "the watched training of $kind says: $(cat "watch-$kind.log")"
    while [ "$1" != --out ]; do shift; done
    mlflux show "$2" >/dev/null || fail "the watched training of $kind left no model"
}

# stop NAME: SIGTERM, after which the process ends with 0.
stop() {
    kill -TERM "$server"
    wait "$server"
    local code=$?
    [ "$code" = 0 ] || fail "$1 ends with $code: $(tail -n 3 "$1.log")"
}

awk 'BEGIN {
    srand(3); print "name,height,weight,city,size"
    for (i = 0; i < 300; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        print "person" i "," height "," (i % 25 ? weight : "") "," (i % 3 ? "Bern" : "Basel") "," (height + weight > 250 ? "big" : "small")
    }
}' > people.csv
mlflux train people.csv --label size --out people.zip --quick --epochs 30 >train.out || fail "training: $(tail -n 3 train.out)"
mkdir -p photos/red photos/blue
for ((i = 0; i < 20; i++)); do
    bmp "photos/red/$i.bmp" 10 10 "$(printf %x $((200 + i)))"
    bmp "photos/blue/$i.bmp" "$(printf %x $((200 + i)))" 10 10
done
mlflux train photos --out images.zip --quick --no-importance >train.out || fail "training of images: $(tail -n 3 train.out)"

# A table: all there is, and each fault.
row='{"height":190,"weight":100,"city":"Bern"}'
if serve people people.zip --urls http://127.0.0.1:0 --max-rows 50 --max-body 20 --log-requests; then
    ask 200 '"prediction":"big"' "${json[@]}" -d "$row" "$address/predict"
    ask 200 '[{"prediction":"big"' "${json[@]}" -d "[$row,{\"height\":150,\"weight\":null,\"city\":\"Rome\",\"name\":\"Ann\"}]" "$address/predict"
    ask 200 '"column":"height"' "${json[@]}" -d "$row" "$address/explain"
    ask 200 '"labelColumnName": "size"' "$address/model"
    ask 200 '"openapi":"3.1.0"' "$address/openapi.json"
    ask 200 'POST /predict' "$address/openapi"
    ask 200 'Model card' "$address/card"
    ask 200 '<h1>' "$address/report"
    ask 200 'live' "$address/health/live"
    ask 200 'ready' "$address/health/ready"
    ask 200 'mlflux_requests_total{path="/predict",status="200"} 2' "$address/metrics"
    ask 200 '<option value="Bern">' "$address/"
    ask 400 "'height'" "${json[@]}" -d '{"height":"tall","weight":1,"city":"Bern"}' "$address/predict"
    grep -qF "the text 'tall'" answer || fail "a wrong value is not shown: $(cat answer)"
    ask 400 "'city' is missing; expected text. The row has 'height', 'weight'" "${json[@]}" -d '{"height":1,"weight":1}' "$address/predict"
    ask 400 'Row 1' "${json[@]}" -d "[$row,{\"height\":true}]" "$address/predict"
    ask 400 'no JSON' "${json[@]}" -d '{"height":' "$address/predict"
    ask 400 'no JSON' "${json[@]}" -d '{"height":NaN,"weight":1,"city":"Bern"}' "$address/predict"
    ask 400 "'height'" "${json[@]}" -d '{"height":1e999,"weight":1,"city":"Bern"}' "$address/predict"
    ask 400 'height' "${json[@]}" -d '{"height":1,"height":2,"weight":1,"city":"Bern"}' "$address/predict"
    ask 400 'no JSON' "${json[@]}" -d "$(printf '[%.0s' {1..9000})" "$address/predict"
    ask 404 '/nothing' "$address/nothing"
    ask 405 'POST' "$address/predict"
    ask 413 '51 rows' "${json[@]}" -d "[$row$(printf ",$row%.0s" {1..50})]" "$address/predict"
    head -c 30000 /dev/zero | tr '\0' ' ' > large
    ask 413 'large' "${json[@]}" -H 'Expect:' --data-binary @large "$address/predict"
    exec 3<>"/dev/tcp/127.0.0.1/${address##*:}"
    printf 'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{' >&3
    timeout 19 cat <&3 >slow
    exec 3>&-
    grep -q '^HTTP/1.1 408' slow || fail "a body that comes slowly: $(head -c 300 slow)"
    ask 415 "'text/plain'" -H 'Content-Type: text/plain' -d "$row" "$address/predict"
    ask 421 'evil.example' -H 'Host: evil.example' "$address/model"
    ask 200 'ready' "$address/health"
    says "in use" serve people.zip --urls "$address"
    says "Name another by --urls" serve people.zip --urls "$address"
    stop people
    grep -qE '^\{.*"Path":"/predict".*"Status":200' people.log || fail "requests are not logged: $(tail -n 2 people.log)"
    ! grep -qvE '^\{.*\}$' people.log || fail "the log has lines that are no JSON: $(grep -vE '^\{.*\}$' people.log | head -n 3)"
fi

# Bounds, keys, addresses.
says "open to other machines" serve people.zip --urls http://0.0.0.0:0
printf 'short' > short.key
says "expected at least 16" serve people.zip --api-key-file short.key
says "no file" serve none.zip
says "no zip" serve people.csv
says "begins with https" serve people.zip --urls https://127.0.0.1:0
says "has port 70000; expected at most 65535" serve people.zip --urls http://127.0.0.1:70000
says "there is no file 'none.key'" serve people.zip --api-key-file none.key
printf '0123456789abcdef\n' > api.key
if serve open people.zip --urls http://0.0.0.0:0 --api-key-file api.key --max-requests 1; then
    address=${address/0.0.0.0/127.0.0.1}
    ask 401 'API key' "${json[@]}" -d "$row" "$address/predict"
    ask 401 'API key' -H 'X-Api-Key: 0123456789abcdeg' "$address/model"
    ask 200 'big' -H 'Authorization: Bearer 0123456789abcdef' "${json[@]}" -d "$row" "$address/predict"
    ask 200 'size' -H 'X-Api-Key: 0123456789abcdef' "$address/model"
    ask 200 'live' "$address/health/live"

    # One request under way, whose body comes slowly, is all there may be; it ends well though the service is told to end.
    { printf '%s' "${row:0:20}"; sleep 4; printf '%s' "${row:20}"; } |
        curl -s -o slow -w '%{http_code}' -H 'X-Api-Key: 0123456789abcdef' -H 'Expect:' "${json[@]}" -T - -X POST "$address/predict" >slow.status &
    slow=$!
    sleep 1.5
    ask 503 'Try again later' -D headers -H 'X-Api-Key: 0123456789abcdef' "${json[@]}" -d "$row" "$address/predict"
    grep -qi '^Retry-After: 1' headers || fail "no Retry-After: $(cat headers)"
    stop open
    wait "$slow"
    [ "$(cat slow.status)" = 200 ] && grep -q big slow || fail "a request under way was cut off: $(cat slow.status slow)"
fi

# Images.
if serve images images.zip --urls http://127.0.0.1:0; then
    ask 200 '"prediction":"blue"' -F image=@photos/blue/0.bmp "$address/predict"
    ask 200 '"file":"1.bmp"' -F a=@photos/blue/0.bmp -F b=@photos/red/1.bmp "$address/predict"
    ask 200 '"prediction":"red"' -H 'Content-Type: image/bmp' --data-binary @photos/red/0.bmp "$address/predict"
    ask 400 'cannot be read' -F image=@people.csv "$address/predict"
    ask 400 'base64' "${json[@]}" -d "{\"ImagePath\":\"$work/photos/red/0.bmp\"}" "$address/predict"
    ask 501 'image' -F image=@photos/blue/0.bmp "$address/explain"
    stop images
fi

# Killed, and started again on the same port.
if serve killed people.zip --urls http://127.0.0.1:0; then
    port=${address##*:}
    kill -KILL "$server"
    wait "$server" 2>/dev/null
    serve again people.zip --urls "http://127.0.0.1:$port" && { ask 200 big "${json[@]}" -d "$row" "$address/predict"; stop again; }
fi

# The page, in a browser.
if ! browser "$work/browser"; then
    echo "skipped: the page in a browser needs Chromium, and Playwright by npm"
else
    serve page people.zip --urls http://127.0.0.1:0 && {
        timeout 300 node "$here/page.mjs" "$work/browser" "$chromium" "$address" "$shots" || fail "the page"
        stop page
    }
    serve page-of-images images.zip --urls http://127.0.0.1:0 && {
        timeout 300 node "$here/page.mjs" "$work/browser" "$chromium" "$address" "$shots" photos/blue/3.bmp || fail "the page of images"
        stop page-of-images
    }
    awk 'BEGIN {
        srand(4); print "name,height,weight,city,size"
        for (i = 0; i < 300; i++) {
            height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
            isBig = i % 2 ? rand() < 0.5 : height + weight > 250
            print "person" i "," height "," (i % 2 ? "" : weight) "," (i % 3 ? "Bern" : "Basel") "," (isBig ? "big" : "small")
        }
    }' > half.csv
    watched table half.csv --label size --epochs 1000000 --out watched.zip --watch
    watched images photos --epochs 1000000 --out watched-images.zip --watch
fi

[ "$failed" -eq 0 ]

# Ctrl+C keeps what is done: a fit the best epoch so far, folds those that are fitted, what comes after a fit the model; reading is
# cancelled, and shown after a second. Each is asked for the end once its state is seen.
source "$(dirname "$0")/../support.sh"
trap '[ -z "${process:-}" ] || kill -KILL "$process" 2>/dev/null || true' EXIT

# start ARGS...: the command in the background; its process is in $process.
start() {
    rm -f model.zip
    : >out 2>err # What the one before has said must not be taken for its words.
    env --default-signal=INT dotnet exec "$tool" "$@" >out 2>err & # A shell lets what is in the background ignore Ctrl+C.
    process=$!
}

# await FILE WORDS: waits until a file has words, at most two minutes.
await() {
    for ((i = 0; i < 1200; i++)); do
        ! grep -qE -- "$2" "$1" || return 0
        kill -0 "$process" 2>/dev/null || fail "it ended before it said '$2': $(tail -n 3 out err)"
        sleep 0.1
    done
    fail "it never said '$2': $(tail -n 3 out err)"
}

# ends CODE WORDS...: the process ends with a code, and has said all words.
ends() {
    local code=0 expected=$1
    wait "$process" || code=$?
    process=
    [ "$code" = "$expected" ] || fail "it ends with $code, expected $expected: $(cat err)"
    for words in "${@:2}"; do
        grep -qF -- "$words" err || fail "no '$words' in: $(cat err)"
    done
    ! grep -qE '^ +at ' err || fail "a stack trace: $(cat err)"
}

awk 'BEGIN {
    srand(7); print "a,b,c,d,e,f,kind"
    for (i = 0; i < 3000; i++) {
        a = rand(); b = rand()
        print a "," b "," rand() "," rand() "," rand() "," rand() "," (a + b + rand() / 2 > 1.2 ? "high" : "low")
    }
}' >rows.csv

# A fit keeps its best epoch, and says what is left out.
start train rows.csv --label kind --out model.zip --epochs 100000
await out '^epoch 3/|: epoch 3/|epoch 3 of|epoch  *3/'
kill -INT "$process"
ends 130 "Stopping with the best epoch so far" "Stopped in epoch" "of 100000: 'model.zip' has the network of epoch" \
    "Left out: the comparison with other models, the importance of columns and the report."
mlflux predict model.zip rows.csv --out predictions.csv >out
[ "$(wc -l <predictions.csv)" = 3001 ] || fail "the kept model predicts $(wc -l <predictions.csv) lines"

# The second time it ends at once, whatever the first has begun.
start train rows.csv --label kind --out model.zip --epochs 100000
await out 'epoch  *2/'
kill -INT "$process"
await err "Stopping with"
kill -INT "$process" 2>/dev/null || true
ends 130

# Folds that are fitted are kept.
start train rows.csv --label kind --out model.zip --quality best
await out 'epoch  *2/'
kill -INT "$process"
ends 130 "'model.zip' has the networks so far" "Left out:"
mlflux show model.zip >out || fail "the kept folds cannot be read"

# After the fit the model is there, with its figures.
awk 'BEGIN {
    srand(7); for (j = 0; j < 300; j++) printf "x%d,", j; print "kind"
    for (i = 0; i < 2000; i++) { s = 0; for (j = 0; j < 300; j++) { v = rand(); s += v * (j < 5); printf "%.3f,", v }; print (s > 2.5 ? "high" : "low") }
}' >wide.csv
start train wide.csv --label kind --out model.zip --quick --epochs 1
await out 'importance of'
kill -INT "$process"
ends 130 "Cancelled after the fit: 'model.zip' has the model. Left out: the importance of columns and the report."
mlflux show model.zip >out
grep -qi 'held' out || fail "the kept model has no figures: $(cat out)"

# Nothing is there before the fit; what takes long is shown after a second, here a pipe that gives no row.
mkfifo pipe
start train pipe --label kind --out model.zip
await err 'waiting for the data'
kill -INT "$process"
ends 130 "Cancelled; no result was written."
[ ! -e model.zip ] || fail "there is a model of no data"

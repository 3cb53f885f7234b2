# What every case begins with: the command as a user types it, and how a case fails. A case runs in an empty folder of its own.
set -euo pipefail
tool=$(realpath "$(dirname "${BASH_SOURCE[0]}")"/../../artifacts/bin/MLFlux.Tool/release*/MLFlux.Tool.dll)
mlflux() { dotnet exec "$tool" "$@"; }
fail() { echo "$1" >&2; exit 1; }

# says WORDS ARGS...: the command fails with one line that has the words.
says() {
    local words=$1 code=0
    shift
    mlflux "$@" >out 2>err || code=$?
    [ "$code" -ne 0 ] || fail "mlflux $* went well"
    grep -qF -- "$words" err || fail "mlflux $* says: $(cat err)"
    ! grep -qE '^ +at ' err || fail "mlflux $* shows a stack trace"
    head -n 1 err
}

# quiet WHAT: the command before, which wrote to the file err, warned of nothing; steps of more than a second show how far they are.
quiet() { ! grep -qvE 'rows read, [0-9]+ s$' err || fail "$1: $(cat err)"; }

# bmp FILE BLUE GREEN RED: a picture of 8 x 8 pixels of one colour.
bmp() {
    {
        printf 'BM\366\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\10\0\0\0\10\0\0\0\1\0\30\0\0\0\0\0\300\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
        for ((pixel = 0; pixel < 64; pixel++)); do printf "\\x$2\\x$3\\x$4"; done
    } >"$1"
}

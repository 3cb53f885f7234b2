#!/usr/bin/env bash
# Fits by the processes of real MPIs: under Open MPI and MPICH, as far as they are there or Debian's packages can be installed; what is
# not, is said to be skipped. Build first (dotnet build MLFlux.sln -c Release).
#   run.sh             what must hold, for each MPI
#   run.sh kills N     N kills of a rank at a random moment, each followed by the rest of the fit
#   run.sh speed       rows a second of two ranks of one thread against one process of one thread, also with exact sums; exchanges
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath artifacts/bin/MLFlux.RankProgram/release*/MLFlux.RankProgram.dll)
tool=$(realpath artifacts/bin/MLFlux.Tool/release*/MLFlux.Tool.dll)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset TERM # Open MPI gives each process a terminal, and .NET would greet it.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 DOTNET_NOLOGO=1
failed=0

fail() { echo "== FAILED: $mpi: $1" >&2; [ ! -s "$work/out" ] || tail -n 30 "$work/out" >&2; failed=$((failed + 1)); return 1; }

# install PACKAGE LAUNCHER: Debian's package, where its launcher is missing and the package can be had.
install() {
    command -v "$2" >/dev/null 2>&1 && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null 2>&1
    command -v "$2" >/dev/null 2>&1
}

# launch N PROGRAM...: N processes of the MPI at hand. A shell lets what is in the background ignore Ctrl+C.
launch() {
    local count=$1
    shift
    case $mpi in
        openmpi) env --default-signal=INT mpirun.openmpi --oversubscribe --bind-to none -n "$count" "$@" ;;
        mpich) env --default-signal=INT mpirun.mpich -n "$count" "$@" ;;
    esac
}

digests() { sed -nE 's/.*digest ([0-9A-F]+).*/\1/p' "$1" | sort | uniq -c | sed -E 's/^ +//'; }
fit() { dotnet exec "$program" "$@"; }

# the_ranks_of PATTERN: the ids of the processes of ours that were started with it, which is a path of this run's own.
the_ranks_of() { pgrep -f "^[^ ]*dotnet exec .*$1" || true; }

same_model() {
    local alone ranks
    alone=$(fit exact=yes | digests /dev/stdin)
    for ranks in 2 4; do
        launch "$ranks" dotnet exec "$program" exact=yes >"$work/out" 2>&1 || fail "$ranks ranks end with $?"
        [ "$(digests "$work/out")" = "$ranks ${alone#1 }" ] || fail "with exact sums, $ranks ranks learn other weights than one process"
        launch "$ranks" dotnet exec "$program" streamed=yes rows=20000 epochs=2 >"$work/out" 2>&1 || fail "$ranks ranks end with $?"
        [[ $(digests "$work/out") =~ ^$ranks\ [0-9A-F]+$ ]] || fail "$ranks ranks end with different weights"
        launch "$ranks" dotnet exec "$program" sharded=yes streamed=yes rows=40000 epochs=2 >"$work/sharded" 2>&1 \
            || fail "$ranks ranks that stream rows of their own end with $?"
        [[ $(digests "$work/sharded") =~ ^$ranks\ [0-9A-F]+$ ]] || fail "$ranks ranks that stream their own rows end with different weights"
        [ "$(grep -c '^epoch 1:' "$work/out")" = 1 ] || fail "not one rank alone tells its progress"
    done
}

# Folds, repeats, candidates and bagged folds are shared out, and rows scored by all: what comes of them is that of one process.
shared_runs() {
    local alone ranks
    alone=$(OMP_NUM_THREADS=1 fit runs=yes | digests /dev/stdin)
    for ranks in 2 4; do
        OMP_NUM_THREADS=1 launch "$ranks" dotnet exec "$program" runs=yes >"$work/out" 2>&1 || fail "$ranks ranks end with $?"
        [ "$(digests "$work/out")" = "$ranks ${alone#1 }" ] \
            || fail "what $ranks ranks share out comes to something else than in one process"
    done
}

command_line() {
    (cd "$work" && launch 2 dotnet exec "$tool" train people.csv --label income --epochs 2 --quick --out "$mpi.zip" >out 2>&1) \
        || fail "mlflux train ends with $?"
    grep -q '^2 processes train together' "$work/out" || fail "mlflux train does not say that processes train together"
    [ "$(grep -c '^epoch 2/2' "$work/out")" = 1 ] || fail "not one process alone speaks"
    dotnet exec "$tool" predict "$work/$mpi.zip" "$work/many.csv" --out "$work/alone.csv" >/dev/null || fail "mlflux predict fails alone"
    launch 4 dotnet exec "$tool" predict "$work/$mpi.zip" "$work/many.csv" --out "$work/together.csv" >"$work/out" 2>&1 \
        || fail "mlflux predict ends with $?"
    cmp "$work/alone.csv" "$work/together.csv" || fail "four processes predict otherwise than one"
    launch 2 dotnet exec "$tool" predict "$work/$mpi.zip" "$work/many.csv" --out - 2>/dev/null | tr -d '\r' >"$work/out"
    cmp "$work/alone.csv" "$work/out" || fail "two processes print other predictions than one"
    once evaluate 0 "evaluated on" evaluate "$work/$mpi.zip" "$work/people.csv"
    once show 0 "^- task:" show "$work/$mpi.zip"
    once explain 0 "row 1" explain "$work/$mpi.zip" "$work/people.csv" --rows 1
    once help 0 "Trains a neural network" --help
    once "a wrong option" 2 "no option '--epoch'" train people.csv --epoch 3
    once "a missing model" 1 "nowhere.zip" show nowhere.zip
    launch 2 dotnet exec "$tool" train nowhere.csv --label income >"$work/out" 2>&1 && fail "data that is missing is no error"
    [ "$(grep -c "nowhere.csv" "$work/out")" = 1 ] || fail "what all processes meet is not said once"
}

# once WHAT CODE LINE ARGUMENTS...: mlflux by two processes says what one says, once, with the exit code of one.
once() {
    local what=$1 expected=$2 line=$3 code=0
    shift 3
    launch 2 dotnet exec "$tool" "$@" >"$work/out" 2>&1 || code=$?
    [ "$code" = "$expected" ] || fail "$what ends with $code in place of $expected"
    [ "$(grep -c -- "$line" "$work/out")" = 1 ] || fail "$what is not said once"
}

# within SECONDS: the job of $job ends so soon, with another exit code than 0.
within() {
    local begin=$SECONDS code=0
    wait "$job" || code=$?
    [ $((SECONDS - begin)) -le "$1" ] || fail "the job took $((SECONDS - begin)) seconds to end"
    [ "$code" -ne 0 ] || fail "the job ends with 0"
}

# started LINE: waits until the job of $job has printed it.
started() {
    for _ in $(seq 600); do
        grep -q "$1" "$work/out" && return
        kill -0 "$job" 2>/dev/null || return
        sleep 0.1
    done
}

faults() {
    local ranks late process
    launch 3 dotnet exec "$program" streamed=yes rows=20000 epochs=9 failing=1 >"$work/out" 2>&1 & job=$!
    started 'epoch 1:'
    within 20
    grep -q 'rank 1 of 3 failed: .*cannot be read' "$work/out" || fail "the message of the rank that fails is lost"

    MLFLUX_MPI_LIMIT=3 launch 2 dotnet exec "$program" epochs=500 slow=yes mark="$work/late" >"$work/out" 2>&1 & job=$!
    started 'epoch 1:'
    ranks=($(the_ranks_of "$work/late"))
    late=$((RANDOM % 2))
    for process in "${ranks[@]}"; do
        ! tr '\0' '\n' <"/proc/$process/environ" | grep -qxE "(OMPI_COMM_WORLD_RANK|PMI_RANK)=$late" || kill -STOP "$process"
    done
    within 15
    grep -qE "has waited 3 seconds for rank $late, which hangs" "$work/out" || fail "the rank that is late is not named"
    kill -9 "${ranks[@]}" 2>/dev/null

    if command -v mpirun.openmpi >/dev/null && command -v mpirun.mpich >/dev/null; then
        local other=libmpich.so.12
        [ "$mpi" = openmpi ] || other=libmpi.so.40
        MLFLUX_MPI=$other launch 2 dotnet exec "$program" >"$work/out" 2>&1 && fail "the library of another MPI is no error"
        grep -q 'it belongs to another MPI' "$work/out" || fail "the library of another MPI is not said"
    fi
}

# interrupted ARGS...: Ctrl+C, as the launcher passes it on, keeps the best epoch so far, and nothing before there is one.
interrupted() {
    local model=$work/kept-$mpi.zip
    rm -f "$model"
    launch 2 dotnet exec "$tool" train "$work/people.csv" --label income --epochs 100000 --out "$model" "$@" >"$work/out" 2>&1 & job=$!
    started 'epoch  *3/'
    kill -INT $(pgrep -P "$job")
    within 30
    grep -qE "'$model' has the network(s so far| of epoch)" "$work/out" || fail "Ctrl+C does not say that the best epoch is kept: $*"
    dotnet exec "$tool" predict "$model" "$work/people.csv" --out "$work/predicted.csv" >/dev/null || fail "the kept model cannot be read"
    [ "$(wc -l <"$work/predicted.csv")" = 2001 ] || fail "the kept model predicts $(wc -l <"$work/predicted.csv") lines"
}

# kills N: a rank is killed; all end, and the fit goes on to the weights of one that nobody killed.
kills() {
    local whole ranks delay
    whole=$(fit exact=yes epochs=8 | digests /dev/stdin)
    for kill in $(seq "$1"); do
        rm -f "$work/checkpoint"
        launch 2 dotnet exec "$program" exact=yes epochs=8 slow=yes checkpoint="$work/checkpoint" >"$work/out" 2>&1 & job=$!
        started 'epoch 1:'
        delay=$((RANDOM % 1500))
        sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
        ranks=($(the_ranks_of "$work/checkpoint"))
        [ "${#ranks[@]}" = 2 ] && kill -9 "${ranks[$((RANDOM % 2))]}"
        within 10
        launch "$((1 + RANDOM % 2))" dotnet exec "$program" exact=yes epochs=8 checkpoint="$work/checkpoint" >"$work/out" 2>&1 \
            || fail "kill $kill: the fit does not go on"
        [ "$(digests "$work/out" | cut -d ' ' -f 2)" = "${whole#1 }" ] || fail "kill $kill: the fit goes on to other weights"
    done
    echo "$mpi: $1 kills"
}

# speed: one thread a process, in turns.
speed() {
    export OMP_NUM_THREADS=1
    for network in lenet image; do
        local rows=6000 one two
        [ "$network" = lenet ] || rows=2000
        for pair in 1 2 3; do
            for exact in no yes; do
                one=$(fit network=$network rows=$rows epochs=3 exact=$exact | sed -nE 's/^speed: ([0-9]+).*/\1/p')
                launch 2 dotnet exec "$program" network=$network rows=$rows epochs=3 exact=$exact >"$work/out"
                two=$(sed -nE 's/^speed: ([0-9]+).*/\1/p' "$work/out")
                awk -v n="$network" -v a="$one" -v b="$two" -v m="$mpi" -v e="$exact" -v w="$(sed -nE 's/^speed.*; //p' "$work/out")" \
                    'BEGIN { printf "%s %s, exact sums %s: one process %d rows/s, two %d rows/s: %.2f times (goal 1.80: %s); %s\n",
                        m, n, e, a, b, b / a, b / a >= 1.8 ? "met" : "MISSED", w }'
            done
        done
    done
    launch 2 dotnet exec "$program" exchanges=yes
}

awk 'BEGIN { srand(1); print "age,hours,city,income"; for (i = 0; i < 2000; i++) { a = 18 + int(rand() * 60); h = 10 + int(rand() * 50)
    print a "," h "," (rand() < 0.5 ? "Rome" : "Bern") "," (a / 2 + h > 50 ? "high" : "low") } }' >"$work/people.csv"
awk 'BEGIN { srand(2); print "age,hours,city"; for (i = 0; i < 50000; i++)
    print 18 + int(rand() * 60) "," 10 + int(rand() * 50) "," (rand() < 0.5 ? "Rome" : "Bern") }' >"$work/many.csv"
for mpi in openmpi mpich; do
    package=$mpi
    [ "$mpi" = mpich ] || package=openmpi-bin
    install "$package" "mpirun.$mpi"
done
for mpi in openmpi mpich; do
    command -v "mpirun.$mpi" >/dev/null 2>&1 || { echo "skipped: there is no mpirun.$mpi, and it cannot be installed"; continue; }
    echo "== $mpi"
    case ${1:-} in
        kills) kills "${2:-30}" ;;
        speed) speed ;;
        *)
            same_model
            shared_runs
            command_line
            faults
            interrupted
            interrupted --quality best
            kills 1 ;;
    esac
done
[ "$failed" -eq 0 ]

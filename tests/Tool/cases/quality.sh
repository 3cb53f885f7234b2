#!/usr/bin/env bash
# How much time a table's network takes: --quality and --time, and the network with LightGbm where the two are better together.
source "$(dirname "$0")/../support.sh"

# What is paid follows a wave of the hours, and a step of the kind.
awk 'BEGIN {
    srand(5); print "hours,kind,noise,paid"
    for (i = 0; i < 240; i++) {
        hours = rand() * 10; kind = rand() < 0.5 ? "new" : "old"
        print hours "," kind "," rand() "," 10 * sin(hours) + (kind == "new" ? 5 : 0) + rand()
    }
}' > hours.csv

mlflux train hours.csv --label paid --out quick.zip --quality quick --no-importance >quick
mlflux train hours.csv --label paid --out best.zip --quality best --epochs 2 --no-importance >best
# So many epochs take hours: if the time were ignored, this would not end.
timeout 300 dotnet exec "$tool" train hours.csv --label paid --out timed.zip --quality best --epochs 100000 --time 2s --no-importance \
    >timed || fail "--time 2s does not end the training within 300 s, or fails: $(tail -n 1 timed)"
grep -q "Members(" quick || fail "a quick network is no packed ensemble: $(cat quick)"
mlflux show best.zip >card
grep -q "Ensemble(" card || fail "the best network is no ensemble: $(cat card)"
mlflux predict best.zip hours.csv --out predictions.csv
[ "$(wc -l < predictions.csv)" = 241 ] || fail "not a prediction for each row"

# Where the verdict says that the two together are better, their model is there, and predicts.
for name in quick best timed; do
    if grep -q "network with LightGbm together" $name; then
        mlflux predict $name.with-lightgbm.zip hours.csv --out both.csv
        [ "$(wc -l < both.csv)" = 241 ] || fail "the two together do not predict each row"
    else
        [ ! -e $name.with-lightgbm.zip ] || fail "the two together are saved though they are no better"
    fi
done

says "--quality is 'good'; expected one of: quick, balanced, best" train hours.csv --label paid --quality good
says "--time is '10'; expected a time above 0, such as 90s, 10m or 1.5h" train hours.csv --label paid --time 10
says "--time is '0s'; expected a time above 0" train hours.csv --label paid --time 0s

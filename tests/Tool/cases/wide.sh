#!/usr/bin/env bash
# Very many columns: lists are cut with a count; and nothing after the fit loses the model.
source "$(dirname "$0")/../support.sh"

awk 'BEGIN {
    srand(2); for (j = 0; j < 300; j++) printf "g%d,", j; print "label"
    for (i = 0; i < 200; i++) { c = i % 2; for (j = 0; j < 300; j++) printf "%.3f,", rand() + (j < 5 ? c : 0); print (c ? "ill" : "well") }
}' > wide.csv
mlflux train wide.csv --label label --out wide.zip --quick >out 2>err || fail "mlflux train: $(cat err)"
grep -qE "^and 261 more: " out || fail "the choices are not cut: $(cat out)"
[ "$(wc -l < out)" -lt 200 ] || fail "$(wc -l < out) lines are printed"
grep -qF "<p>and 241 more.</p>" wide.html || fail "the report's columns are not cut"
mlflux show wide.zip | grep -qF "and 201 more; ModelCard.json" || fail "the card's columns are not cut"

mkdir -p report/report.html
code=0
mlflux train wide.csv --label label --out kept.zip --quick --no-importance --report report >out 2>err || code=$?
[ "$code" = 1 ] || fail "a report that cannot be written ends with $code"
grep -qF "'kept.zip' has the model, but not all that comes with it: The report failed" err || fail "it is not said what failed: $(cat err)"
mlflux show kept.zip | grep -qF -- "- fingerprint: " || fail "the model is lost, or its card"

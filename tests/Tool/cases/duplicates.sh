#!/usr/bin/env bash
# Copies of a row are either trained on or held out, and their number is said: on the screen, in the card and in the report.
source "$(dirname "$0")/../support.sh"

# 300 houses, of which 60 stand twice, each row with a number of its own.
awk 'BEGIN {
    srand(5); print "number,area,rooms,town,price"
    for (i = 0; i < 300; i++) {
        area = 40 + (i * 37 % 300) / 2; rooms = 1 + int(rand() * 6)
        for (copy = 0; copy < (i % 5 ? 1 : 2); copy++)
            print ++n "," area "," rooms "," (i % 3 ? "Bern" : "Basel") "," int(area * 5000 + rooms * 20000) 
    }
}' > houses.csv

mlflux train houses.csv --label price --out model.zip --report report --quick --no-importance >out 2>err || fail "mlflux train: $(cat err)"
grep -qF "60 of the 360 rows are copies of another: a row and its copies are either trained on or held out." out || fail "the copies are not said: $(cat out)"
mlflux show model.zip >card
grep -qF "360 rows, of which" card && grep -qF "60 of them copies of others" card || fail "the card lacks the copies: $(cat card)"
grep -qF "60 of the 360 rows are copies" report/report.html || fail "the report lacks the copies"
grep -qF "60 of the 360 rows are copies" report/report.json || fail "the report's JSON lacks the copies"

mlflux train houses.csv --label price --out model.zip --quick --no-importance --split-duplicates >out 2>err || fail "--split-duplicates: $(cat err)"
! grep -qF "copies" out || fail "--split-duplicates looks for copies: $(cat out)"

#!/usr/bin/env bash
# A rare class is judged by more than accuracy, and rows of one class have figures.
source "$(dirname "$0")/../support.sh"

awk 'BEGIN {
    srand(5); print "x,z,fraud"
    for (i = 0; i < 4000; i++) { x = rand(); print x "," rand() "," (rand() < 0.2 * x * x ? "yes" : "no") }
}' > rare.csv
mlflux train rare.csv --label fraud --out rare.zip --epochs 8 --no-importance >out 2>err || fail "mlflux train: $(cat err)"
! grep -qE "learned nothing|Prefer the majority class" out || fail "a rare class is judged by accuracy alone: $(cat out)"
grep -qF "it tells rows apart: AUC" out || fail "the verdict has no AUC: $(cat out)"
grep -qF "The threshold is the trouble" out || fail "nothing is said of the threshold: $(cat out)"
! grep -qF "importance of" out || fail "--no-importance measures it"
for words in 'class="verdict"' "of rare.csv" "<h2>Columns</h2>" "<h2>Network</h2>"; do
    grep -qF -- "$words" rare.html || fail "the report lacks '$words'"
done

# The line beside a mistake is that of the file: its values stand there.
line=$(grep -oE "line [0-9]+ of rare.csv" rare.html | head -n 1 | grep -oE "[0-9]+")
grep -oE "<dd>[^<]*</dd>" rare.html | head -n 1 | tr -d '<>/d' >value
awk -F , -v line="$line" -v value="$(cat value)" 'NR == line { exit !($1 - value < 1e-5 && value - $1 < 1e-5) }' rare.csv || fail "line $line is not the row of the mistake"

grep -v ",yes" rare.csv > one.csv
mlflux evaluate rare.zip one.csv >out 2>err || fail "evaluate on rows of one class: $(cat err)"
grep -qE "^accuracy +[01]\.[0-9]" out || fail "there is no accuracy: $(cat out)"
grep -qE "^AUC +not defined" out || fail "AUC is not said to be undefined: $(cat out)"

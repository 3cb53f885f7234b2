#!/usr/bin/env bash
# What later files have otherwise than the one a model was trained on: words in another case, units, dates in another form.
source "$(dirname "$0")/../support.sh"
awk 'BEGIN { srand(3); split("red green blue", c, " "); split("01 09 17 28", d, " "); print "color,share,day,y"
    for (i = 0; i < 200; i++) { k = 1 + i % 3; print c[k] "," int(100 * rand()) "%,2024-" sprintf("%02d", 1 + i % 12) "-" d[1 + i % 4] "," k * 3 + rand() } }' > colors.csv
mlflux train colors.csv --label y --out model.zip --quick >out 2>err || fail "$(cat err)"
quiet "something is said of a plain file"
mlflux predict model.zip colors.csv --out same.csv >out 2>err
quiet "something is said of the same file"
sed 's/^red/Red/; s/^blue/pink/' colors.csv > other.csv
mlflux predict model.zip other.csv --out other.out.csv >out 2>err || fail "$(cat err)"
grep -qF "Column 'color' of 'other.csv' has values in 133 of 200 rows that were not there in training: 'Red', 'pink'." err || fail "$(cat err)"
grep -qF "in training there was 'red', and case and blanks count" err || fail "$(cat err)"
mlflux evaluate model.zip other.csv >out 2>err || fail "$(cat err)"
grep -qF "not there in training" err || fail "evaluate says nothing: $(cat err)"
sed 's/%//' colors.csv > plain.csv
mlflux predict model.zip plain.csv --out plain.out.csv >out 2>err || fail "$(cat err)"
grep -qF "Column 'share' of 'plain.csv' has numbers without a unit: taken for ones of '%'" err || fail "$(cat err)"
cmp -s same.csv plain.out.csv || fail "a unit changes numbers"
awk -F , 'NR == 1 { print } NR > 1 { split($3, d, "-"); print $1 "," $2 "," d[3] "." d[2] "." d[1] "," $4 }' colors.csv > german.csv
mlflux predict model.zip german.csv --out german.out.csv >out 2>err || fail "$(cat err)"
cmp -s same.csv german.out.csv || fail "the form of dates changes them"

#!/usr/bin/env bash
# Numbers as people write them, whole numbers of many digits, which value is yes, copies of the label, labels called Score.
source "$(dirname "$0")/../support.sh"
train() { mlflux train "$@" --out model.zip --quick --epochs 2 >out 2>err || fail "mlflux train $*: $(cat err)"; }

# Codes of many digits: each class is itself, in card, header and values.
awk 'BEGIN { srand(1); print "x,code"; for (i = 0; i < 90; i++) printf "%.3f,%d\n", i % 3 + rand() / 9, 51277179 + i % 3 }' > codes.csv
train codes.csv --label code
grep -qF "code: Label (3 classes)" out || fail "codes are merged: $(cat out)"
mlflux show model.zip | grep -qF "label values: 51277179, 51277180, 51277181" || fail "the card rounds codes"
mlflux predict model.zip codes.csv --out - >predictions
head -n 1 predictions | grep -qF "code,probability of 51277179,probability of 51277180,probability of 51277181" || fail "the header rounds codes: $(head -n 1 predictions)"
awk -F , 'NR > 1 && $1 !~ /^512771(79|80|81)$/ { exit 1 }' predictions || fail "a prediction is no code"
mlflux evaluate model.zip codes.csv >out || fail "codes are not known again"

# Money, shares, thousands; the unit is in the card, predictions are plain numbers.
awk 'BEGIN { srand(1); print "share,price"; for (i = 0; i < 60; i++) printf "%.1f%%,\"$%d,%03d.50\"\n", 100 * rand(), 1 + i / 10, i * 7 }' > money.csv
train money.csv --label price
grep -qF "share: Number" out || fail "percent signs are no numbers: $(cat out)"
mlflux show model.zip | grep -qF -- "- unit: $" || fail "the card forgets the unit"
cut -d , -f 1 money.csv > shares.csv
mlflux predict model.zip shares.csv --out - | awk 'NR > 1 && $1 !~ /^-?[0-9.]+$/ { exit 1 }' || fail "predictions are no plain numbers"
awk 'BEGIN { print "weight,n"; for (i = 0; i < 40; i++) printf "%.1f kg,%d\n", i / 3, i * i % 17 }' > kilos.csv
mlflux train kilos.csv --label weight --out kg.zip --quick >out 2>err || fail "kg cannot be read: $(cat err)"
grep -qF "is read as numbers of the unit 'kg'; --text weight reads words" err || fail "nothing is said of kg: $(cat err)"
grep -qF "weight: Label (numbers from" out || fail "kilograms are no numbers: $(cat out)"
sed 's/^13.0 kg/heavy/' kilos.csv > about.csv
mlflux train about.csv --label n --out kg.zip --quick >out 2>err || true
grep -qF -- "--number weight reads them as numbers" err || fail "nothing is said of heavy: $(cat err)"
sed 's/^2\(.[0-9]\) kg/-999/' kilos.csv > marked.csv
train marked.csv --label n
grep -qF -- "If it stands for a missing value, say so: --missing -999." err || fail "nothing is said of -999: $(cat err)"
train marked.csv --label n --missing -999 unknown
grep -qF "missing)" out || fail "-999 is not missing: $(cat out)"
[ "$(grep -c 999 err)" = 0 ] || fail "--missing decides nothing: $(cat err)"
mlflux evaluate model.zip marked.csv >out || fail "a model forgets its marks"
# A word and flags among numbers are told, later files have them, too, and the values are the same without them.
awk 'BEGIN { srand(4); print "size,y"; for (i = 0; i < 200; i++) { x = int(1000 * rand()) / 10
    print (i % 10 == 3 ? "unknown" : i % 4 ? x : x " p") "," 2 * x } }' > among.csv
train among.csv --label y
grep -qF "'unknown' in 20 rows stands for missing ones; --text size reads words" err || fail "nothing is said of unknown: $(cat err)"
grep -qF "without the flags behind 50 of them (p)" err || fail "nothing is said of flags: $(cat err)"
grep -qE "size: Number .* missing" out || fail "unknown is not missing: $(cat out)"
mlflux predict model.zip among.csv --out among.out.csv >out 2>err || fail "a model forgets its words: $(cat err)"
sed 's/ p,/,/; s/^unknown,/,/' among.csv > plain.csv
mlflux predict model.zip plain.csv --out plain.out.csv >out 2>err || fail "$(cat err)"
cmp -s among.out.csv plain.out.csv || fail "flags change a prediction"
mlflux evaluate model.zip among.csv >out || fail "a model forgets its words"
awk 'BEGIN { srand(2); print "x,sold"; split("Yes yes YES No no", w, " "); for (i = 0; i < 60; i++) print rand() "," w[1 + i % 5] }' > spelled.csv
train spelled.csv --label sold
grep -qF "each is read as the one that most of its rows have" err || fail "nothing is said of spellings: $(cat err)"
grep -qE "sold: Label \('(Yes|yes|YES)' is yes" out || fail "spellings are classes: $(cat out)"
awk 'BEGIN { print "a,y"; for (i = 0; i < 40; i++) printf "%d.%03d,%d\n", 1 + i % 9, i * 7, i * i % 5 }' > marks.csv
train marks.csv --label y
grep -qF -- "--decimal comma reads it the other way" err || fail "nothing is said of 1.234: $(cat err)"
train marks.csv --label y --decimal comma
quiet "--decimal decides nothing"

# Which value is yes.
awk 'BEGIN { srand(1); print "x,label"; for (i = 0; i < 60; i++) print rand() "," (i % 3 ? "ja" : "nein") }' > ja.csv
train ja.csv --label label
grep -qF "'ja' is yes, 'nein' is no" out || fail "ja is no: $(cat out)"
train ja.csv --label label --yes nein
grep -qF "'nein' is yes, 'ja' is no" out || fail "--yes decides nothing: $(cat out)"
says "'oui' is to be the value for yes" train ja.csv --label label --yes oui

# A copy of the label, and an id that is kept.
awk 'BEGIN { srand(1); print "x,copy,name,label"; for (i = 0; i < 90; i++) print rand() "," (i % 3 ? "no" : "si") ",n" i "," (i % 3 ? "a" : "b") }' > leak.csv
train leak.csv --label label --keep name
grep -qF "Column 'copy' alone tells the label 'label'" err || fail "the copy is not said: $(cat err)"
grep -qF "name: Category" out || fail "--keep keeps nothing: $(cat out)"

# A label called Score.
awk 'BEGIN { srand(1); print "x,Score"; for (i = 0; i < 200; i++) { x = rand(); print x "," x + rand() } }' > score.csv
train score.csv --label Score
! grep -q Score_label out model.html || fail "the report has a name that nobody gave: $(grep Score_label out)"
mlflux evaluate model.zip score.csv | awk '/^R²/ { exit !($2 < 0.9) }' || fail "the score is compared with itself"
awk 'BEGIN { srand(1); print "x,PredictedLabel"; for (i = 0; i < 200; i++) { x = rand(); print x "," (x + rand() > 1 ? "yes" : "no") } }' > predicted.csv
train predicted.csv --label PredictedLabel
mlflux evaluate model.zip predicted.csv | awk '/^accuracy/ { exit !($2 < 0.95) }' || fail "the prediction is compared with itself"

#!/usr/bin/env bash
# What brings the predictions of single rows about.
source "$(dirname "$0")/../support.sh"

# Who is tall and heavy is big; the town plays no part.
awk 'BEGIN {
    srand(3); print "height,weight,town,size"
    for (i = 0; i < 300; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        print height "," weight "," (i % 3 ? "Bern" : "Basel") "," (height + weight > 250 ? "big" : "small")
    }
}' > people.csv

mlflux train people.csv --label size --out model.zip --epochs 20 --quick --no-importance >/dev/null
cut -d , -f 1-3 people.csv > new.csv
mlflux explain model.zip new.csv --rows 3 >explained
[ "$(grep -c '^row ' explained)" = 3 ] || fail "not three rows: $(cat explained)"
grep -q "the score of" explained || fail "it does not say what is explained: $(cat explained)"
for column in height weight town; do
    [ "$(grep -c "^  $column " explained)" = 3 ] || fail "no line for $column in each row: $(cat explained)"
done
printf 'height,weight,town\n160,,Bern\n' > gap.csv
mlflux explain model.zip gap.csv | grep -qE "^  weight +missing +[-+0]" || fail "a missing value is not called so"
says "no file" explain model.zip nowhere.csv
says "--rows is '0'; expected a whole number, at least 1" explain model.zip new.csv --rows 0
cut -d , -f 1,3 people.csv > missing.csv
says "'weight'" explain model.zip missing.csv

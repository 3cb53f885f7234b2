#!/usr/bin/env bash
# A column of several words a row, from training to predictions.
source "$(dirname "$0")/../support.sh"

# What is warm, what is wet, and what is both.
awk 'BEGIN {
    srand(5); print "degrees,rain,tags"
    for (i = 0; i < 400; i++) {
        degrees = int(rand() * 30); rain = int(rand() * 20)
        tags = (degrees > 15 ? "warm;" : "") (rain > 8 ? "very wet" : "dry")
        print degrees "," rain "," tags
    }
}' > days.csv

mlflux train days.csv --label tags --task labels --out model.zip --epochs 30 --quick | tail -n 20
mlflux show model.zip >card
grep -qF -- "- label values: dry, very wet, warm" card || fail "the card says: $(cat card)"
mlflux evaluate model.zip days.csv >figures
awk '/^micro-F1 / { exit !($2 > 0.9) }' figures || fail "the model learns nothing: $(cat figures)"
cut -d , -f 1-2 days.csv > new.csv
mlflux predict model.zip new.csv --out predictions.csv
[ "$(wc -l < predictions.csv)" = 401 ] || fail "not a prediction for each row"
grep -qE '^(warm;very wet|very wet;warm),' predictions.csv || fail "no row has both: $(head predictions.csv)"
head -n 1 predictions.csv | grep -qF "probability of warm" || fail "the header is $(head -n 1 predictions.csv)"
grep -qE '^warm: precision [01]\.[0-9]{4}, recall .*, average precision [01]\.[0-9]{4}, [0-9]+ rows$' figures \
    || fail "no figures of a label: $(cat figures)"

# The same as several columns of yes and no, as numbers and as words that say true and false.
awk -F , 'NR == 1 { print "degrees,rain,warm,very wet" }
    NR > 1 { print $1 "," $2 "," ($3 ~ /warm/) "," ($3 ~ /wet/ ? "true" : "false") }' days.csv > columns.csv
mlflux train columns.csv --label "warm,very wet" --out several.zip --epochs 30 --quick | tail -n 20
mlflux show several.zip >card
grep -qF -- "- predicts: warm, very wet" card || fail "the card says: $(cat card)"
grep -qF -- "- label values: warm, very wet" card || fail "the card says: $(cat card)"
mlflux evaluate several.zip columns.csv >figures
awk '/^micro-F1 / { exit !($2 > 0.9) }' figures || fail "the model learns nothing: $(cat figures)"
grep -qE '^very wet: precision ' figures || fail "no figures of a label: $(cat figures)"
mlflux predict several.zip new.csv --out predictions.csv
head -n 1 predictions.csv | grep -qxF '"warm, very wet",probability of warm,probability of very wet' \
    || fail "the header is $(head -n 1 predictions.csv)"
grep -qE '^warm;very wet,' predictions.csv || fail "no row has both: $(head predictions.csv)"
mlflux predict several.zip columns.csv --out again.csv
cmp -s predictions.csv again.csv || fail "labels in the data change the predictions"

says "'wett'" train columns.csv --label "warm,wett"
says "names 'warm' twice" train columns.csv --label "warm,warm"
says "predicted together with --task labels alone" train columns.csv --label "warm,very wet" --task number
says "--yes is for one column" train columns.csv --label "warm,very wet" --yes true
says "--ignore names 'warm', which is the column to predict" train columns.csv --label "warm,very wet" --ignore warm
says "warm" evaluate several.zip new.csv
awk -F , 'NR > 1 { $1 = "high" } { print $1 "," $2 "," $3 "," $4 }' columns.csv > words.csv
says "Label column 'degrees' of 'words.csv' holds other words than yes and no, or dates" train words.csv --label "degrees,warm"
awk -F , 'NR == 1 { print } NR > 1 { print $1 "," $2 "," ($3 ? "Yes" : "no") "," ($4 == "true" ? "ja" : "nein") }' columns.csv > yes.csv
mlflux train yes.csv --label "warm,very wet" --out yes.zip --epochs 30 --quick >out
mlflux evaluate yes.zip yes.csv | grep -v "^evaluated on" | diff - <(grep -v "^evaluated on" figures) || fail "yes and no are no labels"
awk -F , 'NR == 9 { $3 = "" } { print $1 "," $2 "," $3 "," $4 }' yes.csv > gap.csv
says "line 9 has no value in column 'warm'. Mend them, or leave them out (--skip-unreadable)" train gap.csv --label "warm,very wet"
mlflux train gap.csv --label "warm,very wet" --out yes.zip --epochs 2 --quick --skip-unreadable >out 2>err || fail "$(cat err)"
grep -qF "line 9 has no value in column 'warm'. They are left out." err || fail "nothing is said of the gap: $(cat err)"
awk -F , 'NR == 7 { $3 = 4 } { print $1 "," $2 "," $3 "," $4 }' columns.csv > four.csv
says "warm" train four.csv --label "warm,very wet" --quick

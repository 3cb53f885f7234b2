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

#!/usr/bin/env bash
# One table from training to predictions, and what the command says of wrong files and options.
source "$(dirname "$0")/../support.sh"

# Who is tall and heavy is big: 300 people, numbers and words, some unknown.
awk 'BEGIN {
    srand(3); print "name,height,weight,city,size"
    for (i = 0; i < 300; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        print "person" i "," height "," (i % 25 ? weight : "") "," (i % 3 ? "Bern" : "Basel") "," (height + weight > 250 ? "big" : "small")
    }
}' > people.csv

mlflux train people.csv --label size --out model.zip --epochs 30 | tail -n 30
mlflux train people.csv --label size --out model.zip --epochs 30 --quick >again
[ -s model.html ] || fail "there is no report"
mlflux show model.zip >card
for words in "- predicts: size" "- label values: " "| height | Single | Number" "- seed: 1" "Dense("; do
    grep -qF -- "$words" card || fail "the card lacks '$words'"
done

mlflux evaluate model.zip people.csv >figures
awk '/^accuracy / { exit !($2 > 0.9) }' figures || fail "the model learns nothing: $(cat figures)"
cut -d , -f 1-4 people.csv > new.csv
mlflux predict model.zip new.csv --out predictions.csv
[ "$(wc -l < predictions.csv)" = 301 ] || fail "not a prediction for each row"
agree=$(paste -d , people.csv predictions.csv | awk -F , 'NR > 1 && $5 == $6' | wc -l)
[ "$agree" -gt 270 ] || fail "$agree of 300 predictions are right"

says "'size'" train people.csv --label sise
says "Say with --label" train people.csv
sed 's/small$/big/' people.csv > one.csv
says "one value only" train one.csv --label size
(cat people.csv; echo a,b) > cut.csv
says "line 302" train cut.csv --label size
cut -d , -f 1,2,4,5 people.csv > missing.csv
says "'weight'" predict model.zip missing.csv
sed -E '2,$s/^([^,]*),[0-9]+/\1,tall/' people.csv > words.csv
says "'height'" evaluate model.zip words.csv
says "no file" evaluate model.zip nowhere.csv
says "no zip" show people.csv
says "--skip-unreadable" train cut.csv --label size
mlflux train cut.csv --label size --out cut.zip --quick --skip-unreadable >out 2>err || fail "mlflux train --skip-unreadable: $(cat err)"
grep -qF "line 302 has 2 fields" err || fail "nothing is said of the row left out: $(cat err)"
awk 'NR % 50 == 2 { sub(/[a-z]*$/, "") } { print }' people.csv > unlabelled.csv
says "6 rows of 'unlabelled.csv' cannot be read: line 2 has no value in column 'size'" train unlabelled.csv --label size
mlflux train unlabelled.csv --label size --out unlabelled.zip --quick --skip-unreadable >out 2>err || fail "--skip-unreadable keeps rows without a label: $(cat err)"
says "nearest: 'weight'" train people.csv --label size --ignore wieght
says "--task is 'numbers'; expected one of: yes-or-no, classes, number" train people.csv --label size --task numbers
mlflux train people.csv --label height --task number --ignore name size --text weight --out height.zip --report height --log log --quick >out 2>err || fail "mlflux train --task number: $(cat err)"
grep -q "weight.*Category" out || fail "--text weight is not read as words: $(cat out)"
for file in report.html report.json metrics.csv residuals.png; do
    [ -s "height/$file" ] || fail "--report lacks $file"
done
[ "$(wc -l < log/training.csv)" = 6 ] || fail "--log has not a line for each epoch"
ls log/run-1/events.out.tfevents.* >/dev/null || fail "--log has no events for TensorBoard"
says "--epochs is '0'" train people.csv --label size --epochs 0

# Nothing that is needed is written over, and what cannot be written is said before the work.
cp people.csv kept.csv
says "--out 'people.csv' is the data, which would be lost" train people.csv --label size --out people.csv
says "--out 'model.zip' is the model, which would be lost" predict model.zip people.csv --out model.zip
says "--out 'people.csv' is the data, which would be lost" predict model.zip people.csv --out people.csv
says "The report beside --out, 'm.html' is the model" train people.csv --label size --out m.html
says "is a folder; expected a file" train people.csv --label size --out height
says "--report: nothing can be written into the folder" train people.csv --label size --report kept.csv
cmp -s people.csv kept.csv || fail "the data was written over"

# Rows to evaluate by have labels that the model knows; those to predict may have none.
sed '5s/[a-z]*$/huge/; 7s/[a-z]*$//' people.csv > odd.csv
says "line 5 has 'huge' in column 'size', expected 'small', 'big'; line 7 has no value in column 'size'" evaluate model.zip odd.csv
mlflux evaluate model.zip odd.csv --skip-unreadable >out 2>err || fail "evaluate --skip-unreadable: $(cat err)"
grep -qF "evaluated on 298 rows of 'odd.csv'" out || fail "evaluate does not say how many rows: $(cat out)"
grep -qF "line 5 has 'huge'" err || fail "evaluate does not say which rows are left out: $(cat err)"
mlflux predict model.zip odd.csv --out - >out 2>err || fail "predict --out -: $(cat err)"
[ "$(wc -l < out)" = 301 ] || fail "predict --out - has not a line for each row"

awk 'NR == 1 || NR < 60 && !/big/ || NR == 150 { if (NR == 150) sub(/[a-z]*$/, "big"); print }' people.csv > rare.csv
says "too few rows with 'big'" train rare.csv --label size
says "There is no command 'trian'; there are train, evaluate, predict, explain, serve, show." trian people.csv
says "show. Nearest: train." trian people.csv
mlflux | grep -qF "train <data>" || fail "mlflux alone does not show the commands"
mlflux help train | grep -qF -- "--label <COLUMN>" || fail "mlflux help train does not show the options"
mlflux help | grep -qF "train <data>" || fail "mlflux help does not show the commands"
says "--quick is a first look, and --quality best takes more time" train people.csv --label size --quick --quality best
says "holds words such as 'Basel'; --task number takes numbers" train people.csv --label city --task number

#!/usr/bin/env bash
# Rows as programs write them, files that are no tables, and options with a slip of the finger.
source "$(dirname "$0")/../support.sh"

# rows FORMAT: 120 rows that awk writes, of who is heavier than 60.
rows() { awk -v format="$1" 'BEGIN { srand(5); for (i = 1; i <= 120; i++) { a = rand() * 100; b = rand() * 9; printf format, a, b, (a > 60 ? "heavy" : "light"), i } }'; }

trained() {
    mlflux train "$@" --out model.zip --quick >out 2>err || fail "train $*: $(cat err)"
    ! grep -qE "Format error|Illegal quoting|Suppressing" out err || fail "train $* shows messages of ML.NET"
}

(printf 'a\tb\tlabel\n'; rows '%.2f\t%.2f\t%s\t\n') > trailing.tsv
(printf '"a","b","label"\n'; awk 'BEGIN { for (i = 1; i <= 120; i++) printf "\"%d\",%d,%d,\"%s\"\n", i, i % 7, i % 11, (i % 7 > 3 ? "yes" : "no") }') > r.csv
(printf 'a b label\n'; rows '%8.2f   %.2f %s\n') > blank.txt
(printf 'a,b,label\n'; rows '%.2f,%.2f,%s\n') > plain.csv
(cat plain.csv plain.csv) > twice.csv
gzip -k plain.csv
for file in trailing.tsv blank.txt plain.csv.gz; do
    trained "$file" --label label
    mlflux evaluate model.zip plain.csv >figures 2>err || fail "evaluate after $file: $(cat err)"
    grep -qF "evaluated on 120 rows" figures || fail "$file: $(cat figures)"
done
mlflux evaluate model.zip plain.csv.gz | grep -qF "evaluated on 120 rows" || fail "a compressed file is not evaluated"
trained r.csv --label label
grep -qF "taken for the name of the row" err || fail "nothing is said of the names of rows: $(cat err)"
trained twice.csv --label label
grep -qF "stands again in line 122, left out" err || fail "nothing is said of the second header: $(cat err)"
tr , '~' < plain.csv > tilde.txt
trained tilde.txt --label label --separator '~'
mlflux evaluate model.zip tilde.txt | grep -qF "evaluated on 120 rows" || fail "another separator is not evaluated"
says "--separator is 'x'; expected comma, tab" train tilde.txt --label label --separator x

# Columns that the model does not use are not asked for.
(printf 'id,a,b,label\n'; rows '%.2f,%.2f,%s,%d\n' | awk -F , '{ print 1000 + $4 "," $1 "," $2 "," $3 }') > ids.csv
trained ids.csv --label label --ignore id
cut -d , -f 2-3 ids.csv > without.csv
sed '2,$s/^/A-/' ids.csv | cut -d , -f 1-3 > words.csv
for file in without.csv words.csv; do
    mlflux predict model.zip "$file" --out - 2>err | wc -l | grep -qx 121 || fail "predict $file: $(cat err)"
done
sed '2,$s/^/A-/' ids.csv > labelled.csv
mlflux evaluate model.zip labelled.csv 2>err | grep -qF "evaluated on 120 rows" || fail "evaluate with other ids: $(cat err)"

# A stray quote takes no row with it.
(printf 'label\ttext\n'; awk 'BEGIN { for (i = 0; i < 200; i++) print (i % 3 ? "ham" : "spam") "\t" (i % 90 == 30 ? "\"" : "") (i % 3 ? "see you at home" : "win a prize now") (i == 95 ? "\"" : "") }') > sms.tsv
trained sms.tsv --label label
mlflux evaluate model.zip sms.tsv 2>err | grep -qF "evaluated on 200 rows" || fail "rows are lost"
grep -qF "begins with a quote and does not end with one" err || fail "nothing is said of quotes: $(cat err)"

# What is no table is named for what it is.
printf 'PK\003\004[Content_Types].xml' > book.xlsx
printf 'PAR1\025\004' > t.parquet
printf '{"a": 1}\n{"a": 2}\n' > t.jsonl
says "is an Excel workbook" train book.xlsx --label label
says "'t.parquet' is damaged" train t.parquet --label label
says "is JSON, and no table in text. Write it as CSV" train t.jsonl --label label
says "is an Excel workbook" predict model.zip book.xlsx

# What is typed wrong is said in a sentence, with what was meant.
says "--seed is 'abc'; expected a whole number" train plain.csv --label label --seed abc
says "There is no option '--lable' of 'mlflux train' (nearest: --label" train plain.csv --lable label
says "--label has no value" train plain.csv --label
says "<data> is missing" train --label label
says "is one word too many" predict model.zip plain.csv plain.csv
! grep -qF "Usage" out err || fail "the help is shown for a slip"

# Advice works when it is followed.
(cat plain.csv; echo 1,2) > short.csv
says "Mend them, or leave them out (--skip-unreadable)." train short.csv --label label
trained short.csv --label label --skip-unreadable
sed '5s/^[^,]*/tall/' plain.csv > word.csv
says "or read the column as words (--text COLUMN), or leave it out (--ignore COLUMN)" train word.csv --label label
trained word.csv --label label --text a
trained word.csv --label label --ignore a

#!/usr/bin/env bash
# Models that no 'mlflux train' made: a program saved them, and they have no card. samples/TabularPipeline is that program.
source "$(dirname "$0")/../support.sh"
program=$(ls "$(dirname "$tool")"/../../TabularPipeline/release*/TabularPipeline.dll)

awk 'BEGIN {
    srand(3); print "name,height,weight,city,size,pass"
    for (i = 0; i < 240; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        print "person" i "," height "," weight "," (height > 182 ? "Bern" : height > 166 ? "Basel" : "Biel") "," \
            (height + weight > 250 ? "big" : "small") "," (weight > 75 ? "true" : "false")
    }
}' > people.csv

for label in size city weight pass; do
    dotnet exec "$program" --data people.csv --label "$label" --out "$label" >out 2>err || fail "the program, $label: $(cat err)"
    mlflux show "$label/table.zip" | grep -qF "It has no model card" || fail "$label: the program's model has a card"

    # The label's own column may be absent, and the columns in another order behind another separator.
    awk -F , -v label="$label" 'NR == 1 { for (i = NF; i >= 1; i--) if ($i != label) order[++n] = i }
        { for (i = 1; i <= n; i++) printf "%s%s", $order[i], i < n ? ";" : "\n" }' people.csv > new.csv
    mlflux predict "$label/table.zip" new.csv --out "$label.csv" >out 2>err || fail "predict, $label: $(cat err)"
    [ "$(wc -l < "$label.csv")" = 241 ] || fail "$label: not a prediction for each row"
    mlflux predict "$label/table.zip" people.csv --out whole.csv >out 2>err || fail "predict with the label, $label: $(cat err)"
    cmp -s whole.csv "$label.csv" || fail "$label: the label's own column changes the predictions"
done

field() { awk -F , -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) place = i; next } { print $place }' people.csv; }
for label in size city pass; do
    agree=$(paste -d , <(field "$label") <(tail -n +2 "$label.csv") | awk -F , 'tolower($1) == tolower($2)' | wc -l)
    [ "$agree" -gt 190 ] || fail "$label: $agree of 240 predictions are right: $(head -n 3 "$label.csv")"
done
head -n 1 city.csv | grep -qF "probability of Bern" || fail "the scores have no names: $(head -n 1 city.csv)"

says "'height'" predict size/table.zip <(cut -d , -f 1,3,4 people.csv)
says "has no model card that says what column is predicted" evaluate size/table.zip people.csv
says "is a folder" predict size/table.zip .

#!/usr/bin/env bash
# Whatever 'mlflux train' saves, 'mlflux predict' loads: each task, with numbers, words, dates and text in the columns, and folders of
# images.
source "$(dirname "$0")/../support.sh"

awk 'BEGIN {
    srand(5); print "day,height,weight,city,remark,size,grade"
    for (i = 0; i < 200; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        printf "2024-%02d-%02d,%d,%s,%s,", 1 + i % 12, 1 + i % 28, height, (i % 9 ? weight : ""), (i % 3 ? "Bern" : "Basel")
        printf "\"a %s one, seen %d times\",", (height > 175 ? "tall" : "short"), i
        print (height + weight > 250 ? "big" : "small") "," substr("ABC", 1 + i % 3, 1)
    }
}' > people.csv

for label in size grade height; do
    mlflux train people.csv --label "$label" --out "$label.zip" --quick >out 2>err || fail "mlflux train, $label: $(cat err)"
    mlflux predict "$label.zip" people.csv --out "$label.csv" >out 2>err || fail "mlflux predict, $label: $(cat err)"
    [ "$(wc -l < "$label.csv")" = 201 ] || fail "$label: not a prediction for each row"
done

mkdir -p pictures/red pictures/blue
for i in $(seq 10 49); do
    bmp "pictures/red/$i.bmp" 10 "$i" e0
    bmp "pictures/blue/$i.bmp" e0 "$i" 10
done
mlflux train pictures --label Label --out pictures.zip --quick >out 2>err || fail "mlflux train, images: $(cat err)"
mlflux predict pictures.zip pictures --out pictures.csv >out 2>err || fail "mlflux predict, images: $(cat err)"
[ "$(wc -l < pictures.csv)" = 81 ] || fail "images: not a prediction for each picture"

# With the baselines beside it, the model that is saved is the network's, whoever is better.
mlflux train people.csv --label size --out both.zip --epochs 1 --no-importance >out 2>err || fail "mlflux train with baselines: $(cat err)"
grep -q LightGbm out || fail "there is no LightGbm beside the network: $(cat out)"
mlflux predict both.zip people.csv --out both.csv >out 2>err || fail "mlflux predict, with baselines: $(cat err)"

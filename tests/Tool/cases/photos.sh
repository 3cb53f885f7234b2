#!/usr/bin/env bash
# A table with a column of photographs' paths: the model looks at them, beside the other columns.
source "$(dirname "$0")/../support.sh"

mkdir photos
echo photo,size,colour >offers.csv
for i in $(seq 10 69); do
    bmp "photos/r$i.bmp" 10 "$i" e0
    bmp "photos/b$i.bmp" e0 "$i" 10
    echo "photos/r$i.bmp,$((i % 7)),red" >>offers.csv
    echo "photos/b$i.bmp,$((i % 7)),blue" >>offers.csv
done

mlflux train offers.csv --label colour --out model.zip --quick >said 2>&1 || fail "$(cat said)"
grep -q '8 × 8 pixels' said || fail "nothing is said of the photographs: $(cat said)"
mlflux evaluate model.zip offers.csv >figures
awk '/^accuracy / { exit !($2 > 0.9) }' figures || fail "the photographs are not learned from: $(cat figures)"
mlflux predict model.zip offers.csv --out predictions.csv
[ "$(wc -l <predictions.csv)" = 121 ] || fail "$(head -n 3 predictions.csv)"
mlflux explain model.zip offers.csv --rows 1 >why
grep -q photo why || fail "the photograph adds nothing: $(cat why)"

printf 'photo,size,colour\nphotos/gone.bmp,1,red\n' >gone.csv
says "leave its row out (--skip-unreadable)" predict model.zip gone.csv --out gone.out
says "photos/gone.bmp" predict model.zip gone.csv --out gone.out
printf 'photos/r10.bmp,1,red\n' >>gone.csv
mlflux predict model.zip gone.csv --out gone.out --skip-unreadable
[ "$(wc -l <gone.out)" = 2 ] || fail "one row has a photograph: $(cat gone.out)"

# From another folder, photographs are looked for beside the table's file.
mkdir elsewhere
cd elsewhere
mlflux predict ../model.zip ../offers.csv --out predictions.csv
cmp predictions.csv ../predictions.csv || fail "other photographs are looked at from another folder"
mlflux train ../offers.csv --label colour --out other.zip --quick >said 2>&1 || fail "$(cat said)"
grep -q '8 × 8 pixels' said || fail "photographs beside the table are not found: $(cat said)"
cp ../offers.csv alone.csv
mlflux train alone.csv --label colour --out alone.zip --quick >said 2>&1 || fail "$(cat said)"
grep -q "is not there, seen from the working folder or beside" said || fail "nothing is said of photographs that are not there: $(cat said)"

#!/usr/bin/env bash
# Tables from pipes, and what has no end.
source "$(dirname "$0")/../support.sh"
export TMPDIR=$PWD/tmp
mkdir tmp

awk 'BEGIN { srand(4); print "a,b,label"; for (i = 0; i < 120; i++) { a = rand(); print a "," rand() "," (a > 0.5 ? "yes" : "no") } }' > table.csv
cut -d , -f 1-2 table.csv > new.csv
cat table.csv | mlflux train - --label label --out model.zip --quick >out 2>err || fail "train -: $(cat err)"
mkfifo pipe
cat table.csv > pipe &
mlflux evaluate model.zip pipe >out 2>err || fail "evaluate a named pipe: $(cat err)"
grep -qF "evaluated on 120 rows of 'pipe'" out || fail "a named pipe: $(cat out)"
cat new.csv | mlflux predict model.zip /dev/stdin --out - | wc -l | grep -qx 121 || fail "predict /dev/stdin"
mlflux predict model.zip <(cat new.csv) --out - | wc -l | grep -qx 121 || fail "predict from a process"
mlflux predict model.zip - --out - <new.csv | wc -l | grep -qx 121 || fail "predict -"
[ -z "$(ls tmp | grep '\.table$')" ] || fail "copies of pipes are left: $(ls tmp)"

says "'-' is empty" train - --label label </dev/null
says "is a device" train /dev/zero --label label
says "is a device" predict model.zip /dev/zero
mkdir folder
says "is a folder" predict model.zip folder
[ -z "$(ls tmp | grep '\.table$')" ] || fail "copies of pipes are left: $(ls tmp)"

#!/usr/bin/env bash
# Dates as people write them, and the options that decide.
source "$(dirname "$0")/../support.sh"
train() { mlflux train "$@" --out model.zip --quick --epochs 2 >out 2>err || fail "mlflux train $*: $(cat err)"; }

for form in %d/%m/%Y %d.%m.%Y %d-%m-%y %m/%d/%Y %d-%b-%Y "%b %d %Y" "%Y-%m-%dT%H:%M:%SZ" "%H:%M" "%d/%m/%Y %I:%M %p" %Y%m%d; do
    awk -v form="$form" 'BEGIN { print "day,n"; for (i = 0; i < 120; i++) print strftime(form, 1600000000 + i * 95000, 1) "," i % 7 }' > day.csv
    train day.csv --label n --task number
    grep -qF "day: Date" out || fail "$form is no date: $(cat out)"
    quiet "$form is in doubt"
done

# Nothing tells day and month apart: said, with the option that decides.
awk 'BEGIN { print "day,n"; for (i = 0; i < 60; i++) printf "%02d/%02d/2022,%d\n", 1 + i * 7 % 12, 1 + i * 5 % 11, i % 7 }' > open.csv
train open.csv --label n --task number
grep -qF -- "is read with the month first, though nothing in the file tells day and month apart; --dates day-first reads it the other way" err || fail "nothing is said: $(cat err)"
train open.csv --label n --task number --dates day-first
quiet "--dates decides nothing"
mlflux predict model.zip open.csv --out - >predictions || fail "later files are not read"
[ "$(wc -l < predictions)" = 61 ] || fail "not a prediction for each row"
says "--dates is 'first'; expected one of: day-first, month-first" train open.csv --label n --dates first

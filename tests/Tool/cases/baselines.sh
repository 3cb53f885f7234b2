#!/usr/bin/env bash
# Baselines that cannot be fitted are left out with a reason that its reader understands.
source "$(dirname "$0")/../support.sh"

(echo a,label; for i in 0 1 2 3 4 5 6 7 8 9 10 11; do echo "$i,$([ $((i % 2)) = 0 ] && echo x || echo y)"; done) > tiny.csv
mlflux train tiny.csv --label label --out tiny.zip --epochs 2 >out 2>err || fail "mlflux train: $(cat err)"
! grep -q "Parameter" out err || fail "a raw message reaches the user: $(cat out err)"
grep -qF "LightGbm is left out: It found nothing to split the 10 rows by" out || fail "LightGbm is not left out with a reason: $(cat out)"
grep -qF "too few to tell" out || fail "two rows prove something: $(cat out)"
! sed -n '/Importance of columns/,$p' out | sed '/Predictions\|mistakes/,$d' | grep -q "│ label" || fail "the label is among its own importance: $(cat out)"

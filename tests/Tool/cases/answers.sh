#!/usr/bin/env bash
# Answers to a survey: lists of choices, bands of ages, yes and no in several spellings, a line below the rows.
source "$(dirname "$0")/../support.sh"
awk 'BEGIN { srand(1); split("jazz rock pop folk", g, " "); split("18-24 25-34 35-44 45-54 65+", b, " "); split("yes Yes Y no No N", t, " ")
    print "likes,band,ok,y"
    for (i = 0; i < 240; i++) {
        l = ""; s = 0
        for (k = 1; k <= 4; k++) if (rand() < 0.5) { l = l (l == "" ? "" : ";") g[k]; s += k }
        a = 1 + int(5 * rand()); o = 1 + int(6 * rand())
        printf "%s,%s,%s,%.3f\n", l, b[a], t[o], s + a + (o > 3) + rand() / 5 }
    print "Source: a survey of 2024" }' > answers.csv
mlflux train answers.csv --label y --out model.zip --quick --epochs 2 >out 2>err || fail "answers cannot be learned from: $(cat err)"
grep -qF "likes: Choices (lists of 4 choices, such as '" out || fail "lists are no choices: $(cat out)"
grep -qF "band: Number (21 to 65)" out || fail "bands are no numbers: $(cat out)"
grep -qF "holds ranges, each read as the number in its middle" err || fail "nothing is said of bands: $(cat err)"
grep -qF -- "--text band reads words" err || fail "nothing is said of --text: $(cat err)"
grep -qE "'ok' of .* in several spellings" err || fail "nothing is said of spellings: $(cat err)"
grep -qF "has 'Source: a survey of 2024' below its rows in line 242, left out" err || fail "nothing is said of the source: $(cat err)"

# The same answers in another form are the same to the model.
mlflux predict model.zip answers.csv --out one.csv >out 2>err || fail "$(cat err)"
sed -e 's/;/ ; /g' -e 's/,18-24,/,18 – 24,/' -e 's/,Y,/,true,/' -e 's/,N,/,0,/' -e '/^Source/d' answers.csv > other.csv
mlflux predict model.zip other.csv --out other.out.csv >out 2>err || fail "$(cat err)"
cmp -s one.csv other.out.csv || fail "another form is another prediction"

mlflux train answers.csv --label y --out words.zip --quick --epochs 2 --text likes band ok >out 2>err || fail "$(cat err)"
grep -qF "likes: Category" out || fail "--text likes takes lists apart: $(cat out)"
grep -qF "band: Category (5 values)" out || fail "--text band reads numbers: $(cat out)"
grep -qF "ok: Category (6 values)" out || fail "--text ok merges spellings: $(cat out)"

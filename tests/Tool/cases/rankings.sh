#!/usr/bin/env bash
# A table of answers to queries: which of them comes first is learned, held out and evaluated by whole groups.
source "$(dirname "$0")/../support.sh"

answers() { # FIRST LAST: queries, each of eight answers, of which the shorter and newer are worth more
    echo query,length,age,worth
    for query in $(seq "$1" "$2"); do
        for answer in 1 2 3 4 5 6 7 8; do
            length=$(((query * 31 + answer * 17) % 50)) age=$(((query * 13 + answer * 29) % 40))
            echo "q$query,$length,$age,$(((length < 15) + (length < 30) + (age < 10) + (age < 25)))"
        done
    done
}
answers 1 80 >answers.csv

mlflux train answers.csv --label worth --task ranking --group query --out model.zip --epochs 15 >said 2>&1 || fail "$(cat said)"
grep -q '^query: ' said || fail "nothing is said of the groups: $(cat said)"
awk '/^held-out NDCG@10: / { found = 1; exit !($3 > 0.9) } END { exit !found }' said || fail "the order is not learned: $(cat said)"
grep -q LightGbm said || fail "it is not compared: $(cat said)"

answers 200 240 >others.csv
mlflux evaluate model.zip others.csv >figures
awk '/^NDCG@10 / { exit !($2 > 0.9) }' figures || fail "$(cat figures)"
cut -d, -f2,3 others.csv >unlabelled.csv
mlflux predict model.zip unlabelled.csv --out scores.csv
[ "$(wc -l <scores.csv)" = "$(wc -l <others.csv)" ] || fail "$(head -n 3 scores.csv)"

says "say with --group which column" train answers.csv --label worth --task ranking --out x.zip
says "--group is for --task ranking" train answers.csv --label worth --task number --group query --out x.zip
says "'querry'" train answers.csv --label worth --group querry --out x.zip
says "--ignore names 'query'" train answers.csv --label worth --group query --ignore query --out x.zip
{ head -n 1 answers.csv; tail -n +2 answers.csv | sort -t, -k2n; } >mixed.csv
says "Sort the rows by 'query'" train mixed.csv --label worth --group query --out x.zip
awk -F, 'NR == 1 || !seen[$1]++' answers.csv >alone.csv
says "a group of its own in column 'query'" train alone.csv --label worth --group query --out x.zip
awk -F, -v OFS=, '{ if (NR > 1) $4 *= 10 } 1' answers.csv >tens.csv
says "whole numbers from 0, the worst, to 4" train tens.csv --label worth --group query --out x.zip

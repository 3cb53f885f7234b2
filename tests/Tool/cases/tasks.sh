#!/usr/bin/env bash
# What the command says of data and options that do not go with a task: before the work, by the user's own names, and of every kind.
source "$(dirname "$0")/../support.sh"

# 160 rows in queries of eight: two numbers, three labels of yes and no, a grade, words.
awk 'BEGIN {
    srand(1); print "a,b,red,big,old,grade,query,kind,price"
    for (i = 0; i < 160; i++) {
        a = rand(); b = rand()
        print a "," b "," (a > .5) "," (b > .5) "," (a + b > 1) "," int(a * 5) "," int(i / 8) "," (a > b ? "x" : "y") "," a * 3 + b
    }
}' > t.csv
change() { awk -F, -v OFS=, "NR > 1 { $1 } { print }" t.csv > "$2"; }
train() { says "$1" train "${@:2}" --out out.zip --quick --no-importance; }

# Several labels. A row that lacks one of them was left out in silence.
change 'if (NR % 7 == 0) $4 = ""' gap.csv
train "23 rows of 'gap.csv' cannot be read: line 7 has no value in column 'big'" gap.csv --label red,big
mlflux train gap.csv --label red,big --skip-unreadable --out gap.zip --quick --no-importance >out 2>err || fail "--skip-unreadable: $(cat err)"
train "no column 'bog' (nearest: 'big'" t.csv --label red,bog
train "names 'red' twice" t.csv --label red,red
train "Label column 'kind' of 't.csv' holds other words than yes and no" t.csv --label red,kind
train "Label column 'price' of 't.csv' has " t.csv --label red,price
train "--task labels learns several columns of yes and no (--label red,OTHER)" t.csv --label red --task labels
train "--label names several columns, which are predicted together with --task labels alone" t.csv --label red,big --task number
train "--yes is for one column of two values" t.csv --label red,big --yes 1
change '$4 = 0' none.csv
train "No row has 'big'" none.csv --label red,big
change 'if (NR == 50) $4 = "maybe"' maybe.csv
train "line 50 has 'maybe' in column 'big'" maybe.csv --label red,big

# Rankings. Rows without a group were told to be sorted, and would then have been a group.
change 'if (NR % 9 == 0) $7 = ""' groupless.csv
train "line 9 has no value in column 'query'" groupless.csv --label grade --task ranking --group query
train "say with --group which column tells them" t.csv --label grade --task ranking
train "--group: there is no column 'quary'" t.csv --label grade --task ranking --group quary
train "--group is for --task ranking" t.csv --label grade --task number --group query
change '$7 = NR % 20' apart.csv
train "Sort the rows by 'query'" apart.csv --label grade --task ranking --group query
change '$7 = NR' alone.csv
train "there is nothing to put in order" alone.csv --label grade --task ranking --group query
change '$7 = 1' one.csv
train "at least 2 are needed" one.csv --label grade --task ranking --group query
train "Label column 'kind' holds words such as '" t.csv --label kind --task ranking --group query
change '$6 = 2' flat.csv
train "one value only, 2, in all 160 rows" flat.csv --label grade --task ranking --group query
for change in 'if (NR == 30) $6 = -1' '$6 = $6 / 2' '$6 = 1000 * $6'; do
    change "$change" odd.csv
    train "whole numbers from 0, the worst, to 4" odd.csv --label grade --task ranking --group query
done

# Yes or no, classes, a number.
train "5 different values; yes or no takes two" t.csv --label grade --task yes-or-no
train "column 'red' has '0' and '1'" t.csv --label red --yes true
change 'if (NR > 3) $3 = 0' rare.csv
train "too few rows with '1'" rare.csv --label red
train "Each value of 'price' has a single row" t.csv --label price --task classes
train "Label column 'kind' holds words such as '" t.csv --label kind --task number
change 'if (NR == 9) $9 = "inf"' infinite.csv
train "line 9 has 'inf' in column 'price', which is infinite" infinite.csv --label price
change '$9 = 4' same.csv
train "one value only, 4, in all 160 rows" same.csv --label price --task number
change 'if (NR == 9) $9 = "12,5"' comma.csv
train "line 9 has 10 fields, expected 9" comma.csv --label price

# Whatever the task.
train "There is no column to learn 'red' from: 'a' (was to be left out); 'b' (was to be left out)" t.csv --label red --ignore a b big old grade query kind price
train "--ignore names 'red', which is the column to predict" t.csv --label red --ignore red
train "--text, --number or --date names it" t.csv --label red --text wrods
head -n 1 t.csv > head.csv
train "has a header and no row below it" head.csv --label red
: > empty.csv
train "is empty: there is no row in it" empty.csv --label red

# Other rows than those trained on: a gap in a label was "NaN", a row without a group was between others' rows, and rows that are all as good
# had the best order that there is.
train_for() { mlflux train t.csv "${@:2}" --out "$1" --quick --no-importance >out 2>err || fail "train $*: $(cat err)"; }
train_for labels.zip --label red,big
says "line 7 has no value in column 'big'" evaluate labels.zip gap.csv
mlflux explain labels.zip t.csv --rows 1 >out || fail "explain of several labels"
grep -qE '^row 1: .*likeliest (red|big)$' out || fail "explain does not say which label it is of: $(cat out)"
train_for order.zip --label grade --task ranking --group query
says "line 9 has no value in column 'query'" evaluate order.zip groupless.csv
mlflux evaluate order.zip flat.csv >out || fail "evaluate of rows that are all as good"
grep -qF "NDCG@10  not defined" out && grep -qF "all rows have the same value in 'grade'" out || fail "evaluate flat.csv: $(cat out)"
train "--group names 'grade', which is the column to predict" t.csv --label grade --task ranking --group grade

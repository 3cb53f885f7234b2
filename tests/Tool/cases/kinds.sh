#!/usr/bin/env bash
# Tables as people have them, each trained on end to end: few values, heavy tails, hardly any values, thousands of levels, dates, long
# text, hardly any rows, very many columns. Each learns something, in a time that such small tables take; of the fewest rows, four are
# held out, and one of them has to be right.
source "$(dirname "$0")/../support.sh"

# trains FILE LEAST [EPOCHS]: a quick fit whose main figure on held-out rows is at least so much.
trains() {
    timeout 300 dotnet exec "$tool" train "$1" --label y --out model.zip --no-importance --quick --epochs "${3:-20}" >out 2>err \
        || fail "mlflux train $1: $(cat err)"
    awk -v least="$2" '/^held-out / { found = 1; ok = $NF >= least } END { exit !(found && ok) }' out || fail "$1: $(tail -n 1 out), expected $2"
    mlflux predict model.zip "$1" --out predictions.csv >out2 2>err || fail "mlflux predict $1: $(cat err)"
    [ "$(wc -l < predictions.csv)" = "$(grep -c . "$1")" ] || fail "$1: not a prediction for each row"
    ! grep -qiE "nan|infinity" predictions.csv || fail "$1: a prediction is no number"
}

normal='function normal() { return sqrt(-2 * log(1 - rand())) * cos(6.2831853 * rand()) }'
awk "$normal"' BEGIN { srand(1); print "a,b,c,y"; for (i = 0; i < 1200; i++) { a = int(rand() * 4); b = 5 * int(rand() * 3); print a "," b "," rand() "," ((a == 2 || b == 5) ? "yes" : "no") } }' > few.csv
trains few.csv 0.85
grep -qF "are copies of another" out && fail "rows with numbers of their own are copies: $(cat out)"
awk "$normal"' BEGIN { srand(2); print "a,b,y"; for (i = 0; i < 1200; i++) { a = exp(4 * normal()); b = normal() / (1e-6 + rand() * rand()); print a "," b "," log(a) + (b > 0) + 0.2 * normal() } }' > tails.csv
trains tails.csv 0.8
awk "$normal"' BEGIN { srand(3); print "a,mostly,word,day,constant,empty,y"; for (i = 0; i < 1200; i++) { a = normal(); m = rand() < 0.05 ? normal() : ""; w = rand() < 0.05 ? (rand() < 0.5 ? "x" : "z") : ""; d = rand() < 0.05 ? "2024-0" 1 + int(rand() * 9) "-11" : ""; print a "," m "," w "," d ",k,," (a + m + (w == "x") > 0 ? "yes" : "no") } }' > sparse.csv
trains sparse.csv 0.85
grep -q "constant: LeftOut" out && grep -q "empty: LeftOut" out || fail "a column of one value is learned from: $(cat out)"
awk "$normal"' BEGIN { srand(4); print "level,a,y"; for (i = 0; i < 3000; i++) effect[i] = normal(); for (i = 0; i < 9000; i++) { l = int(3000 * rand() * rand()); print "L" l "," normal() "," (effect[l] > 0 ? "yes" : "no") } }' > levels.csv
trains levels.csv 0.6
awk "$normal"' BEGIN { srand(5); print "when,a,y"; for (i = 0; i < 1500; i++) { m = 1 + int(rand() * 12); h = int(rand() * 24); a = normal(); printf "20%02d-%02d-%02d %02d:15,%.3f,%.3f\n", 10 + i % 12, m, 1 + int(rand() * 28), h, a, 5 * sin(m / 12 * 6.28) + (h > 12 ? 3 : 0) + a } }' > dates.csv
trains dates.csv 0.7
awk 'BEGIN { srand(6); print "review,stars,y"; for (i = 0; i < 600; i++) { good = rand() < 0.5; text = ""; for (w = 0; w < 200; w++) text = text (w == 77 ? (good ? "great" : "awful") : "w" int(4000 * rand() * rand())) " "; print text "," 1 + int(rand() * 5) "," (good ? "pos" : "neg") } }' > text.csv
trains text.csv 0.6 16
awk "$normal"' BEGIN { srand(7); print "a,b,y"; for (i = 0; i < 20; i++) { a = normal(); print a "," i % 2 "," (a > 0 ? "yes" : "no") } }' > tiny.csv
trains tiny.csv 0.25
awk "$normal"' BEGIN { srand(8); for (i = 0; i < 2000; i++) printf "f%d,", i; print "y"; for (r = 0; r < 80; r++) { z = normal(); for (i = 0; i < 2000; i++) printf "%.2f,", normal() + (i < 200 ? z : 0); print (z > 0 ? "yes" : "no") } }' > wide.csv
trains wide.csv 0.75 10

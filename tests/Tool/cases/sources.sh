#!/usr/bin/env bash
# Tables that are no text: a query to a database in a file, from training to predictions, and what is said of wrong ones.
source "$(dirname "$0")/../support.sh"
command -v sqlite3 >/dev/null || { echo "skipped: there is no sqlite3 to make a database with"; exit 0; }

awk 'BEGIN {
    srand(3); print "create table people (id integer primary key, height integer, weight real, city text, born date, size text);"
    for (i = 0; i < 300; i++) {
        height = 150 + int(rand() * 50); weight = 45 + int(rand() * 60)
        printf "insert into people values (%d, %d, %s, \x27%s\x27, \x2719%02d-03-01\x27, \x27%s\x27);\n", i, height,
            (i % 25 ? weight : "null"), (i % 3 ? "Bern" : "Basel"), 40 + i % 60, (height + weight > 250 ? "big" : "small")
    }
}' | sqlite3 people.db

mlflux train people.db --query "select * from people order by id" --label size --out model.zip --quick --no-importance >out 2>err || fail "mlflux train people.db: $(cat err)"
grep -q "born.*Date" out || fail "a date of SQLite is none: $(cat out)"
grep -q "id.*LeftOut" out || fail "an id is learned from: $(cat out)"
mlflux show model.zip >card
grep -qF "select * from people" card || fail "the card lacks the query: $(cat card)"
mlflux evaluate model.zip people.db --query "select * from people" >out 2>err || fail "mlflux evaluate: $(cat err)"
mlflux predict model.zip people.db --query "select city, born, weight, height from people order by id" >out 2>err || fail "mlflux predict: $(cat err)"
[ "$(wc -l < predictions.csv)" = 301 ] || fail "not a prediction for each row"

# The same by a connection string, which may stand in a file, and the same rows as text.
echo "Data Source=people.db;Mode=ReadOnly" > connection
mlflux predict model.zip --provider sqlite --connection file:connection --query "select * from people order by id" --out again.csv >out 2>err || fail "--connection: $(cat err)"
cmp predictions.csv again.csv || fail "a connection gives other predictions"
sqlite3 -header -csv people.db "select * from people order by id" > people.csv
mlflux predict model.zip people.csv --out text.csv >out 2>err || fail "a model of a database refuses text: $(cat err)"
cmp predictions.csv text.csv || fail "text gives other predictions"
! unzip -p model.zip | grep -qaF "Mode=ReadOnly" || fail "the model holds the connection"

says "Its tables are: people" train people.db --label size
says "no such table" train people.db --query "select * from persons" --label size
says "is no SQLite file" train people.csv --query "select 1" --label size
says "--connection needs --provider, one of: sqlite, postgresql, odbc" train --connection x --query y --label size
says "--provider is 'oracle'" train --provider oracle --connection x --query y --label size
says "--query needs a database" train --query "select 1" --label size
says "<data> is missing" train --label size
says "both say what to read" train people.db --provider sqlite --connection x --query y --label size
says "'weight'" predict model.zip people.db --query "select height, city, born from people"
says "row 1 has 'tall' in column 'height', which is no number" predict model.zip people.db --query "select 'tall' height, weight, city, born from people"

# PostgreSQL, where one runs: MLFLUX_POSTGRES is the connection string of a database to make a table in.
if [ -n "${MLFLUX_POSTGRES:-}" ]; then
    mlflux train --provider postgresql --connection "$MLFLUX_POSTGRES" --label size --out postgres.zip --quick --no-importance --query \
        "select i as id, 150 + i * 37 % 50 as height, (45 + i * 17 % 60)::numeric(10, 1) as weight, now() - i * interval '1 day' as seen, (i % 3 = 0) as lives, case when 150 + i * 37 % 50 + 45 + i * 17 % 60 > 250 then 'big' else 'small' end as size from generate_series(1, 300) as i" \
        >out 2>err || fail "postgresql: $(cat err)"
    grep -q "seen.*Date" out || fail "a timestamp of PostgreSQL is none: $(cat out)"
    grep -q "lives.*Boolean" out || fail "a bool of PostgreSQL is none: $(cat out)"
    says "cannot be reached" train --provider postgresql --connection "Host=localhost;Port=1;Username=nobody" --query "select 1" --label size
else
    echo "skipped: PostgreSQL (MLFLUX_POSTGRES names no database)"
fi

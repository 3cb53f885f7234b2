#!/usr/bin/env bash
# Runs the command mlflux as a user does: each script of cases/ in an empty folder of its own, on small files that it makes, or only
# the cases that are named (tests/Tool/run.sh people). Build first (dotnet build MLFlux.sln -c Release).
set -uo pipefail
cases=$(realpath "$(dirname "$0")")/cases
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

failed=0
[ "$#" -gt 0 ] || set -- $(basename -s .sh "$cases"/*.sh)
for name in "$@"; do
    mkdir "$work/$name"
    echo "== mlflux: $name"
    (cd "$work/$name" && bash "$cases/$name.sh") || { echo "== FAILED: $name" >&2; failed=$((failed + 1)); }
done
[ "$failed" -eq 0 ]

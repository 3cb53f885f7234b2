#!/usr/bin/env bash
# Builds the site of docs/, samples/ and the public API by docfx, without a warning, into artifacts/site/www, follows each of its links,
# and looks at some pages in headless Chromium where that can be had. Build first (dotnet build MLFlux.sln -c Release).
#   run.sh [FOLDER]   screenshots are kept in FOLDER
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shots=$(realpath -m "${1:-$work/shots}")
mkdir -p "$shots"
fail() { echo "$1" >&2; exit 1; }

if ! dotnet tool restore >"$work/restore" 2>&1; then
    echo "skipped: the site needs docfx, which dotnet tool restore cannot get: $(tail -n 1 "$work/restore")"
    exit 0
fi

rm -rf artifacts/site
docs="dotnet exec artifacts/bin/Docs/release/Docs.dll"
$docs site artifacts/site >/dev/null || fail "the sources of the site"
dotnet docfx artifacts/site/docfx.json >"$work/docfx" 2>&1 || fail "docfx: $(tail -n 30 "$work/docfx")"
# A part of ML.NET can use Intel's oneDAL, whose package MLFlux does not need.
warnings=$(grep -E 'warning( |:)' "$work/docfx" | grep -v 'assembly reference Microsoft.ML.OneDal')
[ -z "$warnings" ] || fail "docfx warns: $warnings"
$docs links artifacts/site/www || fail "links of the site lead to nothing"
pages=$(find artifacts/site/www -name '*.html' | wc -l)
echo "the site has $pages pages, $(du -sm artifacts/site/www | cut -f 1) MB"
[ "$pages" -gt 300 ] || fail "pages are missing"
for page in index guides/start guides/troubleshooting samples/QuickStart api/MLFlux.NeuralNetworkOptions vocabulary architecture; do
    [ -s "artifacts/site/www/$page.html" ] || fail "the site has no $page.html"
done

source tests/browser.sh
if ! browser "$work/browser"; then
    echo "skipped: the site in a browser needs Chromium, and Playwright by npm"
    exit 0
fi
timeout 300 node tests/Site/pages.mjs "$work/browser" "$chromium" artifacts/site/www "$shots" || fail "the site in a browser"

#!/usr/bin/env bash
# dotnet new mlflux as a newcomer has it: the templates are packed and installed, a program of each kind is made from them, built, run
# and tested, with the packages of a folder. tests/Packages/run.sh calls it with its own; alone, the packages are packed here. Build
# first (dotnet build MLFlux.sln -c Release).
#   run.sh [FEED VERSION]   the folder with the packages, and their version
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; exit 1; }

feed=${1:-$work/feed}
version=${2:-0.1.0-check.$(date +%s)}
if [ $# -eq 0 ]; then
    for library in Transforms Trainers Pipelines Serve; do
        dotnet pack src/*/"MLFlux.$library" -c Release --no-build -p:PackageVersion="$version" -o "$feed" -v quiet
    done
fi
dotnet pack build/Templates -c Release -p:PackageVersion="$version" -o "$feed" -v quiet
dotnet new install "$feed/MLFlux.Templates.$version.nupkg" --debug:custom-hive "$work/hive"
# The packages under test go to a folder of their own; all others are taken from the machine's cache where it has them.
cat > "$work/nuget.config" <<END
<configuration><packageSources><add key="MLFlux" value="$feed" /></packageSources></configuration>
END
RestoreFallbackFolders=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
export RestoreFallbackFolders RestorePackagesPath=$work/packages

# make KIND NAME: a program of the kind, built without a warning, run and tested. What it prints is in the file out.
make() {
    cd "$work"
    dotnet new mlflux --kind "$1" -n "$2" --debug:custom-hive "$work/hive" >/dev/null || fail "dotnet new mlflux --kind $1"
    cd "$2"
    ! grep -rE 'MLFlux(App|Space)|_VERSION' . || fail "the template $1 keeps names of its own"
    dotnet build -c Release -warnaserror -v quiet -consoleLoggerParameters:NoSummary || fail "the template $1 does not build"
    dotnet test -c Release --no-build || fail "the tests of the template $1"
}

run() { dotnet run -c Release --no-build --project "$1" >out && [ -s model.zip ] || fail "the template $1 saves no model: $(cat out)"; }

make table Houses
run Houses
grep -q '^held-out R²: 0\.[89]' out || fail "the template table learns nothing: $(cat out)"

# A name that is no name in C#.
make images 2-colours
run 2-colours
grep -qE '^held-out (accuracy|AUC): (0\.9|1)' out || fail "the template images learns nothing: $(cat out)"

make service House.Prices

# Where another program listens at its address, the service says so in a sentence.
program=$(find . -path '*/bin/Release/*' -name House.Prices.dll | head -n 1)
dotnet exec "$program" http://127.0.0.1:5098 >first 2>&1 &
first=$!
for ((i = 0; i < 600; i++)); do ! grep -qs '^open ' first || break; sleep 0.1; done
code=0
dotnet exec "$program" http://127.0.0.1:5098 >second 2>&1 || code=$?
kill $first
[ "$code" -eq 1 ] && grep -q '^Another program listens at http://127.0.0.1:5098\. ' second && ! grep -qE '^ +at ' second ||
    fail "the service says of an address in use ($code): $(cat second)"

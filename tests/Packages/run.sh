#!/usr/bin/env bash
# Packs the libraries, looks into the packages, and consumes them as a newcomer does: a new console project outside of the
# repository, a local feed beside the machine's own sources, the example of the packages' README; and the command mlflux,
# installed from its package, on the model that the example saved. Build first (dotnet build MLFlux.sln -c Release).
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v unzip >/dev/null 2>&1 || apt-get install -y -qq unzip
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; exit 1; }

# A version of its own: what an earlier run or a release left in the machine's package cache is another package.
version=$(dotnet msbuild src/Pipelines/MLFlux.Pipelines/MLFlux.Pipelines.csproj -getProperty:Version)-check.$(date +%s)
for library in Transforms Trainers Pipelines Experiments Reports; do
    dotnet pack src/*/"MLFlux.$library" -c Release --no-build -p:PackageVersion="$version" -o "$work/feed" -v quiet
    package=$work/feed/MLFlux.$library.$version
    files=$(unzip -Z1 "$package.nupkg")
    for file in README.md icon.png "lib/net10.0/MLFlux.$library.dll" "lib/net10.0/MLFlux.$library.xml"; do
        grep -qx "$file" <<<"$files" || fail "MLFlux.$library lacks $file"
    done
    symbols=$(unzip -Z1 "$package.snupkg")
    grep -qx "lib/net10.0/MLFlux.$library.pdb" <<<"$symbols" || fail "MLFlux.$library has no symbols"
    nuspec=$(unzip -p "$package.nupkg" "MLFlux.$library.nuspec")
    grep -q '<license type="expression">MIT</license>' <<<"$nuspec" || fail "MLFlux.$library says no licence"
    grep -qF 'id="Microsoft.ML" version="[5.0.' <<<"$nuspec" || fail "MLFlux.$library takes any version of Microsoft.ML"
    ! grep -qiE 'id="(TorchSharp-|libtorch)' <<<"$nuspec" || fail "MLFlux.$library chooses a libtorch for the application"
done
dotnet pack src/Pipelines/MLFlux.Tool -c Release --no-build -p:PackageVersion="$version" -o "$work/feed" -v quiet

mkdir "$work/App" && cd "$work/App"
unzip -p "$work/feed/MLFlux.Pipelines.$version.nupkg" README.md | sed -n '/^```csharp$/,/^```$/p' | sed '1d;$d' > Program.cs
[ -s Program.cs ] || fail "the packages' README has no program"
torch=$(sed -nE 's/.*Include="TorchSharp-cpu" Version="([^"]*)".*/\1/p' "$OLDPWD/Directory.Packages.props")
cat > nuget.config <<EOF
<configuration><packageSources><add key="MLFlux" value="$work/feed" /></packageSources></configuration>
EOF
cat > App.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
    <SelfContained>false</SelfContained>
    <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
    <!-- The packages under test go to a folder of their own; all others are taken from the machine's cache where it has them. -->
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreFallbackFolders>$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MLFlux.Pipelines" Version="$version" />
    <PackageReference Include="TorchSharp-cpu" Version="$torch" />
  </ItemGroup>
</Project>
EOF
dotnet build -c Release -v quiet -consoleLoggerParameters:NoSummary
[ -d "$work/packages/mlflux.trainers/$version" ] || fail "the project did not take the packages of the local feed"

output=$(dotnet run -c Release --no-build)
echo "$output"
accuracy=$(sed -nE 's/^held-out accuracy: //p' <<<"$output")
awk -v accuracy="$accuracy" 'BEGIN { exit !(accuracy > 0.8) }' || fail "the example of the packages' README learns nothing"

dotnet tool install MLFlux.Tool --tool-path "$work/tool" --version "$version"
card=$("$work/tool/mlflux" show digits.zip)
grep -qF 'Dense(64, Relu)' <<<"$card" || fail "the installed mlflux does not show the example's model: $card"

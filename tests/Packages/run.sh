#!/usr/bin/env bash
# Packs the libraries, looks into the packages, and consumes them as a newcomer does: new console projects outside of the
# repository, a local feed beside the machine's own sources. One has the example of the packages' README; one more for each package
# has that package alone, does a thing with it, and shows what it does not bring along. Then the command mlflux, installed from its
# package, on the model that the example saved, and dotnet new's templates. Build first (dotnet build MLFlux.sln -c Release).
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v unzip >/dev/null 2>&1 || apt-get install -y -qq unzip
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1" >&2; exit 1; }

# A version of its own: what an earlier run or a release left in the machine's package cache is another package.
version=$(dotnet msbuild src/Pipelines/MLFlux.Pipelines/MLFlux.Pipelines.csproj -getProperty:Version)-check.$(date +%s)
for library in Transforms Trainers Mpi Pretrained Testing Pipelines Experiments Parquet Reports Serve; do
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

torch=$(sed -nE 's/.*Include="TorchSharp-cpu" Version="([^"]*)".*/\1/p' Directory.Packages.props)
cat > "$work/nuget.config" <<EOF
<configuration><packageSources><add key="MLFlux" value="$work/feed" /></packageSources></configuration>
EOF

# project NAME PACKAGE=VERSION...: a console project that references these packages and nothing else. Its program comes from the input.
project() {
    local name=$1 reference
    shift
    mkdir "$work/$name"
    cat > "$work/$name/Program.cs"
    {
        cat <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
    <SelfContained>false</SelfContained>
    <OutputPath>out/</OutputPath>
    <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
    <AppendRuntimeIdentifierToOutputPath>false</AppendRuntimeIdentifierToOutputPath>
    <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
    <!-- The packages under test go to a folder of their own; all others are taken from the machine's cache where it has them. -->
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreFallbackFolders>$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
EOF
        for reference in "$@"; do
            echo "    <PackageReference Include=\"${reference%=*}\" Version=\"${reference#*=}\" />"
        done
        printf '  </ItemGroup>\n</Project>\n'
    } > "$work/$name/$name.csproj"
    (cd "$work/$name" && dotnet build -c Release -v quiet -consoleLoggerParameters:NoSummary) || fail "$name does not build"
}

# run NAME: the program's output.
run() { (cd "$work/$1" && dotnet exec "out/$1.dll"); }

# lacks NAME FILE...: the program was built without these files, and with no file of these words.
lacks() {
    local name=$1 word
    shift
    for word in "$@"; do
        ! ls "$work/$name/out" | grep -qi -- "$word" || fail "$name brings along $(ls "$work/$name/out" | grep -i -- "$word" | tr '\n' ' ')"
    done
    echo "$name: native parts: $(find "$work/$name/out" -maxdepth 1 -name '*.so*' -printf '%f ' | head -c 400)"
}

project App "MLFlux.Pipelines=$version" "TorchSharp-cpu=$torch" \
    < <(unzip -p "$work/feed/MLFlux.Pipelines.$version.nupkg" README.md | sed -n '/^```csharp$/,/^```$/p' | sed '1d;$d')
[ -s "$work/App/Program.cs" ] || fail "the packages' README has no program"
[ -d "$work/packages/mlflux.trainers/$version" ] || fail "the project did not take the packages of the local feed"
output=$(run App)
echo "$output"
accuracy=$(sed -nE 's/^held-out accuracy: //p' <<<"$output")
awk -v accuracy="$accuracy" 'BEGIN { exit !(accuracy > 0.8) }' || fail "the example of the packages' README learns nothing"

# What each program has for rows.
rows='
sealed class Row
{
    public float A { get; set; }
    public float B { get; set; }
    public float Label { get; set; }
    public static IEnumerable<Row> Make() => Enumerable.Range(0, 200).Select(i => new Row { A = i % 10, B = i % 7, Label = i % 10 + i % 7 });
}'

project Experiments "MLFlux.Experiments=$version" "TorchSharp-cpu=$torch" <<EOF
using Microsoft.ML;
using MLFlux;
using static MLFlux.Layers;
var ml = new MLContext(seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(Row.Make());
var pipeline = ml.Transforms.Concatenate("Features", "A", "B")
    .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), new NeuralNetworkOptions { Epochs = 2 }));
using ExperimentResult result = ml.Experiment(pipeline).Run(rows);
Console.WriteLine(result);
var trees = ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Regression.Trainers.LightGbm()).Fit(rows);
ml.Model.SaveAtomically(trees, rows.Schema, "../trees.zip");
ml.Model.SaveAtomically(result.Model, rows.Schema, "../card.zip", ModelCard.Describe(result.Model, rows.Schema, "Label"));
$rows
EOF
run Experiments | grep LightGbm || fail "an experiment has no LightGbm beside the network"
lacks Experiments OxyPlot HarfBuzz

project Transforms "MLFlux.Transforms=$version" <<EOF
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
var ml = new MLContext(seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(Row.Make());
IDataView scaled = ml.Transforms.NormalizeRobust("A").Fit(rows).Transform(rows);
Console.WriteLine(FormattableString.Invariant(\$"scaled: {scaled.GetColumn<float>("A").Average():0.00}"));
$rows
EOF
run Transforms | grep "scaled: " || fail "MLFlux.Transforms alone scales nothing"
lacks Transforms TorchSharp libtorch LightGbm OxyPlot HarfBuzz Spectre MLFlux.Trainers

project Trainers "MLFlux.Trainers=$version" "TorchSharp-cpu=$torch" <<EOF
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using static MLFlux.Layers;
var ml = new MLContext(seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(Row.Make());
var model = ml.Transforms.Concatenate("Features", "A", "B")
    .Append(ml.Regression.Trainers.NeuralNetwork(Chain(Output()), new NeuralNetworkOptions { Epochs = 2 })).Fit(rows);
Console.WriteLine(\$"scored: {model.Transform(rows).GetColumn<float>("Score").Count()}");
try
{
    ml.Model.Load("../trees.zip", out _);
}
catch (Exception fault)
{
    Console.WriteLine(fault.GetBaseException().Message);
}
$rows
EOF
output=$(run Trainers)
grep "scored: 200" <<<"$output" || fail "MLFlux.Trainers alone fits no network: $output"
grep -qF Microsoft.ML.LightGbm <<<"$output" || fail "a model of trees loads without their package, or its name is not said: $output"
lacks Trainers LightGbm OxyPlot HarfBuzz Spectre MLFlux.Pipelines

project Mpi "MLFlux.Mpi=$version" <<EOF
using MLFlux;
Console.WriteLine(\$"ranks: {Mpi.Ranks().Count}");
EOF
run Mpi | grep "ranks: 1" || fail "MLFlux.Mpi finds other processes where there are none"
lacks Mpi LightGbm OxyPlot HarfBuzz Spectre libtorch_cpu MLFlux.Pipelines

project Pretrained "MLFlux.Pretrained=$version" <<EOF
using MLFlux;
try
{
    Backbones.ResNet18();
}
catch (FileNotFoundException fault)
{
    Console.WriteLine(fault.Message);
}
EOF
run Pretrained | grep -F "dotnet add package Microsoft.ML.DnnImageFeaturizer.ResNet18" || fail "the package of a backbone is not named"
lacks Pretrained LightGbm OxyPlot HarfBuzz Spectre libtorch_cpu SentenceTransformers MLFlux.Pipelines

project Testing "MLFlux.Testing=$version" "TorchSharp-cpu=$torch" <<EOF
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using static MLFlux.Layers;
var ml = new MLContext(seed: 1);
IDataView rows = ml.Transforms.Concatenate("Features", "A", "B").Fit(ml.Data.LoadFromEnumerable(Row.Make())).Transform(
    ml.Data.LoadFromEnumerable(Row.Make()));
foreach (PromiseResult result in NetworkContract.Check(options => ml.Regression.Trainers.NeuralNetwork(Chain(Output()), options), rows))
    Console.WriteLine(result);
$rows
EOF
[ "$(run Testing | grep -c "^kept: ")" = 6 ] || fail "MLFlux.Testing alone checks nothing"
lacks Testing LightGbm OxyPlot HarfBuzz MLFlux.Pipelines

project Pipelines "MLFlux.Pipelines=$version" <<EOF
using Microsoft.ML;
using MLFlux;
var ml = new MLContext(seed: 1);
File.WriteAllLines("table.csv", Row.Make().Select(row => FormattableString.Invariant(\$"{row.A},{row.B},{row.Label}")).Prepend("A,B,Label"));
ReadyPipeline pipeline = ml.Pipelines().Tabular(ml.Data.LoadTable("table.csv"), "Label");
Console.WriteLine(\$"{pipeline.Task} of {pipeline.Choices.Count} columns");
try
{
    ml.Model.LoadChecked("../trees.zip");
}
catch (InvalidDataException fault)
{
    Console.WriteLine(fault.Message);
}
$rows
EOF
output=$(run Pipelines)
grep -E "of [23] columns" <<<"$output" || fail "MLFlux.Pipelines alone makes no pipeline: $output"
grep -F "dotnet add package Microsoft.ML.LightGbm" <<<"$output" || fail "the package that a model lacks is not named: $output"
lacks Pipelines LightGbm OxyPlot HarfBuzz libtorch_cpu

project Reports "MLFlux.Reports=$version" <<EOF
using Microsoft.ML;
using MLFlux;
var ml = new MLContext(seed: 1);
IDataView rows = ml.Data.LoadFromEnumerable(Row.Make());
var model = ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Regression.Trainers.Sdca()).Fit(rows);
PredictionReport report = ml.Report(model.Transform(rows), PredictionTask.Regression);
report.SavePlots("plots");
Console.WriteLine(\$"plots: {Directory.GetFiles("plots", "*.png").Length}");
$rows
EOF
run Reports | grep -E "plots: [1-9]" || fail "MLFlux.Reports alone draws no plot"
lacks Reports LightGbm libtorch_cpu

project Serve "MLFlux.Serve=$version" "TorchSharp-cpu=$torch" <<EOF
using Microsoft.AspNetCore.Builder;
using MLFlux;
await using WebApplication service = ModelService.Create("../App/digits.zip", new ModelServiceOptions { Urls = "http://127.0.0.1:0" });
await service.StartAsync();
using var client = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };
Console.WriteLine(await client.GetStringAsync("/health/ready"));
await service.StopAsync();
EOF
run Serve | grep '"ready"' || fail "MLFlux.Serve alone serves nothing"
lacks Serve LightGbm OxyPlot

cd "$work/App"
dotnet tool install MLFlux.Tool --tool-path "$work/tool" --version "$version"
card=$("$work/tool/mlflux" show digits.zip)
grep -qF 'Dense(64, Relu)' <<<"$card" || fail "the installed mlflux does not show the example's model: $card"

# A program saved these: trees without a card, of which the command has the package, and a network whose card has no table.
printf 'B,A,Label\n2,1,3\n3,4,7\n6,9,15\n' > rows.csv
for model in trees card; do
    predictions=$("$work/tool/mlflux" predict "$work/$model.zip" <(cut -d , -f 1,2 rows.csv) --out -)
    [ "$(wc -l <<<"$predictions")" = 4 ] && [ "$(head -n 1 <<<"$predictions")" = Label ] || fail "$model.zip predicts: $predictions"
done
"$work/tool/mlflux" evaluate "$work/card.zip" rows.csv | grep -F "evaluated on 3 rows" || fail "a card without a table does not evaluate"

# Programs that dotnet new makes of these packages.
"$root/tests/Templates/run.sh" "$work/feed" "$version"

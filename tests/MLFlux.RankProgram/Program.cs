using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.RankProgram;
using static MLFlux.Layers;

// One fit by the processes that mpirun has started, or by one: tests/Mpi/run.sh runs it. Each rank prints a digest of its model's weights.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var settings = new Settings(args);
Ranks ranks = Mpi.Ranks();
if (settings.Flag("exchanges"))
{
    Exchanges.Measure(ranks);
    return;
}

if (settings.Flag("runs"))
{
    byte[] came = SHA256.HashData(Encoding.UTF8.GetBytes(SharedRuns.Do(ranks)));
    Console.WriteLine($"rank {ranks.Index} of {ranks.Count}: digest {Convert.ToHexString(came)}");
    return;
}

(Layer network, int[] shape) = settings.Text("network") switch
{
    "lenet" => ((Layer)Networks.LeNet5(), new[] { 1, 28, 28 }),
    "image" => (Networks.SmallVgg(), [3, 32, 32]),
    "wide" => (Chain(Dense(settings.Number("units", 1000), Activation.Relu), Output(), Softmax()), [784]),
    _ => (Chain(Dense(32), BatchNorm(Activation.Relu), Dropout(0.2), Output(), Softmax()), [40]),
};
int rows = settings.Number("rows", 2000), width = shape.Aggregate((product, one) => product * one);
string? checkpoint = settings.Text("checkpoint");
var speeds = new List<double>();
var options = new NeuralNetworkOptions
{
    Ranks = ranks,
    ExactSums = settings.Flag("exact"),
    Epochs = settings.Number("epochs", 3),
    BatchSize = settings.Number("batch", 128),
    Seed = 1,
    MemoryBudget = settings.Flag("streamed") ? 1 << 20 : null,
    RowsAreSharded = settings.Flag("sharded"),
    CheckpointPath = checkpoint,
    ResumeFrom = File.Exists(checkpoint) ? checkpoint : null,
    Progress = report =>
    {
        speeds.Add(report.RowsPerSecond);
        Console.WriteLine($"epoch {report.Epoch}: loss {report.TrainingLoss:0.0000}");
        if (settings.Flag("slow"))
            Thread.Sleep(300);
    },
};

var ml = new MLContext(seed: 1);
int failsOnPass = settings.Number("failing", -1) == ranks.Index ? 3 : 0;
var schema = SchemaDefinition.Create(typeof(MadeRow));
schema[nameof(MadeRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape);
IEnumerable<MadeRow> made = MadeRow.Make(rows, width, failsOnPass);
if (options.RowsAreSharded)
    made = made.Where((_, row) => row * (long)ranks.Count / rows == ranks.Index);
IDataView data = ml.Data.LoadFromEnumerable(made, schema);
long begin = Stopwatch.GetTimestamp();
using NeuralNetworkTransformer model = ml.MulticlassClassification.Trainers.NeuralNetwork(network, options).Fit(data);

using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
foreach (NetworkWeight weight in model.Model.Weights)
    digest.AppendData(MemoryMarshal.AsBytes(weight.Values.Span));
Console.WriteLine($"rank {ranks.Index} of {ranks.Count}: digest {Convert.ToHexString(digest.GetCurrentHash())}");
double waited = ranks.Waited / Stopwatch.GetElapsedTime(begin);
int gradients = (int)model.Model.Network.ParameterCount(model.Model.InputShape);
double time = Exchanges.Time(ranks, gradients);
if (ranks.Index == 0)
{
    Console.WriteLine($"speed: {speeds.Max():0} rows a second; {waited:0.0 %} of the time waiting and exchanging");
    double ofUpdate = time * speeds.Max() / options.BatchSize / 1000;
    Console.WriteLine($"all-reduce of {gradients} gradients: {time:0.000} ms, {ofUpdate:0.0 %} of an update");
}

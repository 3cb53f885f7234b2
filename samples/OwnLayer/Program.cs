using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using OwnLayer;
using static MLFlux.Activation;
using static MLFlux.Layers;

Console.WriteLine("A layer of one's own, a TorchSharp module, in a network; the contract says whether it keeps what all networks do:");
var ml = new MLContext(seed: 1);
ml.RegisterLayer(Gate.Read); // So that files with the layer can be loaded.

var random = new Random(1);
IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(_ =>
{
    float[] features = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
    return new Row { Features = features, Label = features[2] > 0.5f ? features[0] : features[1] };
}).ToArray());

Layer network = Chain(Dense(12, Relu), new Gate(Steepness: 2), Dense(8, Relu), Output());
var model = ml.Regression.Trainers.NeuralNetwork(network, new NeuralNetworkOptions { Epochs = 40, BatchSize = 32 }).Fit(rows);
Console.WriteLine($"R²: {ml.Regression.Evaluate(model.Transform(rows)).RSquared:0.000}\n");

IReadOnlyList<PromiseResult> results =
    NetworkContract.Check(options => ml.Regression.Trainers.NeuralNetwork(network, options), rows);
foreach (PromiseResult result in results)
    Console.WriteLine(result);
return results.Any(result => result.Outcome == PromiseOutcome.Broken) ? 1 : 0;

internal sealed class Row
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}

using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Graphs;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>Fits of ResNet-18 on photographs, with their held-out accuracy and the minutes that they take, as means over seeds.</summary>
internal sealed class PhotoFits
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _train;
    private readonly IDataView _test;
    private readonly GraphLayer _body;
    private readonly string[] _kept;

    /// <param name="folder">The folder of data.</param>
    /// <param name="rows">How many images of each kind to train on.</param>
    /// <param name="testRows">How many others of each to hold out.</param>
    /// <param name="size">The width and height that images are brought to.</param>
    public PhotoFits(string folder, int rows, int testRows, int size)
    {
        _train = _ml.Data.Cache(Photos.Load(_ml, folder, "train", rows, size));
        _test = _ml.Data.Cache(Photos.Load(_ml, folder, "test", testRows, size));
        _body = Backbones.ResNet18(size);
        _kept = [.. BeforeLastBlock(_body, new Shape(3, size, size)).Select(name => $"0.{name}")];
    }

    private static NeuralNetworkOptions Options => new()
    {
        BatchSize = 32, ValidationFraction = 0, Schedule = Schedules.OneCycle(byBatch: true), TemperatureScaling = false,
    };

    /// <summary>The head alone.</summary>
    public (double Accuracy, double Minutes) Head(int seeds) => Mean(
        Options with { FrozenLayers = ["0"], Epochs = 30, Optimizer = Optimizers.AdamW(0.003) }, seeds);

    /// <summary>The last block, at a third of the head's rate, over images that were changed before.</summary>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="epochs">How many epochs.</param>
    /// <param name="versions">In how many changed versions the blocks before are computed.</param>
    public (double Accuracy, double Minutes) LastBlock(int seeds, int epochs, int versions) => Mean(
        Options with
        {
            FrozenLayers = [.. _kept.Select(name => new FrozenLayer(name))], Epochs = epochs, Optimizer = Optimizers.AdamW(0.001),
            LayerRates = [new LayerRate("0", 0.3)], Loss = Losses.CrossEntropy(labelSmoothing: 0.1),
            Augmentation = [Augmentations.HorizontalFlip(), Augmentations.Translation(0.1)], AugmentedVariants = versions,
        },
        seeds);

    private (double Accuracy, double Minutes) Mean(NeuralNetworkOptions fit, int seeds)
    {
        Layer network = Chain(_body, Flatten(), Dropout(0.3), Output());
        double accuracy = 0, minutes = 0;
        for (int seed = 1; seed <= seeds; seed++)
        {
            long start = Stopwatch.GetTimestamp();
            using NeuralNetworkTransformer model = _ml.MulticlassClassification.Trainers.NeuralNetwork(
                network, fit with { Seed = seed }).Fit(_train);
            minutes += Stopwatch.GetElapsedTime(start).TotalMinutes / seeds;
            accuracy += _ml.MulticlassClassification.Evaluate(model.Transform(_test)).MicroAccuracy / seeds;
        }

        return (accuracy, minutes);
    }

    /// <summary>The weights before the last block, which computes all that is as small as the result.</summary>
    private static IEnumerable<string> BeforeLastBlock(GraphLayer body, Shape image)
    {
        GraphPlan plan = body.Plan(image);
        GraphStep[] convolutions = [.. plan.Steps.Where(step => step.Node.Operation == "Conv")];
        GraphNumber smallest = plan.Values[convolutions[^1].Outputs[0]].Dimensions[^1];
        HashSet<string> last = [.. plan.Steps.SkipWhile(step => plan.Values[step.Outputs[0]].Dimensions[^1] != smallest)
            .SelectMany(step => step.Node.Inputs)];
        return body.Graph.Weights.Where(weight => weight.IsLearned && !last.Contains(weight.Value)).Select(weight => weight.Name);
    }
}

using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Benchmarks.Tasks;
using MLFlux.Graphs;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// CIFAR-10, the first 200 images of each kind, 100 others of each held out: ResNet-18 whose last block learns with the head, beside the
/// head alone. Fits from scratch and a linear layer on <c>DnnFeaturizeImage</c> were measured on the same rows before.
/// </summary>
internal static class PhotoComparison
{
    /// <summary>Images of this size take a third of the time of those that the network was trained on.</summary>
    public const int UsualSize = 128;

    private const int TrainRows = 200, TestRows = 100, MostMinutes = 15;
    private const double Least = 0.8, FromScratch = 0.575, Linear = 0.726;

    public static IEnumerable<TaskOutcome> Run(string folder, int seeds, int size)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = ml.Data.Cache(Photos.Load(ml, folder, "train", TrainRows, size));
        IDataView test = ml.Data.Cache(Photos.Load(ml, folder, "test", TestRows, size));
        GraphLayer body = Backbones.ResNet18(size);
        string[] kept = [.. Kept(body, new Shape(3, size, size)).Select(name => $"0.{name}")];
        Layer network = Chain(body, Flatten(), Dropout(0.3), Output());
        NeuralNetworkOptions options = new()
        {
            BatchSize = 32, ValidationFraction = 0, Schedule = Schedules.OneCycle(byBatch: true), TemperatureScaling = false,
        };

        (double head, _) = Mean(options with { FrozenLayers = ["0"], Epochs = 30, Optimizer = Optimizers.AdamW(0.003) }, seeds: 1);
        yield return new(
            $"200 images a kind, {size} × {size}, the head alone", $"{head:0.000}", $"linear on DnnFeaturizeImage {Linear}", "shown", true);
        (double tuned, double minutes) = Mean(options with
        {
            FrozenLayers = [.. kept.Select(name => new FrozenLayer(name))], Epochs = 8, Optimizer = Optimizers.AdamW(5e-4),
            Augmentation = [Augmentations.HorizontalFlip(), Augmentations.Translation(0.1)], AugmentedVariants = 4,
        }, seeds);
        yield return new(
            $"200 images a kind, {size} × {size}, last block", $"{tuned:0.000}", $"from scratch {FromScratch}, linear {Linear}",
            $"≥ {Least:0.00}", tuned >= Least);
        yield return new("its time, mean of the seeds", $"{minutes:0.0} min", "", $"≤ {MostMinutes} min", minutes <= MostMinutes);

        (double Accuracy, double Minutes) Mean(NeuralNetworkOptions fit, int seeds)
        {
            double accuracy = 0, minutes = 0;
            for (int seed = 1; seed <= seeds; seed++)
            {
                long start = Stopwatch.GetTimestamp();
                using NeuralNetworkTransformer model = ml.MulticlassClassification.Trainers.NeuralNetwork(
                    network, fit with { Seed = seed }).Fit(train);
                minutes += Stopwatch.GetElapsedTime(start).TotalMinutes / seeds;
                accuracy += ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy / seeds;
            }

            return (accuracy, minutes);
        }
    }

    /// <summary>The weights before the last block, which computes all that is as small as the result.</summary>
    private static IEnumerable<string> Kept(GraphLayer body, Shape image)
    {
        GraphPlan plan = body.Plan(image);
        GraphStep[] convolutions = [.. plan.Steps.Where(step => step.Node.Operation == "Conv")];
        GraphNumber smallest = plan.Values[convolutions[^1].Outputs[0]].Dimensions[^1];
        HashSet<string> last = [.. plan.Steps.SkipWhile(step => plan.Values[step.Outputs[0]].Dimensions[^1] != smallest)
            .SelectMany(step => step.Node.Inputs)];
        return body.Graph.Weights.Where(weight => weight.IsLearned && !last.Contains(weight.Value)).Select(weight => weight.Name);
    }
}

using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// A number, a yes or no and a class of made rows: one network with three heads behind one body, against three networks of the same body.
/// Both sides see each row as often; the medians of turns are compared.
/// </summary>
internal static class HeadsComparison
{
    private const int TrainRows = 20_000, TestRows = 5_000, Width = 20, Body = 32, Turns = 3;
    private const double MostTime = 1, MostWorse = 0.01;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = 10, BatchSize = 64, Seed = 1, Optimizer = Optimizers.Adam(0.003), Schedule = Schedules.OneCycle(byBatch: true),
    };

    /// <param name="folder">Not read: the rows are made.</param>
    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = ml.Data.LoadFromEnumerable(Make(TrainRows, seed: 1)), test = ml.Data.LoadFromEnumerable(Make(TestRows, seed: 2));
        Heads(ml, s_options with { DryRun = true }).Fit(train).Dispose(); // Code is compiled, libtorch is loaded.

        var times = new double[Turns];
        var theirTimes = new double[Turns];
        double[] ours = [], theirs = [];
        for (int turn = 0; turn < Turns; turn++)
        {
            using NeuralNetworkTransformer heads = Timed(() => Heads(ml, s_options).Fit(train), ref times[turn]);
            ours = [.. Labels.Select(label => label.Measure(ml, heads.Head(label.Name), test))];
            theirs = [.. Labels.Select(label =>
            {
                using NeuralNetworkTransformer alone = Timed(() => label.Alone(ml).Fit(train), ref theirTimes[turn]);
                return label.Measure(ml, alone, test);
            })];
        }

        double time = times.Order().ElementAt(Turns / 2), theirTime = theirTimes.Order().ElementAt(Turns / 2);
        double behind = theirs.Zip(ours, (their, our) => their - our).Max();
        yield return new(
            "three labels by heads: time", $"{time:0.00} s", $"three networks {theirTime:0.00} s", $"≤ {MostTime}×",
            time <= MostTime * theirTime);
        yield return new(
            "three labels by heads: R², accuracy twice", Figures(ours), Figures(theirs), $"{MostWorse} behind", behind <= MostWorse);
    }

    private static IReadOnlyList<HeadLabel> Labels { get; } =
    [
        new(nameof(Row.Price), ml => ml.Regression.Trainers.NeuralNetwork(Alone, Options(nameof(Row.Price))),
            (ml, scored) => ml.Regression.Evaluate(scored, nameof(Row.Price)).RSquared),
        new(nameof(Row.Sold), ml => ml.BinaryClassification.Trainers.NeuralNetwork(Alone, Options(nameof(Row.Sold))),
            (ml, scored) => ml.BinaryClassification.Evaluate(scored, nameof(Row.Sold)).Accuracy),
        new(nameof(Row.Kind), ml => ml.MulticlassClassification.Trainers.NeuralNetwork(Alone, Options(nameof(Row.Kind))),
            (ml, scored) => ml.MulticlassClassification.Evaluate(scored, nameof(Row.Kind)).MicroAccuracy),
    ];

    private static ChainLayer Alone => Chain(Dense(Body, Relu), Dense(Body, Relu), Output());

    private static NeuralNetworkTrainer Heads(MLContext ml, NeuralNetworkOptions options) => ml.MultiTask.Trainers.NeuralNetwork(
        Chain(Dense(Body, Relu), Dense(Body, Relu), Outputs(
            (nameof(Row.Price), Output()), (nameof(Row.Sold), Output()), (nameof(Row.Kind), Output()))), options);

    private static NeuralNetworkOptions Options(string label) => s_options with { LabelColumnName = label };

    private static NeuralNetworkTransformer Timed(Func<NeuralNetworkTransformer> fit, ref double seconds)
    {
        var watch = Stopwatch.StartNew();
        NeuralNetworkTransformer fitted = fit();
        seconds += watch.Elapsed.TotalSeconds;
        return fitted;
    }

    private static string Figures(double[] figures) => string.Join(" ", figures.Select(figure => $"{figure:0.000}"));

    private static Row[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())];
            return new Row
            {
                Features = features,
                Price = features[0] + (features[1] * features[2]) + (0.1f * random.NextSingle()),
                Sold = features[3] > features[4],
                Kind = (uint)(1 + (2 * (features[5] + features[6]))),
            };
        })];
    }

    /// <param name="Name">The label's column.</param>
    /// <param name="Alone">The trainer of a network of this label alone.</param>
    /// <param name="Evaluate">How well scored rows are predicted, at most 1.</param>
    private sealed record HeadLabel(
        string Name, Func<MLContext, NeuralNetworkTrainer> Alone, Func<MLContext, IDataView, double> Evaluate)
    {
        public double Measure(MLContext ml, NeuralNetworkTransformer model, IDataView rows) => Evaluate(ml, model.Transform(rows));
    }

    private sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public float Price { get; set; }

        public bool Sold { get; set; }

        [KeyType(4)]
        public uint Kind { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Which digits stand on a picture of up to four of them: one network of ten labels, against ten networks of yes or no, of the same
/// shape, options and rows. The one sees the rows half as often again, which the time leaves room for. A digit is often followed by the
/// next one, so that the labels depend on each other.
/// </summary>
internal static class MultilabelComparison
{
    private const int Labels = DigitsRow.Labels, TrainRows = 6_000, TestRows = 3_000, Epochs = 12, SharedEpochs = 18;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = Epochs, BatchSize = 64, Seed = 1, Schedule = Schedules.OneCycle(byBatch: true), Optimizer = Optimizers.Adam(0.02),
    };

    private static ChainLayer Network =>
        Chain(
            Conv((5, 5), 16), BatchNorm(Relu), MaxPool((2, 2)), Conv((3, 3), 32), BatchNorm(Relu), MaxPool((2, 2)),
            Conv((2, 2), 128), BatchNorm(Relu), GlobalMaxPool(), Flatten(), Output());

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        DigitsRow[] train = DigitsRow.Make(TrainRows, seed: 1), test = DigitsRow.Make(TestRows, seed: 2);
        IDataView trainView = ml.Data.LoadFromEnumerable(train), testView = ml.Data.LoadFromEnumerable(test);
        Fit(ml, trainView, s_options with { DryRun = true }).Dispose(); // Code is compiled, libtorch is loaded.

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using NeuralNetworkTransformer ours = Fit(ml, trainView, s_options with { Epochs = SharedEpochs });
        double time = watch.Elapsed.TotalSeconds;
        MultilabelClassificationMetrics metrics = ml.MultilabelClassification.Evaluate(ours.Transform(testView));

        bool[][] predicted = [.. test.Select(_ => new bool[Labels])];
        double theirTime = 0;
        for (int label = 0; label < Labels; label++)
        {
            IDataView one = ml.Data.LoadFromEnumerable(
                train.Select(row => new OneDigitRow { Features = row.Features, Label = row.Label[label] }).ToArray());
            watch.Restart();
            using NeuralNetworkTransformer model = ml.BinaryClassification.Trainers.NeuralNetwork(Network, s_options).Fit(one);
            theirTime += watch.Elapsed.TotalSeconds;
            int row = 0;
            foreach (bool isThere in model.Transform(testView).GetColumn<bool>("PredictedLabel"))
                predicted[row++][label] = isThere;
        }

        double theirs = MicroF1(test, predicted);
        yield return new(
            $"{Labels} labels of pictures: micro F1", $"{metrics.MicroF1:0.0000}", $"{Labels} networks {theirs:0.0000}", "no worse",
            metrics.MicroF1 >= theirs);
        yield return new(
            $"{Labels} labels of pictures: time", $"{time:0.0} s", $"{Labels} networks {theirTime:0.0} s", $"≤ {2.0 / Labels:0.0}×",
            time <= 2.0 / Labels * theirTime);
    }

    private static NeuralNetworkTransformer Fit(MLContext ml, IDataView rows, NeuralNetworkOptions options) =>
        ml.MultilabelClassification.Trainers.NeuralNetwork(Network, options).Fit(rows);

    private static double MicroF1(DigitsRow[] rows, bool[][] predicted)
    {
        int right = 0, all = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            for (int label = 0; label < Labels; label++)
            {
                right += rows[row].Label[label] && predicted[row][label] ? 1 : 0;
                all += (rows[row].Label[label] ? 1 : 0) + (predicted[row][label] ? 1 : 0);
            }
        }

        return 2.0 * right / all;
    }

    private sealed class OneDigitRow
    {
        [VectorType(1, HandwrittenDigits.Height, HandwrittenDigits.Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

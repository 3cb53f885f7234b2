using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Which digits stand on a picture of up to four of them: one network of ten labels, against ten networks of yes or no, of the same
/// shape and rows. The one sees the rows twice as often, which the time leaves room for. A digit is often followed by the next one, so
/// that the labels depend on each other.
/// </summary>
internal static class MultilabelComparison
{
    private const int Labels = 10, TrainRows = 6_000, TestRows = 3_000, Epochs = 12;

    private static readonly NeuralNetworkOptions s_options = new()
    {
        Epochs = Epochs, BatchSize = 64, Seed = 1, Schedule = Schedules.OneCycle(byBatch: true), Optimizer = Optimizers.Adam(0.01),
    };

    private static ChainLayer Network =>
        Chain(
            Conv((5, 5), 16, Relu), MaxPool((2, 2)), Conv((3, 3), 32, Relu), MaxPool((2, 2)), Conv((2, 2), 64, Relu), GlobalMaxPool(),
            Flatten(), Output());

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        DigitsRow[] train = Make(TrainRows, seed: 1), test = Make(TestRows, seed: 2);
        IDataView trainView = ml.Data.LoadFromEnumerable(train), testView = ml.Data.LoadFromEnumerable(test);
        Fit(ml, trainView, s_options with { DryRun = true }).Dispose(); // Code is compiled, libtorch is loaded.

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using NeuralNetworkTransformer ours = Fit(ml, trainView, s_options with { Epochs = 2 * Epochs });
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

    /// <summary>Pictures of one to four digits in quarters, each at half its size.</summary>
    private static DigitsRow[] Make(int count, int seed)
    {
        var random = new Random(seed);
        (byte[] images, byte[] digits) = HandwrittenDigits.Draw(10 * count, seed);
        ILookup<byte, int> places = Enumerable.Range(0, digits.Length).ToLookup(i => digits[i]);
        int[][] of = [.. Enumerable.Range(0, Labels).Select(digit => places[(byte)digit].ToArray())];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new DigitsRow();
            int digit = random.Next(Labels);
            int[] quarters = [0, 1, 2, 3];
            random.Shuffle(quarters);
            foreach (int quarter in quarters.AsSpan(0, random.Next(1, 5)))
            {
                int image = of[digit][random.Next(of[digit].Length)];
                Draw(images.AsSpan(image * HandwrittenDigits.ImageSize, HandwrittenDigits.ImageSize), quarter, row.Features);
                row.Label[digit] = true;
                digit = random.NextDouble() < 0.6 ? (digit + 1) % Labels : random.Next(Labels);
            }

            return row;
        })];
    }

    private static void Draw(ReadOnlySpan<byte> image, int quarter, float[] picture)
    {
        const int Side = HandwrittenDigits.Width, Half = Side / 2;
        for (int y = 0; y < Half; y++)
        {
            for (int x = 0; x < Half; x++)
            {
                int from = (2 * y * Side) + (2 * x), sum = image[from] + image[from + 1] + image[from + Side] + image[from + Side + 1];
                picture[(((quarter / 2 * Half) + y) * Side) + (quarter % 2 * Half) + x] = sum / 1020f;
            }
        }
    }

    private sealed class DigitsRow
    {
        [VectorType(1, HandwrittenDigits.Height, HandwrittenDigits.Width)]
        public float[] Features { get; set; } = new float[HandwrittenDigits.ImageSize];

        [VectorType(Labels)]
        public bool[] Label { get; set; } = new bool[Labels];
    }

    private sealed class OneDigitRow
    {
        [VectorType(1, HandwrittenDigits.Height, HandwrittenDigits.Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// Digits of one kind as what is normal, all ten in turn, learned from the training digits of that kind alone: how well the others stand
/// out among the test digits, against the best of <c>RandomizedPca</c>'s ranks.
/// </summary>
internal static class AnomalyComparison
{
    private const double MostOfTheirs = 0.75;
    private const int Kinds = 10;

    private static readonly int[] s_ranks = [5, 20, 50];

    /// <summary>Without some of its pixels a digit is given back whole by what was learned of its kind alone.</summary>
    private static Layer Network => Chain(Dropout(0.3), Dense(256, Relu), Dense(32), Dense(256, Relu), Output(Sigmoid));

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        using Digits digits = Digits.Open(new DirectoryInfo(folder));
        IDataView train = Prepare(ml, digits.LoadTraining(ml)), test = Prepare(ml, digits.LoadTest(ml));
        var ours = new List<double>();
        var theirs = s_ranks.ToDictionary(rank => rank, _ => new List<double>());
        for (int kind = 0; kind < Kinds; kind++)
        {
            int normal = kind;
            IDataView rows = ml.Data.Cache(ml.Data.FilterByCustomPredicate<Digit>(train, digit => digit.Kind != normal));
            IDataView told = ml.Transforms.CustomMapping<Digit, Told>(
                (digit, answer) => answer.Label = digit.Kind == normal ? 0 : 1, contractName: null).Fit(test).Transform(test);
            ours.Add(Missed(ml, ml.AnomalyDetection.Trainers.Autoencoder(Network, new NeuralNetworkOptions
            {
                Epochs = 20, BatchSize = 128, Optimizer = Optimizers.Adam(1e-3), Schedule = Schedules.Cosine(), Seed = 1,
            }), rows, told));
            foreach (int rank in s_ranks)
                theirs[rank].Add(Missed(ml, ml.AnomalyDetection.Trainers.RandomizedPca(rank: rank), rows, told));
        }

        (int best, List<double> figures) = theirs.MinBy(pair => pair.Value.Average());
        double ratio = ours.Average() / figures.Average();
        yield return new(
            "anomalies, one digit as normal: 1 − AUC", $"{ours.Average():0.0000}", $"RandomizedPca({best}) {figures.Average():0.0000}",
            $"≤ {MostOfTheirs}×", ratio <= MostOfTheirs);
    }

    private static double Missed(MLContext ml, IEstimator<ITransformer> trainer, IDataView rows, IDataView told)
    {
        ITransformer fitted = trainer.Fit(rows);
        return 1 - ml.AnomalyDetection.Evaluate(fitted.Transform(told)).AreaUnderRocCurve;
    }

    /// <summary>The digits as floats from 0 to 1, and their kind as a number.</summary>
    private static IDataView Prepare(MLContext ml, IDataView digits) => ml.Data.Cache(
        ml.Transforms.CustomMapping<Raw, Digit>(
            (raw, digit) => (digit.Features, digit.Kind) = (Array.ConvertAll(raw.Image, pixel => pixel / 255f), raw.Label),
            contractName: null)
        .Append(ml.Transforms.SelectColumns("Features", "Kind")).Fit(digits).Transform(digits));

    private sealed class Raw
    {
        [VectorType(28, 28)]
        public byte[] Image { get; set; } = [];

        public byte Label { get; set; }
    }

    private sealed class Digit
    {
        [VectorType(28 * 28)]
        public float[] Features { get; set; } = [];

        public float Kind { get; set; }
    }

    private sealed class Told
    {
        public float Label { get; set; }
    }
}

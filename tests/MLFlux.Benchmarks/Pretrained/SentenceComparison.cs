using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Tasks;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// Spam among short messages from 100, 1,000 and all rows but a fifth: a head on MiniLM's vectors against <c>FeaturizeText</c> with
/// <c>LbfgsLogisticRegression</c>, by the area under the curve on the fifth. The vectors are computed once for all draws.
/// </summary>
internal static class SentenceComparison
{
    private const int Draws = 10, Length = 62;
    private const double HeldOut = 0.2;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        TextBackbone body = Backbones.MiniLM(Length);
        IDataView messages = Messages.Load(ml, folder);
        IDataView vectors = Vectors(ml, body, messages);
        foreach ((int rows, int draws) in ((int, int)[])[(100, Draws), (1_000, 3), (int.MaxValue, 1)])
        {
            (double Ours, double Theirs)[] areas = [.. Enumerable.Range(1, draws).Select(seed => Areas(ml, vectors, rows, seed))];
            double ours = areas.Average(area => area.Ours), theirs = areas.Average(area => area.Theirs);
            double error = draws == 1 ? 0 : Math.Sqrt(
                areas.Sum(area => Math.Pow(area.Ours - area.Theirs - (ours - theirs), 2)) / (draws - 1) / draws);
            bool isGoal = rows == 100;
            yield return new(
                $"spam from {(rows == int.MaxValue ? "all" : $"{rows:#,0}")} rows, mean of {draws}: AUC", $"{ours:0.0000}",
                $"n-grams, Lbfgs: {theirs:0.0000}", isGoal ? $"> by {error:0.0000}" : "shown", !isGoal || ours - theirs > error);
        }
    }

    private static (double Ours, double Theirs) Areas(MLContext ml, IDataView vectors, int rows, int seed)
    {
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(vectors, HeldOut, seed: seed);
        IDataView train = ml.Data.Cache(ml.Data.TakeRows(ml.Data.ShuffleRows(split.TrainSet, seed), rows));
        using NeuralNetworkTransformer head = ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Dropout(0.2), Output()), new NeuralNetworkOptions
            {
                FeatureColumnName = "Vector", Epochs = rows <= 100 ? 100 : 30, BatchSize = 32, Optimizer = Optimizers.AdamW(0.01),
                ValidationFraction = 0, Schedule = Schedules.OneCycle(byBatch: true), Seed = seed,
            }).Fit(train);
        ITransformer ngrams = ml.Transforms.Text.FeaturizeText("Counts", Messages.Text)
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Messages.Label, "Counts")).Fit(train);
        return (Area(head), Area(ngrams));

        double Area(ITransformer model) => ml.BinaryClassification.EvaluateNonCalibrated(
            model.Transform(split.TestSet), Messages.Label).AreaUnderRocCurve;
    }

    /// <summary>The messages with MiniLM's vectors of them, computed by the engine that frozen layers are computed by.</summary>
    private static IDataView Vectors(MLContext ml, TextBackbone body, IDataView messages)
    {
        IDataView tokens = ml.Transforms.Text.TokensToVector("Keys", Messages.Text, body.Tokens).Fit(messages).Transform(messages);
        float[] keys = [.. tokens.GetColumn<VBuffer<uint>>("Keys").SelectMany(row => row.DenseValues()).Select(key => (float)key)];
        float[][] vectors = BodyRows.Compute(body.Network, new Shape(Length), keys);
        string[] texts = [.. messages.GetColumn<string>(Messages.Text)];
        bool[] labels = [.. messages.GetColumn<bool>(Messages.Label)];
        return ml.Data.LoadFromEnumerable(vectors.Select((vector, i) => new Row
        {
            Vector = vector, Words = texts[i], Label = labels[i],
        }).ToArray());
    }

    private sealed class Row
    {
        [VectorType(384)]
        public float[] Vector { get; set; } = [];

        [ColumnName(Messages.Text)]
        public string Words { get; set; } = "";

        public bool Label { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>
/// What explanations of a linear network differ by, at the most, from weight times difference from the mean row.
/// </summary>
internal static class ExplanationCheck
{
    private const int Width = 6, Rows = 500;
    private const double Most = 1e-5;

    /// <param name="folder">Not read: the rows are made.</param>
    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        Row[] rows = Make();
        IDataView data = ml.Data.LoadFromEnumerable(rows);
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers.NeuralNetwork(Output(), new NeuralNetworkOptions
        {
            Epochs = 20, Optimizer = Optimizers.Adam(0.02), Seed = 1,
        }).Fit(data);
        using ExplanationTransformer explanation = ml.Transforms.Explanation(fitted).Fit(data);
        float[] weights = [.. fitted.Model.Weights.Single(weight => weight.Name.EndsWith("weight", StringComparison.Ordinal))
            .Values.ToArray()];
        double[] means = [.. Enumerable.Range(0, Width).Select(i => rows.Average(row => (double)row.Features[i]))];

        double off = explanation.Transform(data).GetColumn<float[]>("Explanation").Zip(rows).Max(pair => Enumerable.Range(0, Width)
            .Max(i => Math.Abs(pair.First[i] - (weights[i] * (pair.Second.Features[i] - means[i])))));
        yield return new(
            "explanations of a linear network", $"{off:0.0e-0}", "weight times difference", $"≤ {Most:0e-0}", off <= Most);
    }

    private static Row[] Make()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Rows).Select(_ =>
        {
            float[] features = [.. Enumerable.Range(0, Width).Select(_ => (float)((2 * random.NextDouble()) - 1))];
            return new Row { Features = features, Label = features[0] + (2 * features[1]) - features[2] > 0.3 * random.NextDouble() };
        })];
    }

    private sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

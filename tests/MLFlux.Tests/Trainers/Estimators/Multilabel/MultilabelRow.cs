using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>A row of five labels that depend on each other, said in each way that a label can be said.</summary>
internal sealed class MultilabelRow
{
    public const int Labels = 5, Width = 6;

    public static readonly string[] Names = ["red", "green", "blue", "warm", "dark"];

    [VectorType(Width)]
    public float[] Features { get; set; } = [];

    [VectorType(Labels)]
    public bool[] Flags { get; set; } = [];

    [VectorType(Labels)]
    public float[] Numbers { get; set; } = [];

    public string Words { get; set; } = "";

    public float Weight { get; set; } = 1;

    /// <summary>Rows whose labels follow from their features, but for some noise: some rows have none, some all but one.</summary>
    public static MultilabelRow[] Make(int count, int seed = 1, double noise = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [.. Enumerable.Range(0, Width).Select(_ => (2 * random.NextSingle()) - 1)];
            bool red = features[0] > 0.1, green = features[1] > 0, blue = features[2] + features[0] > 0.2;
            bool[] flags = [red, green, blue, red && !blue, features[3] < -0.6];
            return Of([.. flags.Select(flag => random.NextDouble() < noise ? !flag : flag)], features);
        })];
    }

    public static MultilabelRow Of(bool[] flags, float[] features) => new()
    {
        Features = features, Flags = flags, Numbers = [.. flags.Select(flag => flag ? 1f : 0)],
        Words = string.Join(' ', Names.Where((_, label) => flags[label])),
    };

    /// <summary>The rows with the labels as named slots in <c>Named</c>, and as keys in <c>Keys</c>.</summary>
    public static IDataView View(MLContext ml, IEnumerable<MultilabelRow> rows)
    {
        IDataView view = ml.Data.LoadFromEnumerable(rows);
        IDataView keys = ml.Data.LoadFromEnumerable(Names.Select(name => new KeyOnly { Words = name }));
        return ml.Transforms.Text.TokenizeIntoWords("Keys", nameof(Words))
            .Append(ml.Transforms.Conversion.MapValueToKey("Keys", keyData: keys))
            .Fit(view).Transform(view);
    }

    private sealed class KeyOnly
    {
        public string Words { get; set; } = "";
    }
}

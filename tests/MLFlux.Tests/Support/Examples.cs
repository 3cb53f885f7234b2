using Microsoft.ML;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Support;

/// <summary>Small data that every task can be learned from: three clusters in space.</summary>
internal static class Examples
{
    public const int Width = 3;

    public static readonly string[] Names = ["oak", "ash", "elm"];

    /// <summary>Rows of three classes in turn, around three corners, with noise of a tenth of their distance.</summary>
    public static Example[] Make(int rows, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(row =>
        {
            Example one = Make(row % 3, random);
            one.Query = (uint)row / 5;
            return one;
        })];
    }

    public static IDataView View(MLContext ml, IEnumerable<Example> rows) => ml.Data.LoadFromEnumerable(rows);

    public static IDataView View(MLContext ml, int rows, int seed = 1) => View(ml, Make(rows, seed));

    /// <summary>The rows with the key column <c>Label</c>, made of the names in the order of <see cref="Names"/>.</summary>
    public static IDataView Keyed(MLContext ml, IEnumerable<Example> rows) => Keyed(ml, View(ml, rows));

    public static IDataView Keyed(MLContext ml, IDataView data)
    {
        IDataView keys = ml.Data.LoadFromEnumerable(Names.Select(name => new NameOnly(name)));
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: keys).Fit(data).Transform(data);
    }

    /// <summary>A linear classifier.</summary>
    public static Layer Linear => Chain(Output(), Softmax());

    public static Layer Hidden => Chain(Dense(5, Tanh), Output());

    private static Example Make(int kind, Random random)
    {
        float[] features = [.. Enumerable.Range(0, Width).Select(i => (i == kind ? 1 : 0) + 0.1f * (float)Gaussian(random))];
        return new Example
        {
            Features = features,
            Name = Names[kind],
            Code = 10 * (kind + 1),
            Key = (uint)kind,
            Yes = kind == 0,
            Amount = 2 * features[0] - features[1] + 0.5f,
            Rank = kind,
            Several = [kind == 0, kind != 1],
            Amounts = [features[0] + features[2], 100 * features[1]],
        };
    }

    /// <summary>A number of the standard normal distribution, by Box and Muller.</summary>
    public static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed record NameOnly(string Name);
}

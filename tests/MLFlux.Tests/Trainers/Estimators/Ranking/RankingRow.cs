using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Estimators;

/// <summary>A row of a made query: how good it is depends on products of features, one of which all rows of the query share.</summary>
internal sealed class RankingRow
{
    public const int Width = 5;

    [VectorType(Width)]
    public float[] Features { get; set; } = [];

    public string Query { get; set; } = "";

    public float Label { get; set; }

    public float Weight { get; set; } = 1;

    /// <summary>Queries of 2 to 20 rows each.</summary>
    public static RankingRow[] Make(int queries, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, queries).SelectMany(query =>
        {
            float shared = (2 * random.NextSingle()) - 1;
            return Enumerable.Range(0, random.Next(2, 21)).Select(_ =>
            {
                float[] x = [.. Enumerable.Range(0, Width - 1).Select(_ => (2 * random.NextSingle()) - 1), shared];
                double rule = (2 * x[0] * x[1]) + (x[2] * shared) + (0.1 * x[3]);
                return new RankingRow { Features = x, Query = $"q{query}", Label = Math.Clamp((int)Math.Floor(2 + (1.5 * rule)), 0, 4) };
            }).ToArray();
        })];
    }

    /// <summary>The rows with their group as a key in <c>GroupId</c>.</summary>
    public static IDataView View(MLContext ml, IEnumerable<RankingRow> rows)
    {
        IDataView view = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("GroupId", nameof(Query)).Fit(view).Transform(view);
    }
}

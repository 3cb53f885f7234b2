using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Forecasting;

namespace MLFlux.Experiments;

/// <summary>The features of windows and what came after them, in memory.</summary>
/// <param name="Features">The features of each window.</param>
/// <param name="Futures">The future of each.</param>
internal sealed record WindowTable(float[][] Features, float[][] Futures)
{
    public static WindowTable Read(IDataView windows, string featureColumnName, SequenceWindowOptions options)
    {
        var features = new List<float[]>();
        var futures = new List<float[]>();
        WindowRows.Read(windows, featureColumnName, options.FutureColumnName, (one, other) =>
        {
            features.Add(one);
            futures.Add(other);
        });
        return new WindowTable([.. features], [.. futures]);
    }

    /// <summary>The windows of which a value of the future is known, as rows with that value as their label.</summary>
    public IDataView Known(MLContext ml, int place) => View(
        ml, Enumerable.Range(0, Features.Length).Where(row => !float.IsNaN(Futures[row][place])), row => Futures[row][place]);

    /// <summary>All windows.</summary>
    public IDataView All(MLContext ml) => View(ml, Enumerable.Range(0, Features.Length), _ => 0);

    private IDataView View(MLContext ml, IEnumerable<int> rows, Func<int, float> label)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Features[0].Length);
        return ml.Data.LoadFromEnumerable(rows.Select(row => new Row { Features = Features[row], Label = label(row) }).ToList(), schema);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}

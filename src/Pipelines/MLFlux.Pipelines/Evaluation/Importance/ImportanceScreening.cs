using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>
/// A quick look at columns before they are measured: how far the scores of a few rows move when each has the next row's value.
/// </summary>
internal static class ImportanceScreening
{
    /// <summary>How many rows are looked at, at the most.</summary>
    public const int Rows = 200;

    /// <summary>The part of the time that it may take.</summary>
    public const double TimeShare = 0.3;

    /// <summary>The mean distance for each column, by its place; none for those that the time was over for.</summary>
    public static IReadOnlyDictionary<int, double> Of(IShuffledScorer scorer, IDataView rows, IReadOnlyList<DataViewSchema.Column> columns,
        Func<bool> isOver)
    {
        var moved = new Dictionary<int, double>();
        float[] scores = Scores(scorer.Scored);
        foreach (DataViewSchema.Column column in columns)
        {
            if (isOver())
                break;
            ShuffledColumn values = ShuffledColumn.Read(rows, column);
            moved[column.Index] = values.IsConstant
                ? 0
                : Scores(scorer.Shuffled(values, [.. Enumerable.Range(1, values.Count).Select(row => row % values.Count)]))
                    .Zip(scores, (after, before) => Math.Abs((double)after - before)).Where(double.IsFinite).DefaultIfEmpty().Average();
        }

        return moved;
    }

    private static float[] Scores(IDataView scored) => scored.Schema[ScoredColumns.Score].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>(ScoredColumns.Score).SelectMany(scores => scores)]
        : [.. scored.GetColumn<float>(ScoredColumns.Score)];
}

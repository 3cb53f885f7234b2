using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>Reads two columns of scored rows side by side.</summary>
internal static class ScoredPairs
{
    /// <summary>A number for each row, from its label and one of its scores.</summary>
    public static double[] Read<TLabel, TScore>(IDataView scored, string label, string score, Func<TLabel, TScore, double> number)
    {
        DataViewSchema.Column labelColumn = scored.Schema[label], scoreColumn = scored.Schema[score];
        using DataViewRowCursor cursor = scored.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<TLabel> readLabel = cursor.GetGetter<TLabel>(labelColumn);
        ValueGetter<TScore> readScore = cursor.GetGetter<TScore>(scoreColumn);
        TLabel actual = default!;
        TScore value = default!;
        var numbers = new List<double>();
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            readScore(ref value);
            numbers.Add(number(actual, value));
        }

        return [.. numbers];
    }
}

using Microsoft.ML;

namespace MLFlux.Evaluation;

/// <summary>Looks for different labels among scored rows, no farther than the second of them.</summary>
internal static class LabelVarieties
{
    /// <param name="scored">The rows.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="isLabel">Whether a label is there.</param>
    /// <param name="isFinite">Whether a score, or all of a vector, are finite.</param>
    public static LabelVariety Of<TLabel, TScore>(
        IDataView scored, string label, Predicate<TLabel> isLabel, Predicate<TScore> isFinite)
        where TLabel : struct
    {
        DataViewSchema.Column labelColumn = scored.Schema[label], scoreColumn = scored.Schema[ScoredColumns.Score];
        using DataViewRowCursor cursor = scored.GetRowCursor([labelColumn, scoreColumn]);
        ValueGetter<TLabel> readLabel = cursor.GetGetter<TLabel>(labelColumn);
        ValueGetter<TScore> readScore = cursor.GetGetter<TScore>(scoreColumn);
        TLabel actual = default;
        TScore score = default!;
        TLabel? first = null;
        while (cursor.MoveNext())
        {
            readLabel(ref actual);
            if (!isLabel(actual))
                continue;
            readScore(ref score);
            if (!isFinite(score))
                continue;
            if (first is { } other && !other.Equals(actual))
                return LabelVariety.Several;
            first = actual;
        }

        return first is null ? LabelVariety.None : LabelVariety.One;
    }
}

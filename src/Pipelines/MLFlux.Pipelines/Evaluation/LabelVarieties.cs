using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Looks for different labels among scored rows, no farther than the second of them.</summary>
internal static class LabelVarieties
{
    /// <summary>The variety of rows whose columns are known to be those of the task.</summary>
    public static LabelVariety Of(IDataView scored, PredictionTask task, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema[labelColumnName], score = scored.Schema[ScoredColumns.Score];
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        return task switch
        {
            PredictionTask.MulticlassClassification =>
            Of(cursor, Read<uint>(cursor, label), key => key != 0, IsFinite(Read<VBuffer<float>>(cursor, score))),
            PredictionTask.BinaryClassification => Of(cursor, Read<bool>(cursor, label), _ => true, IsFinite(Read<float>(cursor, score))),
            PredictionTask.Regression => Of(cursor, Read<float>(cursor, label), float.IsFinite, IsFinite(Read<float>(cursor, score))),
            _ => throw UnknownTask.Of(task),
        };
    }

    private static LabelVariety Of<T>(DataViewRowCursor cursor, Func<T> label, Predicate<T> isLabel, Func<bool> isScored)
        where T : struct
    {
        T? first = null;
        while (cursor.MoveNext())
        {
            T value = label();
            if (!isLabel(value) || !isScored())
                continue;
            if (first is { } other && !other.Equals(value))
                return LabelVariety.Several;
            first = value;
        }

        return first is null ? LabelVariety.None : LabelVariety.One;
    }

    private static Func<bool> IsFinite(Func<float> score) => () => float.IsFinite(score());

    private static Func<bool> IsFinite(Func<VBuffer<float>> scores) => () => scores().DenseValues().All(float.IsFinite);

    private static Func<T> Read<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<T> read = cursor.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            read(ref value);
            return value;
        };
    }
}

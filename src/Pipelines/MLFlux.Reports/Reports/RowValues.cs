using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux.Reports;

/// <summary>Reads what a few rows hold, for a person to look at.</summary>
internal static class RowValues
{
    private const int MostColumns = 30, LongestVector = 8;

    /// <summary>The values and the picture of each of these rows, by the number of the row.</summary>
    public static Dictionary<long, (IReadOnlyList<ColumnValue> Values, ReadOnlyMemory<byte>? Thumbnail)> Read(
        IDataView scored, ReportOptions options, IReadOnlyCollection<long> numbers)
    {
        var found = new Dictionary<long, (IReadOnlyList<ColumnValue>, ReadOnlyMemory<byte>?)>();
        if (numbers.Count == 0)
            return found;

        DataViewSchema.Column[] shown = Shown(scored.Schema, options);
        DataViewSchema.Column? image = options.ImageColumnName is { } name ? scored.Schema[name] : null;
        using DataViewRowCursor cursor = scored.GetRowCursor(image is { } pictured ? [.. shown, pictured] : shown);
        (string Name, Func<string> Read)[] readers = [.. shown.Select(column => (column.Name, ValueText.Reader(cursor, column)!))];
        Func<byte[]?>? readImage = image is { } drawn ? Thumbnails.Reader(cursor, drawn) : null;
        var wanted = numbers.ToHashSet();
        while (found.Count < wanted.Count && cursor.MoveNext())
        {
            if (!wanted.Contains(cursor.Position))
                continue;
            byte[]? thumbnail = readImage?.Invoke();
            found[cursor.Position] = (
                [.. readers.Select(reader => new ColumnValue(reader.Name, reader.Read()))],
                thumbnail is null ? default(ReadOnlyMemory<byte>?) : thumbnail);
        }

        return found;
    }

    /// <summary>
    /// The columns as the data came in: of those of one name the first, of which transforms made the others. Vectors only where
    /// there is nothing else, and only short ones.
    /// </summary>
    private static DataViewSchema.Column[] Shown(DataViewSchema schema, ReportOptions options)
    {
        HashSet<string> others = [options.LabelColumnName, ScoredColumns.Score, ScoredColumns.PredictedLabel, ScoredColumns.Probability];
        DataViewSchema.Column[] first =
            [.. schema.DistinctBy(column => column.Name).Where(column => !others.Contains(column.Name) && ValueText.IsRead(column.Type))];
        DataViewSchema.Column[] single = [.. first.Where(column => column.Type is not VectorDataViewType)];
        return [.. (single.Length > 0 ? single
            : first.Where(column => column.Type is VectorDataViewType { Size: > 0 and <= LongestVector })).Take(MostColumns)];
    }
}

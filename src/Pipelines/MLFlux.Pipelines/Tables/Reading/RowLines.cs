namespace MLFlux.Tables;

/// <summary>Where the rows of a text file stand in it.</summary>
internal static class RowLines
{
    /// <summary>The number, from 1, of the first line of each row that is loaded.</summary>
    public static IEnumerable<long> Of(TableMatch match)
    {
        HashSet<long> skipped = match.SkippedLines;
        using var records = RecordReader.Open(match.File, match.Format.Separator);
        if (match.HasHeader)
            records.ReadHeader();
        while (records.ReadRow() is { } row)
        {
            if (!skipped.Contains(row.Line))
                yield return row.Line;
        }
    }
}

namespace MLFlux.Rows;

/// <summary>Rows that stay together, cut out of an order in which they stand together.</summary>
internal static class RowGroups
{
    /// <summary>The groups of rows, in their order.</summary>
    public static IEnumerable<int[]> Of(TargetStore targets, int[] rows)
    {
        for (int start = 0, end; start < rows.Length; start = end)
        {
            end = End(targets, rows, start + 1);
            yield return rows[start..end];
        }
    }

    /// <summary>Where the group ends that a cut before a place would go through; the place itself where it goes through none.</summary>
    public static int End(TargetStore targets, ReadOnlySpan<int> rows, int place)
    {
        while (place < rows.Length && targets.AreTogether(rows[place - 1], rows[place]))
            place++;
        return place;
    }
}

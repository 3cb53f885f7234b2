namespace MLFlux.Tables;

/// <summary>Finds out what separates the fields of a file.</summary>
internal static class SeparatorChoice
{
    /// <summary>The share of rows that have to be divided alike for blanks to be the separator, and for them not to be.</summary>
    private const double Sure = 0.9;

    /// <summary>The file's first rows, divided as most of them are alike, the first among them, and in most fields.</summary>
    public static TableSample Best(TableText file)
    {
        if (SeparatorLine.Of(file) is char said)
            return TableSample.Read(file, said);

        TableSample[] samples = [.. SeparatorNames.Tried.ToArray().Select(separator => TableSample.Read(file, separator))];
        TableSample blanks = samples[^1];
        TableSample? best = samples[..^1].Where(sample => sample.UsualFields > 1 && !sample.IsTooWide)
            .OrderByDescending(sample => Math.Round(sample.UsualShare, 1))
            .ThenByDescending(sample => sample.Rows[0].Length == sample.UsualFields)
            .ThenByDescending(sample => sample.HasFittingHeader)
            .ThenByDescending(sample => sample.UsualFields)
            .FirstOrDefault();

        // Sentences have blanks, too: columns have numbers among them, and as many fields in each row.
        bool areBlanks = blanks.UsualFields > 1 && !blanks.IsTooWide && blanks.UsualShare >= Sure && blanks.HasNumbers
            && blanks.HasFittingHeader && blanks.Rows[0].Length > 1;
        bool isDoubtful = best is null || best.UsualShare < Sure || !best.HasFittingHeader || best.HoldsRowsOfNumbers;
        return areBlanks && isDoubtful ? blanks : best ?? samples[0];
    }
}

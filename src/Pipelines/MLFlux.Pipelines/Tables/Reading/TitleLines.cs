namespace MLFlux.Tables;

/// <summary>Lines above the names of the columns that have one field alone, such as the title of a report.</summary>
internal static class TitleLines
{
    /// <summary>What to do about them, a sentence; nothing where there are none.</summary>
    public static string Advice(TableSample sample)
    {
        string[][] titles = [.. sample.Rows.TakeWhile(row => row.Count(field => field.Length > 0) == 1)];
        bool isTitle = titles.Length > 0 && sample.UsualFields > 1 && titles.Length < sample.Rows.Count
            && sample.Rows[titles.Length] is { Length: > 1 } names && names.All(name => name.Length > 0);
        return isTitle
            ? $"'{titles[0].First(field => field.Length > 0)}' seems to be a title: remove what stands above the names of the columns, or "
                + "begin those lines with #."
            : "";
    }
}

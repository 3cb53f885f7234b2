namespace MLFlux.Tables;

/// <summary>The first rows of a file, divided by one separator.</summary>
internal sealed class TableSample
{
    private TableSample(char separator, IReadOnlyList<string[]> rows, string[]? comment)
    {
        Separator = separator;
        Rows = rows;
        IGrouping<int, string[]>? usual = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count()).FirstOrDefault();
        UsualFields = usual?.Key ?? 0;
        UsualShare = (usual?.Count() ?? 0) / (double)Math.Max(1, rows.Count);
        NamingComment = comment?.Length == UsualFields && UsualFields > 1 ? comment : null;
    }

    public char Separator { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>How many fields most rows have.</summary>
    public int UsualFields { get; }

    /// <summary>How many rows have that many, from 0 to 1.</summary>
    public double UsualShare { get; }

    /// <summary>The fields of the last comment before the first row, if they can be the names of the columns.</summary>
    public string[]? NamingComment { get; }

    /// <summary>
    /// Whether the first row names the columns: none of its fields is a number, a date or missing, and the fields below it are
    /// of such kinds, or words that the first row does not have.
    /// </summary>
    public bool LooksLikeHeader
    {
        get
        {
            string[] first = Rows[0];
            if (NamingComment is not null || !first.All(IsName) || first.Distinct().Count() < first.Length)
                return false;
            return Rows.Skip(1).Where(row => row.Length == first.Length)
                .All(row => first.Zip(row).All(pair => !string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)));
        }
    }

    public static TableSample Read(string path, char separator, int most)
    {
        using RecordReader reader = RecordReader.Open(path, separator);
        var rows = new List<string[]>();
        string[]? comment = null;
        var fields = new List<ReadOnlyMemory<char>>();
        while (rows.Count < most && reader.Read() is { } record)
        {
            FieldSplitter.Split(record.IsComment ? record.Text.TrimStart('#', '/') : record.Text, separator, fields);
            string[] texts = [.. fields.Select(field => field.ToString())];
            if (!record.IsComment)
                rows.Add(texts);
            else if (rows.Count == 0)
                comment = texts;
        }

        return new TableSample(separator, rows, comment);
    }

    private static bool IsName(string field) =>
        !FieldValue.IsMissing(field) && !FieldValue.Is(TableColumnKind.Number, field)
        && !FieldValue.Is(TableColumnKind.Date, field) && !FieldValue.Is(TableColumnKind.Boolean, field);
}

namespace MLFlux.Tables;

/// <summary>The first rows of a file, divided by one separator.</summary>
internal sealed class TableSample
{
    private const int MostRows = 200;

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
    /// Whether the first row names the columns: none of its fields is a number or a date, and either there are such below a name,
    /// or each column has a name of its own, which does not come again below it.
    /// </summary>
    public bool LooksLikeHeader
    {
        get
        {
            string[] first = Rows[0];
            if (NamingComment is not null || !first.All(text => text.Length == 0 || IsName(text)))
                return false;
            if (Enumerable.Range(0, first.Length).Any(i => first[i].Length > 0 && HoldsNoWords(Below(i))))
                return true;
            return first.All(text => text.Length > 0) && first.Distinct().Count() == first.Length
                && Enumerable.Range(0, first.Length).All(i => !Below(i).Contains(first[i], StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>Whether numbers have a comma before their decimal places.</summary>
    /// <param name="hasHeader">Whether the first row is none.</param>
    public bool HasDecimalCommas(bool hasHeader) => Separator != ','
        && Enumerable.Range(0, UsualFields).Any(i => DecimalComma.IsIn(hasHeader ? Below(i) : Below(i).Append(Rows[0].ElementAtOrDefault(i) ?? ""), Separator));

    /// <summary>A column's fields in the rows after the first.</summary>
    private IEnumerable<string> Below(int column) => Rows.Skip(1).Where(row => row.Length == Rows[0].Length).Select(row => row[column]);

    private static bool HoldsNoWords(IEnumerable<string> fields)
    {
        string[] present = [.. fields.Where(field => !FieldValue.IsMissing(field))];
        return present.Length > 0 && !present.Any(IsName);
    }

    public static TableSample Read(TableText file, char separator, int most = MostRows)
    {
        using RecordReader reader = RecordReader.Open(file, separator);
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
        !FieldValue.IsMissing(field) && !FieldValue.Is(TableColumnKind.Number, field, '.') && !FieldValue.Is(TableColumnKind.Number, field, ',')
        && !FieldValue.Is(TableColumnKind.Date, field, '.') && !FieldValue.Is(TableColumnKind.Boolean, field, '.');
}

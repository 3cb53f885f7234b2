namespace MLFlux.Tables;

/// <summary>The first rows of a file, divided by one separator.</summary>
internal sealed class TableSample
{
    private const int MostRows = 200, MostFields = 500_000;

    /// <summary>Of this many rows one at most may be the header again.</summary>
    private const int RowsOfACopy = 20;

    private TableSample(char separator, IReadOnlyList<string[]> rows, string[]? comment)
    {
        Separator = separator;
        Rows = rows;
        Below = [.. rows.Skip(1).Where(row => !IsCopy(row))];
        IGrouping<int, string[]>? usual = (Below.Count > 0 ? Below : rows).GroupBy(row => row.Length)
            .OrderByDescending(group => group.Count()).FirstOrDefault();
        UsualFields = usual?.Key ?? 0;
        UsualShare = (usual?.Count() ?? 0) / (double)Math.Max(1, Below.Count > 0 ? Below.Count : rows.Count);
        NamingComment = comment?.Length == UsualFields && UsualFields > 1 && !comment.Any(string.IsNullOrWhiteSpace)
            ? comment : null;
    }

    public char Separator { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The rows after the first that are not the same.</summary>
    public IReadOnlyList<string[]> Below { get; }

    /// <summary>How many fields most rows below the first have.</summary>
    public int UsualFields { get; }

    /// <summary>How many rows have that many, from 0 to 1.</summary>
    public double UsualShare { get; }

    /// <summary>Whether there are more columns than a table may have.</summary>
    public bool IsTooWide => UsualFields > FieldSplitter.MostFields || Rows.Count > 0 && Rows[0].Length > FieldSplitter.MostFields;

    /// <summary>The fields of the last comment before the first row, if they can be the names of all columns.</summary>
    public string[]? NamingComment { get; }

    /// <summary>
    /// Whether the first row names the columns: none of its fields is a number or a date, and either there are such below a name,
    /// or each column has a name of its own, which does not come again below it but where the whole row does.
    /// </summary>
    public bool LooksLikeHeader
    {
        get
        {
            string[] first = Rows[0];
            if (NamingComment is not null || !first.All(text => text.Length == 0 || IsName(text)))
                return false;
            TableHead head = TableHead.Of(this, hasHeader: true);
            if (Enumerable.Range(0, head.Names.Count).Any(i => first[i].Length > 0 && HoldsNoWords(FieldsBelow(i + head.FirstField))))
                return true;
            int copies = Rows.Count - 1 - Below.Count;
            return first.All(text => text.Length > 0) && first.Distinct().Count() == first.Length
                && (copies == 0 || first.Length > 1 && copies * RowsOfACopy <= Rows.Count)
                && Enumerable.Range(0, first.Length)
                .All(i => !FieldsBelow(i + head.FirstField).Contains(first[i], StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>
    /// How a row is compared with the header that may stand again: where a word is over numbers or dates, in any case. Where all columns
    /// hold words, <c>A,B</c> is a row below <c>a,b</c>.
    /// </summary>
    public StringComparison Naming => Enumerable.Range(0, UsualFields).Any(
        i => i < Rows[0].Length && IsWord(Rows[0][i]) && HoldsNoWords(FieldsBelow(i)))
        ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether there is a column of nothing but numbers.</summary>
    public bool HasNumbers => Enumerable.Range(0, UsualFields).Any(i => FieldsBelow(i).Any() && FieldsBelow(i).All(IsNumber));

    /// <summary>Whether a column's fields are several numbers each, with blanks between them: the separator is another one.</summary>
    public bool HoldsRowsOfNumbers => Enumerable.Range(0, UsualFields).Any(i => FieldsBelow(i).Any() && FieldsBelow(i).All(AreNumbers)
        && !FieldsBelow(i).All(text => text.Split(' ')[1..].All(part => part.TakeWhile(char.IsAsciiDigit).Count() == 3))); // Thousands.

    /// <summary>Whether the first row has as many fields as those below it, or one less.</summary>
    public bool HasFittingHeader => Rows.Count > 0 && (Rows[0].Length == UsualFields || Rows[0].Length == UsualFields - 1);

    /// <summary>Whether numbers have a comma before their decimal places.</summary>
    /// <param name="hasHeader">Whether the first row is none.</param>
    public bool HasDecimalCommas(bool hasHeader) => Separator != ','
        && Enumerable.Range(0, UsualFields)
        .Any(i => DecimalComma.IsIn(hasHeader ? FieldsBelow(i) : FieldsBelow(i).Append(Rows[0].ElementAtOrDefault(i) ?? ""), Separator));

    /// <summary>A column's fields in the rows after the first.</summary>
    private IEnumerable<string> FieldsBelow(int field) => Below.Where(row => row.Length == UsualFields && field < row.Length)
        .Select(row => row[field]);

    /// <exception cref="InvalidDataException">There is no row, or there are too many columns.</exception>
    public void Check(TableText file)
    {
        if (Rows.Count == 0)
            throw new InvalidDataException($"'{file.Name}' is empty: there is no row in it.");
        if (IsTooWide)
        {
            throw new InvalidDataException(
                $"The first rows of '{file.Name}' have more than {FieldSplitter.MostFields} fields, separated by "
                + $"{SeparatorNames.Of(Separator)}: a table may have that many columns at most.");
        }
    }

    /// <summary>Whether a row is the first again, as where files were joined; of a single word the case may tell.</summary>
    private bool IsCopy(string[] row) => row.AsSpan().SequenceEqual(Rows[0])
        || (row.Length > 1 && row.AsSpan().SequenceEqual(Rows[0], StringComparer.OrdinalIgnoreCase));

    private static bool HoldsNoWords(IEnumerable<string> fields)
    {
        string[] present = [.. fields.Where(field => !FieldValue.IsMissing(field))];
        return present.Length > 0 && (!present.Any(IsWord) || (present.Length > 2 && !present.Skip(1).Any(IsWord)));
    }

    private static bool IsNumber(string field) =>
        FieldValue.IsMissing(field) || FieldValue.Is(TableColumnKind.Number, field, '.')
        || FieldValue.Is(TableColumnKind.Number, field, ',');

    private static bool AreNumbers(string field) =>
        field.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts && parts.All(IsNumber)
        && !FractionField.TryRead(field, out _);

    public static TableSample Read(TableText file, char separator)
    {
        using RecordReader reader = RecordReader.Open(file, separator);
        var rows = new List<string[]>();
        string[]? comment = null;
        var fields = new List<ReadOnlyMemory<char>>();
        long all = 0;
        while (rows.Count < MostRows && all < MostFields && reader.Read() is { } record)
        {
            FieldSplitter.Split(record.IsComment ? record.Text.TrimStart('#', '/') : record.Text, separator, fields);
            all += fields.Count;
            string[] texts = [.. fields.Select(field => field.ToString())];
            if (!record.IsComment)
                rows.Add(texts);
            else if (rows.Count == 0)
                comment = texts;
        }

        return new TableSample(separator, rows, comment);
    }

    /// <summary>Bounds, such as those of ages, are names of columns, too.</summary>
    private static bool IsName(string field)
    {
        BoundField.Without(field, out bool isBound);
        return isBound || IsWord(field);
    }

    private static bool IsWord(string field) =>
        !FieldValue.IsMissing(field) && !FieldValue.Is(TableColumnKind.Number, field, '.')
        && !FieldValue.Is(TableColumnKind.Number, field, ',')
        && !FieldValue.Is(TableColumnKind.Date, field, '.') && !FieldValue.Is(TableColumnKind.Boolean, field, '.');
}

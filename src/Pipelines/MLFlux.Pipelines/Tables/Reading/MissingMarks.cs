namespace MLFlux.Tables;

/// <summary>Fields of which a user says that they stand for missing values: <c>-999</c>, <c>unknown</c>.</summary>
internal sealed class MissingMarks
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly double[] _numbers;

    private MissingMarks(IReadOnlyList<string> all)
    {
        All = all;
        _words = all.ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = [.. all.Select(Number).OfType<double>()];
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>The marks; null for none.</summary>
    public static MissingMarks? Of(IReadOnlyList<string> marks) => marks.Count > 0 ? new MissingMarks(marks) : null;

    /// <summary>The words that stand for missing values in some columns alone.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="key">What a column is found by; of several with the same, the first counts.</param>
    public static Dictionary<TKey, MissingMarks> ByColumn<TKey>(IEnumerable<TableColumn> columns, Func<TableColumn, TKey> key)
        where TKey : notnull => columns.Where(column => column.Missing?.Count > 0)
        .DistinctBy(key).ToDictionary(key, column => new MissingMarks(column.Missing!));

    /// <summary>Whether a field is one of the marks, in upper or lower case.</summary>
    public bool IsWord(ReadOnlySpan<char> field) => _words.Contains(field);

    /// <summary>Whether a field is one of the marks or, as a number, equal to one: <c>-999.0</c>, <c>-999,0</c>.</summary>
    public bool IsMissing(ReadOnlySpan<char> field) => IsWord(field)
        || (_numbers.Length > 0 && Number(field) is double number && _numbers.AsSpan().Contains(number));

    /// <summary>Whether a value that has a type is one of the marks.</summary>
    public bool IsMissingValue(object value) => value switch
    {
        string text => IsMissing(text.AsSpan().Trim()),
        bool or char or Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or byte[] => IsWord(TypedValue.Text(value)),
        _ => _numbers.Length > 0 && TypedValue.TryNumber(value, out double number) && _numbers.AsSpan().Contains(number),
    };

    private static double? Number(string text) => Number(text.AsSpan());

    /// <summary>The number of a field, with a point before decimal places or, where it is none so, with a comma.</summary>
    private static double? Number(ReadOnlySpan<char> text) =>
        NumberField.TryRead(text, '.', anyUnit: false, out double number, out _)
        || NumberField.TryRead(text, ',', anyUnit: false, out number, out _) ? number : null;
}

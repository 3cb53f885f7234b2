using System.Globalization;

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

    /// <summary>Whether a field is one of the marks, in upper or lower case.</summary>
    public bool IsWord(ReadOnlySpan<char> field) => _words.Contains(field);

    /// <summary>Whether a field is one of the marks or, as a number, equal to one: <c>-999.0</c>.</summary>
    public bool IsMissing(ReadOnlySpan<char> field) => IsWord(field)
        || (_numbers.Length > 0 && Number(field) is double number && _numbers.AsSpan().Contains(number));

    private static double? Number(string text) => Number(text.AsSpan());

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}

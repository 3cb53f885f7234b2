using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>What a look at the rows found in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Missing">In how many of them there is no value.</param>
/// <param name="Values">
/// The different values and how often each is there: numbers, truth values or texts; the first so many, if there are more.
/// </param>
/// <param name="HasAllValues">Whether those are all.</param>
internal sealed record ColumnProfile(
    DataViewSchema.Column Column, long Rows, long Missing, IReadOnlyDictionary<object, long> Values, bool HasAllValues)
{
    /// <summary>The least number; NaN where there is none.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The greatest number; NaN where there is none.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>About the median of the numbers; NaN where there is none.</summary>
    public double Typical { get; init; } = double.NaN;

    /// <summary>
    /// How many times their standard deviation is that of normal numbers whose distances from the median are as large; NaN where that was
    /// not asked for.
    /// </summary>
    public double TailWeight { get; init; } = double.NaN;

    /// <summary>Whether all numbers are whole.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether some value is known to be there twice.</summary>
    public bool HasRepeats { get; init; }

    /// <summary>How many words a text has on average; in scripts without blanks between them, about.</summary>
    public double Words { get; init; }

    /// <summary>How many characters of scripts without blanks between words a text has on average.</summary>
    public double Characters { get; init; }

    /// <summary>In how many rows a text ends as the path of an image does.</summary>
    public long ImagePaths { get; init; }

    public string Name => Column.Name;

    /// <summary>The numbers; null where there is none.</summary>
    public NumberRange? Range => double.IsNaN(Minimum) ? null : new NumberRange(Minimum, Typical, Maximum);

    public long Present => Rows - Missing;

    /// <summary>Whether each row has a value of its own.</summary>
    public bool IsUnique => Present > 1 && !HasRepeats && (!HasAllValues || Values.Count == Present);
}

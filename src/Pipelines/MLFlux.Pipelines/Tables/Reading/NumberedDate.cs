using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Dates that a file has as numbers: days as spreadsheets count them, seconds, or parts of them, since 1970, and digits that are written as
/// a date. What the numbers of a column are is kept as its unit.
/// </summary>
internal static class NumberedDate
{
    /// <summary>The date that a number is; null for none.</summary>
    /// <param name="field">The number.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="marker">What stands before decimal places.</param>
    public static DateTime? Read(ReadOnlySpan<char> field, string unit, char marker) =>
        NumberField.TryRead(field, marker, anyUnit: false, out double number, out _) ? Read(number, unit) : null;

    /// <inheritdoc cref="Read(ReadOnlySpan{char}, string, char)"/>
    public static DateTime? Read(double number, string unit) =>
        NumberedUnit.Of(unit) is { } known && !known.IsNone(number) ? known.Read(number) : null;

    /// <summary>Says that a column's numbers are read as dates, and how they are not.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="side">What they count.</param>
    /// <param name="zeros">How many are zero.</param>
    /// <param name="names">The options, in the words of whoever calls.</param>
    public static string Note(
        string column, string file, Extremes numbers, NumberedSide side, long zeros, TableOptionNames names)
    {
        bool hasNone = zeros > 0 && side.Unit.IsNone(0);
        double least = hasNone && numbers.Least == 0 ? numbers.LeastButOne : numbers.Least;
        return string.Create(CultureInfo.InvariantCulture,
            $"Column '{column}' of '{file}' is read as {(side.Unit.Named == DateName.Clock ? "times" : "dates")}: its numbers {least} to "
            + $"{numbers.Greatest} are {side.Unit.Name}, {Text(side.First, side)} to {Text(side.Last, side)}"
            + $"{(hasNone ? $", and 0, in {zeros:N0} rows, is a missing one" : "")}; {names.Number(column)} reads numbers.");
    }

    /// <summary>Says that a column's numbers may be dates.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="side">What they may count.</param>
    /// <param name="names">The options, in the words of whoever calls.</param>
    public static string Hint(string column, string file, Extremes numbers, NumberedSide side, TableOptionNames names) => string.Create(
        CultureInfo.InvariantCulture,
        $"Column '{column}' of '{file}' is read as numbers, though {numbers.Least} to {numbers.Greatest} may be {side.Unit.Name}, "
        + $"{Text(side.First, side)} to {Text(side.Last, side)}; {names.Date(column)} reads dates.");

    private static string Text(DateTime date, NumberedSide side) => date.ToString(side.Unit.Format, CultureInfo.InvariantCulture);
}

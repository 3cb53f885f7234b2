using System.Globalization;

namespace MLFlux.Tables;

/// <summary>
/// Dates that a file has as numbers: days as spreadsheets count them, and seconds, or parts of them, since 1970. What the numbers of a
/// column count is kept as its unit.
/// </summary>
internal static class NumberedDate
{
    private const double FirstDay = 14_611, LastDay = 54_788; // 1940 and 2049.
    private const double FirstSecond = 631_152_000, LastSecond = 2_524_608_000; // 1990 and 2050.

    private static readonly DateTime s_sheetStart = new(1899, 12, 30);

    private static readonly (string Unit, double Ticks)[] s_units =
    [
        ("days since 1899-12-30", TimeSpan.TicksPerDay), ("seconds since 1970", TimeSpan.TicksPerSecond),
        ("milliseconds since 1970", TimeSpan.TicksPerMillisecond), ("microseconds since 1970", TimeSpan.TicksPerMicrosecond),
    ];

    private static readonly HashSet<string> s_words = new(
    [
        "date", "dates", "day", "datetime", "timestamp", "datum", "zeitpunkt", "zeitstempel", "fecha", "dia", "jour", "giorno", "dato",
        "päivä", "tarih", "дата", "日付", "日期", "날짜", "birthday", "birthdate", "dob", "geburtstag",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_moments = new(
    [
        "time", "zeit", "hora", "heure", "ora", "tijd", "ts", "dt", "created", "updated", "modified", "at", "on", "epoch", "unixtime",
        "unix",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_endings = ["date", "datum", "timestamp", "datetime", "fecha"];

    /// <summary>Words that end so and are no dates.</summary>
    private static readonly HashSet<string> s_others = new(
        ["candidate", "update", "mandate", "validate", "invalidate", "consolidate", "liquidate"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What a column's numbers count, by its name and their range; null for a column of other numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="numbers">Its numbers, the least and the greatest of which count.</param>
    public static string? Of(string name, Extremes numbers)
    {
        string[] words = name.Split([' ', '_', '-', '.', '(', ')', '[', ']', '/'], StringSplitOptions.RemoveEmptyEntries);
        bool isDate = words.Any(word => s_words.Contains(word)
            || (!s_others.Contains(word) && s_endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))));
        bool isMoment = isDate || words.Any(s_moments.Contains) || name.EndsWith("Time", StringComparison.Ordinal)
            || name.EndsWith("At", StringComparison.Ordinal);
        string? unit = ByRange(numbers);
        return (unit == s_units[0].Unit ? isDate : isMoment) ? unit : null;
    }

    /// <summary>What numbers count that are dates; null where they can be none.</summary>
    public static string? ByRange(Extremes numbers)
    {
        (double least, double greatest) = (numbers.Least, numbers.Greatest);
        if (least > greatest)
            return null;
        if (least >= FirstDay && greatest <= LastDay)
            return s_units[0].Unit;
        foreach ((string unit, double ticks) in s_units[1..])
        {
            double second = TimeSpan.TicksPerSecond / ticks;
            if (least >= FirstSecond * second && greatest <= LastSecond * second)
                return unit;
        }

        return null;
    }

    /// <summary>The date that a number is; null for none.</summary>
    /// <param name="field">The number.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="marker">What stands before decimal places.</param>
    public static DateTime? Read(ReadOnlySpan<char> field, string unit, char marker) =>
        NumberField.TryRead(field, marker, anyUnit: false, out double number, out _) ? Read(number, unit) : null;

    /// <inheritdoc cref="Read(ReadOnlySpan{char}, string, char)"/>
    public static DateTime? Read(double number, string unit)
    {
        double each = Array.Find(s_units, one => one.Unit == unit).Ticks;
        DateTime start = unit == s_units[0].Unit ? s_sheetStart : DateTime.UnixEpoch;
        double ticks = Math.Round(number * each / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond;
        return Math.Abs(ticks) < (DateTime.MaxValue - start).Ticks && start.Ticks + ticks >= 0
            ? DateTime.SpecifyKind(start.AddTicks((long)ticks), DateTimeKind.Unspecified) : null;
    }

    /// <summary>Says that a column's numbers are read as dates, and how they are not.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="unit">What they count.</param>
    /// <param name="names">The options, in the words of whoever calls.</param>
    public static string Note(string column, string file, Extremes numbers, string unit, TableOptionNames names) => string.Create(
        CultureInfo.InvariantCulture,
        $"Column '{column}' of '{file}' is read as dates: its numbers {numbers.Least} to {numbers.Greatest} are {unit}, "
        + $"{Read(numbers.Least, unit):yyyy-MM-dd} to {Read(numbers.Greatest, unit):yyyy-MM-dd}; {names.Number(column)} reads numbers.");
}

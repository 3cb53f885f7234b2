namespace MLFlux.Tables;

/// <summary>What stands among or behind the numbers, or among the dates, of a column and changes none of them.</summary>
/// <param name="Missing">Words that stand for missing values.</param>
/// <param name="Flags">Letters behind some numbers.</param>
internal sealed record ColumnForm(IReadOnlyList<string> Missing, IReadOnlyList<string> Flags)
{
    /// <summary>More words are names of something.</summary>
    private const int MostWords = 3;

    /// <summary>A word in one row alone may be a slip of the pen.</summary>
    private const int LeastRows = 2;

    /// <summary>Of so many rows one at most may have such a word: where more have, the words are what the column is about.</summary>
    private const int RowsOfAWord = 4;

    /// <summary>Of so many rows one at most may be neither a number nor such a word, as in any column of numbers.</summary>
    private const int RowsOfAFault = 20;

    /// <summary>Fewer different numbers are levels, as the words beside them are.</summary>
    private const int LeastNumbers = 4;

    private const int LongestWord = 24;

    /// <summary>The form of a column; null where nothing is such.</summary>
    /// <param name="name">The column's name, which stands among its values where files were joined with their headers.</param>
    /// <param name="tally">What is known of its fields.</param>
    public static ColumnForm? Of(string name, ColumnTally tally)
    {
        NumberTally measured = tally.Measured;
        return OfNumbers(name, tally.Numbers, tally.Marker)
            ?? (measured.Extremes.AreSeveral ? Of(name, measured.Count, measured.Others, []) : null)
            ?? (tally.Dates.HasPlain ? Of(name, tally.Dates.Count(tally.Order), tally.Dates.Others(tally.Order), []) : null);
    }

    /// <summary>The form of numbers, some of which may have flags.</summary>
    private static ColumnForm? OfNumbers(string name, NumberTally numbers, char marker)
    {
        var flagged = new List<double>();
        var units = new HashSet<string>();
        var flags = new HashSet<string>();
        var others = new List<(long Line, string Text)>();
        foreach ((long line, string text) in numbers.Others)
        {
            ReadOnlySpan<char> number = FlagField.Without(text, out ReadOnlySpan<char> flag);
            if (!flag.IsEmpty && NumberField.TryRead(number, marker, anyUnit: false, out double value, out ReadOnlySpan<char> unit)
                && unit is [] or "%")
            {
                flagged.Add(value);
                flags.Add(flag.ToString());
                units.Add(unit.ToString());
            }
            else
            {
                others.Add((line, text));
            }
        }

        // One word behind all numbers is their unit; beside numbers of a unit, such as £, a letter is one of another, such as p.
        bool areFlags = FlagField.AreFlags(flags) && (flags.Count > 1 || numbers.Count > 0)
            && units.Count == 1 && (numbers.Count == 0 || units.Contains(numbers.FoundUnit ?? ""));
        if (!areFlags)
            (flagged, flags, others) = ([], [], [.. numbers.Others]);
        bool areNumbers = numbers.Extremes.AreSeveral || flagged.Distinct().Count() >= LeastNumbers;
        return areNumbers ? Of(name, numbers.Count + flagged.Count, others, [.. flags.Order(StringComparer.Ordinal)]) : null;
    }

    private static ColumnForm? Of(string name, int values, IReadOnlyList<(long Line, string Text)> others, IReadOnlyList<string> flags)
    {
        IGrouping<string, (long Line, string Text)>[] words = [.. others
            .Where(other => other.Text.Length <= LongestWord && !other.Text.AsSpan().ContainsAnyInRange('0', '9')
                && !other.Text.Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(other => other.Text, StringComparer.OrdinalIgnoreCase).Where(word => word.Count() >= LeastRows)];
        int inWords = words.Sum(word => word.Count());
        int all = values + others.Count;
        bool areMarks = words.Length <= MostWords && words.Count(word => !AbsenceWords.Say(word.Key)) <= 1
            && (long)inWords * RowsOfAWord <= all
            && (others.Count - inWords) * (long)RowsOfAFault <= all && values > 0;
        return !areMarks || (words.Length == 0 && flags.Count == 0) ? null
            : new ColumnForm([.. words.OrderByDescending(word => word.Count()).Select(word => word.Key)], flags);
    }
}

namespace MLFlux.Tables;

/// <summary>What stands among or behind the numbers, or among the dates, of a column and changes none of them.</summary>
/// <param name="Missing">Words that stand for missing values.</param>
/// <param name="Flags">Letters behind some numbers.</param>
/// <param name="HasFaults">Whether the column was one of numbers or dates before, so that other words in it are faults.</param>
internal sealed record ColumnForm(IReadOnlyList<string> Missing, IReadOnlyList<string> Flags, bool HasFaults)
{
    /// <summary>The form of a column in which nothing of the kind was found.</summary>
    public static readonly ColumnForm None = new([], [], HasFaults: true);

    /// <summary>More words are names of something.</summary>
    private const int MostWords = 3;

    /// <summary>A word in one row alone may be a slip of the pen.</summary>
    private const int LeastRows = 2;

    /// <summary>Of so many rows one at most may have such a word: where more have, the words are what the column is about.</summary>
    private const int RowsOfAWord = 4;

    /// <summary>Fewer different numbers are levels, as the words beside them are.</summary>
    private const int LeastNumbers = 4;

    private const int LongestWord = 24;

    /// <summary>The unit of a column of which the first is its opposite, as S is of N; null for others.</summary>
    public string? Unit { get; init; }

    /// <summary>What stands before decimal places, where that was settled with the form; null for what the file tells.</summary>
    public char? DecimalMarker { get; init; }

    /// <summary>The form of a column; null where nothing is such.</summary>
    /// <param name="name">The column's name, which stands among its values where files were joined with their headers.</param>
    /// <param name="tally">What is known of its fields.</param>
    public static ColumnForm? Of(string name, ColumnTally tally)
    {
        NumberTally measured = tally.Measured;
        bool hasFaults = tally.Infer() != TableColumnKind.Text;
        return OfNumbers(name, tally.Numbers, tally.Marker, hasFaults)
            ?? (measured.Extremes.AreSeveral ? Of(name, measured.Count, measured.Others, [], hasFaults) : null)
            ?? (tally.Dates.HasPlain ? Of(name, tally.Dates.Count(tally.Order), tally.Dates.Others(tally.Order), [], hasFaults) : null);
    }

    /// <summary>
    /// The form, once all rows were read with it: what the first of them say may be wrong of the others. A column that is one of words
    /// still keeps all of them, and none that was becomes one of which rows are refused.
    /// </summary>
    public ColumnForm Checked(ColumnTally tally)
    {
        TableColumnKind kind = tally.Infer();
        bool isWrong = (kind == TableColumnKind.Text && !tally.IsMeasured)
            || tally.Marked * (long)RowsOfAWord > (long)tally.Marked + tally.Present
            || (!HasFaults && tally.OtherThan(kind).Count > 0)
            || (Flags.Count > 0 && tally.Numbers.FoundUnit is not (null or "%"));
        return isWrong ? None with { Unit = Unit } : this;
    }

    /// <summary>The form of numbers, some of which may have flags.</summary>
    private static ColumnForm? OfNumbers(string name, NumberTally numbers, char marker, bool hasFaults)
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
        return areNumbers ? Of(name, numbers.Count + flagged.Count, others, [.. flags.Order(StringComparer.Ordinal)], hasFaults) : null;
    }

    private static ColumnForm? Of(
        string name, int values, IReadOnlyList<(long Line, string Text)> others, IReadOnlyList<string> flags, bool hasFaults)
    {
        IGrouping<string, (long Line, string Text)>[] words = [.. others
            .Where(other => other.Text.Length <= LongestWord && !other.Text.AsSpan().ContainsAnyInRange('0', '9')
                && !other.Text.Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(other => other.Text, StringComparer.OrdinalIgnoreCase).Where(word => word.Count() >= LeastRows)];
        int inWords = words.Sum(word => word.Count());
        int all = values + others.Count;
        int mostOthers = words.Length == 1 || hasFaults ? 1 : 0; // Where words are faults, two in one are better than rows refused.
        bool areMarks = words.Length <= MostWords && words.Count(word => !AbsenceWords.Say(word.Key)) <= mostOthers
            && (long)inWords * RowsOfAWord <= all && (hasFaults || inWords == others.Count) && values > 0;
        return !areMarks || (words.Length == 0 && flags.Count == 0) ? null
            : new ColumnForm([.. words.OrderByDescending(word => word.Count()).Select(word => word.Key)], flags, hasFaults);
    }
}

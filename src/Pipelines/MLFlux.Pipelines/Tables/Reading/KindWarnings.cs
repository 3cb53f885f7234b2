using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Says which columns hold something else than they look like.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="options">What is known of it.</param>
/// <param name="warn">Is told, a sentence each.</param>
internal sealed class KindWarnings(string file, TableOptions options, Action<string> warn)
{
    private const int LeastMarks = 2, MostWords = 3;

    /// <summary>
    /// What to do where one word alone, in several rows, is none of what its column holds: a sentence behind a blank, or nothing.
    /// </summary>
    public string Mark(IReadOnlyList<TableColumn> columns, TableScan scan)
    {
        IEnumerable<(long Line, string Text)[]> faults = columns.Where(column => !options.Unread.Contains(column.Name))
            .Select(column => scan.Columns[column.Index].OtherThan(column.Kind).ToArray());
        (long, string Text)[]? alike = faults.FirstOrDefault(
            others => others.Length >= LeastMarks && others.All(other => other.Text == others[0].Text));
        return alike is null ? ""
            : $" If '{alike[0].Text}' stands for a missing value, say so: {options.Names.Missing(alike[0].Text)}.";
    }

    /// <summary>
    /// What to do where rows have no value that have to, and a word stands for it that may be a value of its own: a sentence behind a
    /// blank, or nothing.
    /// </summary>
    public string MissingWord(IReadOnlyList<TableColumn> columns, TableScan scan) => columns
        .Where(column => column.Kind == TableColumnKind.Text && options.IsRequired(column.Name) && !options.IsSettled(column.Name))
        .Select(column => (column.Name, Word: scan.Columns[column.Index].MissingWord)).FirstOrDefault(one => one.Word is not null)
        is (string name, string word)
        ? $" If '{word}' is a value of '{name}', and not a missing one, say so: {options.Names.Text(name)}." : "";

    public void Warn(IReadOnlyList<TableColumn> columns, TableScan scan, UnitLine? units)
    {
        TableColumn[] words = [.. columns.Where(column => column is { Kind: TableColumnKind.Text, Spellings: null }
            && !options.IsSettled(column.Name))];
        if (units is not null && words.Intersect(units.Columns).Any())
            warn(units.Advice(file));
        foreach (TableColumn column in words.Except(units?.Columns ?? []))
            WarnOfWords(column, scan.Columns[column.Index]);
        foreach (TableColumn column in columns.Where(column => !options.Unread.Contains(column.Name)))
            WarnOfValues(column, scan.Columns[column.Index]);
    }

    private void WarnOfWords(TableColumn column, ColumnTally tally)
    {
        if (tally.MixedNumbers is var (point, comma))
        {
            warn($"Column '{column.Name}' of '{file}' is read as words: some of its numbers have a point before their decimal places, as "
                + $"'{point}', others a comma, as '{comma}'. Write all of them alike.");
        }
        else if (tally.AreNearlyNumbers)
        {
            WarnOfOthers(column, "numbers", tally.OtherThan(TableColumnKind.Number));
        }
        else if (tally.AreNearlyDates)
        {
            WarnOfOthers(column, "dates", tally.OtherThan(TableColumnKind.Date));
        }
        else if (tally.Shape.Numbers(tally.Present) is > 0 and int numbers
            && (numbers > 1 || tally is { MeasuredUnit: null, OtherUnit: null }))
        {
            warn($"Column '{column.Name}' of '{file}' is read as words, though nearly every value holds "
                + $"{(numbers == 1 ? "a number" : $"{numbers} numbers")}, such as '{tally.Shape.Example}'. Where "
                + $"{(numbers == 1 ? "it matters, give it" : "these numbers matter, give each")} a column of its own.");
        }

        if (tally.MeasuredUnit is string unit)
            warn($"Column '{column.Name}' of '{file}' is read as words, though its values look like numbers of the unit '{unit}'; "
                + $"{options.Names.Number(column.Name)} reads them as numbers.");
        else if (tally.OtherUnit is var (otherLine, otherText, firstUnit))
            warn($"Column '{column.Name}' of '{file}' is read as words, though its values look like numbers of several units: of "
                + $"'{firstUnit}', and line {otherLine} has '{otherText}'. Numbers of one unit are read as such.");
    }

    /// <summary>What to do where a few words alone are no numbers.</summary>
    private string Marks(IReadOnlyList<(long Line, string Text)> others)
    {
        string[] words = [.. others.Select(other => other.Text).Distinct().Take(MostWords + 1)];
        bool haveDigits = words.Any(word => word.AsSpan().ContainsAnyInRange('0', '9'));
        return words.Length > MostWords || haveDigits || others.Count < LeastMarks * words.Length ? ""
            : $" If {string.Join(" and ", words.Select(word => $"'{word}'"))} {(words.Length == 1 ? "stands" : "stand")} for a missing "
                + $"value, say so: {string.Join(", ", words.Select(options.Names.Missing))}.";
    }

    /// <summary>Says which fields keep a column from what most of its values are.</summary>
    private void WarnOfOthers(TableColumn column, string kind, IReadOnlyList<(long Line, string Text)> others) =>
        warn($"Column '{column.Name}' of '{file}' is read as words, though most of its values are {kind}: line {others[0].Line} has "
            + $"'{others[0].Text}'.{Marks(others)}");

    private void WarnOfDates(TableColumn column, ColumnTally tally)
    {
        if (tally is { DateSide: { } side, Numbered: { } numbered } && !options.IsSettled(column.Name))
            warn(NumberedDate.Note(column.Name, file, tally.Numbers.Extremes, side, numbered.Zeros, options.Names));

        if (tally.Dates is { None: string none, Nones: var rows })
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}' has '{none}' or the like in {rows:N0} {(rows == 1 ? "row" : "rows")}, read as a "
                + $"missing date."));
        }
    }

    /// <summary>Says what stands among a column's numbers or dates and is taken for nothing but a missing value, or a flag.</summary>
    private void WarnOfForm(TableColumn column, ColumnTally tally)
    {
        string kind = column.Kind == TableColumnKind.Date ? "dates" : "numbers";
        if (column.Missing is { } words)
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}' is read as {kind}: {string.Join(" and ", words.Select(word => $"'{word}'"))} in "
                + $"{tally.Marked:N0} rows {(words.Count == 1 ? "stands" : "stand")} for missing ones; {options.Names.Text(column.Name)} "
                + $"reads words."));
        }

        if (column.Flags is { } flags)
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}' is read as numbers without the flags behind {tally.Flagged:N0} of them "
                + $"({string.Join(", ", flags)}), as in '{tally.FlaggedNumber}'; {options.Names.Text(column.Name)} reads words."));
        }
    }

    private void WarnOfLabel(TableColumn column, ColumnTally tally)
    {
        if (FieldValue.IsNumber(column.Kind) && tally.Spellings?.SameNumber(tally.Marker) is var (one, other))
        {
            warn($"Column '{column.Name}' of '{file}': '{one}' and '{other}' are read as one number; {options.Names.Text(column.Name)} "
                + "keeps them apart.");
        }
    }

    private void WarnOfValues(TableColumn column, ColumnTally tally)
    {
        if (column.Kind == TableColumnKind.Date)
            WarnOfDates(column, tally);
        else if (FieldValue.IsNumber(column.Kind) && !options.IsSettled(column.Name) && tally.Numbered?.Hint() is { } hint)
            warn(NumberedDate.Hint(column.Name, file, tally.Numbers.Extremes, hint, options.Names));
        WarnOfLabel(column, tally);
        WarnOfForm(column, tally);
        if (FieldValue.IsNumber(column.Kind) && tally.Numbers is { FoundUnit: "%" or "‰", WithUnit: var withUnit, Count: var count }
            && withUnit < count)
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}' has {tally.Numbers.FoundUnit} behind {withUnit:N0} of its {count:N0} numbers; all are "
                + $"read as they stand, so that 12% is 12, and 0.12 is 0.12. Write all of them alike."));
        }

        if (FieldValue.IsNumber(column.Kind) && tally.Numbers.Extremes.Stranger() is var (mark, rows, from, to))
        {
            string text = mark.ToString(CultureInfo.InvariantCulture);
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}' has {text} in {rows:N0} rows, far from its other values, which are from {from:G6} to "
                + $"{to:G6}. If it stands for a missing value, say so: {options.Names.Missing(text)}."));
        }

        if (FieldValue.IsNumber(column.Kind) && tally.Numbers.Altered is var (written, number))
        {
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{column.Name}' of '{file}': '{written}' is read as {number}; {options.Names.Text(column.Name)} reads words."));
        }

        if (column.Spellings is { } spellings)
        {
            (string usual, string other) = tally.Spellings is { } all ? all.Example(spellings)
                : TruthSpellings.Example(tally.Texts!, spellings);
            warn($"Column '{column.Name}' of '{file}' has values in several spellings; each is read as the one that most of its rows "
                + $"have: '{other}' as '{usual}'. {options.Names.Text(column.Name)} keeps them apart.");
        }
    }
}

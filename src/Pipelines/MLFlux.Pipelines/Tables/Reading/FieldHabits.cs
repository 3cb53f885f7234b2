using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Decides for a whole file how numbers and dates are read that a column alone leaves open.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="separator">What stands between its fields.</param>
/// <param name="options">What is known of it.</param>
/// <param name="warn">Is told what nothing decides.</param>
internal sealed class FieldHabits(string path, char separator, TableOptions options, Action<string> warn)
{
    private readonly List<(string Column, ColumnTally Tally)> _openNumbers = [], _openDates = [];

    /// <summary>Settles every column, and says what stands before the decimal places of most.</summary>
    public char Settle(IReadOnlyList<string> names, ColumnTally[] tallies)
    {
        char marker = SettleNumbers(names, tallies);
        SettleDates(names, tallies, marker);
        return marker;
    }

    /// <summary>Warns of what was read in one of two ways, now that it is known which columns are read so.</summary>
    public void Warn(IReadOnlyList<TableColumn> columns)
    {
        foreach ((string name, ColumnTally tally) in _openNumbers.Where(
            open => columns.Any(column => column.Name == open.Column && FieldValue.IsNumber(column.Kind))))
        {
            NumberField.TryRead(tally.AmbiguousNumber, tally.Marker, anyUnit: true, out double number, out _);
            warn($"Column '{name}' of '{path}': '{tally.AmbiguousNumber}' is read as {number.ToString(CultureInfo.InvariantCulture)}, "
                + "though nothing in the file tells whether its mark stands between thousands or before decimal places; "
                + $"{(tally.Marker == '.' ? options.Names.DecimalComma : options.Names.DecimalPoint)} reads it the other way.");
        }

        foreach ((string name, ColumnTally tally) in _openDates.Where(
            open => columns.Any(column => column.Name == open.Column && column.Kind == TableColumnKind.Date)))
        {
            bool isDay = tally.Order == DateOrder.DayFirst;
            warn($"Column '{name}' of '{path}': '{tally.Dates.Ambiguous}' is read with the {(isDay ? "day" : "month")} first, though "
                + $"nothing in the file tells day and month apart; {(isDay ? options.Names.MonthFirst : options.Names.DayFirst)} reads it "
                + "the other way.");
        }
    }

    private char SettleNumbers(IReadOnlyList<string> names, ColumnTally[] tallies)
    {
        foreach (ColumnTally tally in tallies)
            tally.Marker = tally.SettledMarker ?? tally.SureMarker ?? options.DecimalMarker ?? '.';
        char[] sure = [.. tallies.Where(tally => tally.SureMarker is not null && FieldValue.IsNumber(tally.Infer()))
            .Select(tally => tally.Marker)];
        bool isCommaLikely = separator == ';'
            && tallies.Any(tally => tally.AmbiguousNumber?.Contains(',', StringComparison.Ordinal) == true);
        char marker = options.DecimalMarker ?? (sure.Contains('.') ? '.' : sure.Contains(',') || isCommaLikely ? ',' : '.');
        for (int i = 0; i < tallies.Length; i++)
        {
            if ((tallies[i].SettledMarker ?? tallies[i].SureMarker) is not null)
                continue;
            tallies[i].Marker = marker;
            if (tallies[i].AmbiguousNumber is not null && sure.Length == 0 && options.DecimalMarker is null && !isCommaLikely)
                _openNumbers.Add((names[i], tallies[i]));
        }

        return marker;
    }

    private void SettleDates(IReadOnlyList<string> names, ColumnTally[] tallies, char marker)
    {
        DateOrder[] sure = [.. tallies.Select(tally => tally.Dates.Sure).OfType<DateOrder>().Distinct()];
        DateOrder usual = sure.Length == 1 ? sure[0] : marker == ',' ? DateOrder.DayFirst : DateOrder.MonthFirst;
        for (int i = 0; i < tallies.Length; i++)
        {
            DateTally dates = tallies[i].Dates;
            DateOrder order = options.Dates ?? dates.Sure ?? usual, other = order == DateOrder.DayFirst ? DateOrder.MonthFirst
                : DateOrder.DayFirst;

            // What only one order reads is beyond doubt, whatever the option says of the rest.
            tallies[i].Order = dates.Count(order) * 20L < dates.Count(other) * 19L ? other : order;
            if (dates is { Sure: null, Ambiguous: not null } && options.Dates is null && sure.Length != 1)
                _openDates.Add((names[i], tallies[i]));
        }
    }
}

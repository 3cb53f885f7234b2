using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.MLNet;

namespace MLFlux.Tables;

/// <summary>
/// Loads rows whose values have types: what their columns hold follows from all values, not from what the source declares.
/// </summary>
internal static class TypedTable
{
    /// <summary>Finds out what the columns hold, and loads the rows.</summary>
    /// <exception cref="InvalidDataException">There is no row, a column cannot be used, or rows cannot be read.</exception>
    public static (TableLayout Layout, IDataView Rows) Infer(DataOperationsCatalog catalog, ITypedSource source, TableOptions options)
    {
        MissingMarks? marks = MissingMarks.Of(options.Missing);
        source = MarkedSource.Of(source, marks);
        CheckNames(source, options);
        CheckUsable(source, options, field => source.Fields[field].Unusable);
        int[] usable = [.. Enumerable.Range(0, source.Fields.Count).Where(i => source.Fields[i].Unusable is null)];
        (TypedTally[] tallies, long rows) = Count(source, usable);
        if (rows == 0)
            throw new InvalidDataException($"'{source.Name}' has no row.");
        CheckUsable(source, options, field => tallies[field].Unknown);

        TableColumn[] columns = [.. source.Fields.Select((field, i) => Column(field, i, tallies[i], options))];
        foreach (TableColumn column in columns.Where(column => !options.IsSettled(column.Name)))
            WarnOfDates(catalog, source.Name, column, tallies[column.Index], options);
        var layout = new TableLayout(
            catalog, new RowFormat(',', '.') { Missing = marks }, hasHeader: true, columns, options.Unreadable, inferred: null)
        {
            Remedies = options.Remedies,
        };
        TableColumn[] read = [.. columns.Where(column => !options.Unread.Contains(column.Name))];
        bool mayHaveFaults = options.Kinds.Count > 0
            || read.Any(column => options.IsRequired(column.Name) && tallies[column.Index].Missing > 0);
        HashSet<long> skipped = mayHaveFaults ? Check(layout, source, options.Unreadable,
            [.. read.Where(column => options.Kinds.ContainsKey(column.Name) && column.Kind != TableColumnKind.Text)
                .Select(TypedCheck.OfKind),
                .. read.Where(column => options.IsRequired(column.Name)).Select(TypedCheck.Present)]) : [];
        IDataView view = new TypedView(source, [.. columns.Select(column =>
            source.Fields[column.Index].Unusable is null && tallies[column.Index].Unknown is null ? column
                : column with { Index = TypedView.Absent })], skipped);
        long budget = options.MemoryBudget ?? KeptOnDemand.DefaultBudget;
        return (layout, budget > 0 ? new KeptOnDemand(view, budget) : view);
    }

    /// <summary>Loads other rows of a layout's columns, which are found by their names.</summary>
    /// <exception cref="InvalidDataException">Columns are missing or hold something else, or rows cannot be read.</exception>
    public static IDataView Load(
        DataOperationsCatalog catalog, TableLayout layout, ITypedSource source, TableUse use, UnreadableRows unreadable)
    {
        source = MarkedSource.Of(source, layout.Marks);
        string[] present = [.. source.Fields.Select(field => field.Name)];
        TableColumn[] columns = [.. layout.Columns.Select(column => column with
        {
            DecimalMarker = column.DecimalMarker ?? layout.DecimalMarker,
            Index = !use.IsUnread(column.Name) && Array.IndexOf(present, column.Name) is >= 0 and var index ? index : TypedView.Absent,
        })];
        string[] wrong = [.. columns.Where(column => column.Index == TypedView.Absent && !use.MayLack(column.Name))
            .Select(column => NearestNames.Missing(column.Name, present)),
            .. columns.Where(column => column.Index != TypedView.Absent && source.Fields[column.Index].Unusable is not null)
            .Select(column => $"column '{column.Name}' holds {source.Fields[column.Index].Unusable}, expected "
                + $"{FieldValue.Name(column.Kind)}")];
        if (wrong.Length > 0)
            throw new InvalidDataException(
                $"'{source.Name}' does not have the columns that were expected: {string.Join("; ", wrong)}.");

        TableColumn[] read = [.. columns.Where(column => column.Index != TypedView.Absent)];
        HashSet<long> skipped = Check(layout, source, unreadable, [.. read.Select(TypedCheck.OfKind),
            .. read.SelectMany(column => use.Checked.Where(check => check.ColumnName == column.Name)
                .Select(check => TypedCheck.OneOf(column, check.Values)))]);
        if (skipped.Count > 0)
            catalog.Warn($"{skipped.Count} rows of '{source.Name}' are left out.");
        return new TypedView(source, columns, skipped);
    }

    private static TableColumn Column(TypedField field, int index, TypedTally tally, TableOptions options)
    {
        DateOrder order = options.Dates ?? tally.TextDates.Sure ?? DateOrder.MonthFirst;
        TableColumnKind found = options.Unread.Contains(field.Name) || field.Unusable is not null ? TableColumnKind.Text
            : tally.Infer(field, order);
        bool isSaid = options.Kinds.TryGetValue(field.Name, out TableColumnKind said);
        bool mayBeDate = tally.AreNumbers && !options.Unread.Contains(field.Name) && !options.IsRequired(field.Name);
        string? unit = !mayBeDate ? null
            : (!isSaid ? tally.Numbered.Find() : said == TableColumnKind.Date ? tally.Numbered.Said() : null)?.Unit.Name;
        TableColumnKind kind = isSaid ? said : found;
        return unit is null ? new TableColumn(field.Name, kind, index)
        {
            Dates = kind == TableColumnKind.Date && tally.TextDates.IsOrderAsked ? order : null,
        }
            : new TableColumn(field.Name, TableColumnKind.Date, index) { Unit = unit };
    }

    /// <summary>Says that a column's numbers are dates, or may be, and that its texts may be dates or numbers.</summary>
    private static void WarnOfDates(
        DataOperationsCatalog catalog, string file, TableColumn column, TypedTally tally, TableOptions options)
    {
        if (column.Kind == TableColumnKind.Text && tally.AreWrittenNumbers && !options.IsRequired(column.Name)
            && (DateNames.Of(column.Name) & DateName.Code) == 0)
        {
            catalog.Warn($"Column '{column.Name}' of '{file}' holds texts, and is read as words, though all are numbers; "
                + $"{options.Names.Number(column.Name)} reads numbers.");
        }

        if (column is { Kind: TableColumnKind.Date, Dates: { } order } && options.Dates is null
            && tally.TextDates is { Sure: null, Ambiguous: string date })
        {
            bool isDay = order == DateOrder.DayFirst;
            catalog.Warn($"Column '{column.Name}' of '{file}': '{date}' is read with the {(isDay ? "day" : "month")} first, though "
                + "nothing in the column tells day and month apart; "
                + $"{(isDay ? options.Names.MonthFirst : options.Names.DayFirst)} reads it the other way.");
        }

        if (column.Unit is not null && tally.Numbered.Find() is { } side)
            catalog.Warn(NumberedDate.Note(column.Name, file, tally.Extremes, side, tally.Numbered.Zeros, options.Names));
        else if (FieldValue.IsNumber(column.Kind) && !options.IsRequired(column.Name) && tally.Numbered.Hint() is { } hint)
            catalog.Warn(NumberedDate.Hint(column.Name, file, tally.Extremes, hint, options.Names));
    }

    private static (TypedTally[] Tallies, long Rows) Count(ITypedSource source, int[] fields)
    {
        TypedTally[] tallies = [.. source.Fields.Select(field => new TypedTally(field.Name))];
        using ITypedReader reader = source.Open(fields);
        long row = 0;
        while (reader.Read())
        {
            row++;
            foreach (int field in fields)
                tallies[field].Add(reader[field], row);
        }

        return (tallies, row);
    }

    private static void CheckNames(ITypedSource source, TableOptions options)
    {
        string[] names = [.. source.Fields.Select(field => field.Name)];
        if (names.Length == 0)
            throw new InvalidDataException($"'{source.Name}' has no column.");
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException(
                $"'{source.Name}' has {twice.Count()} columns '{twice.Key}'; expected a name of its own for each.");
        string[] unknown = [.. options.Kinds.Keys.Where(name => !names.Contains(name))];
        if (unknown.Length > 0)
            throw new InvalidDataException(
                $"In '{source.Name}' {string.Join("; ", unknown.Select(name => NearestNames.Missing(name, names)))}. "
                + $"{options.Names.Kinds} names it.");
    }

    private static void CheckUsable(ITypedSource source, TableOptions options, Func<int, string?> holds)
    {
        string[] unusable = [.. source.Fields.Select((field, i) => (field.Name, Holds: holds(i)))
            .Where(field => field.Holds is not null && !options.Unread.Contains(field.Name))
            .Select(field => $"column '{field.Name}' holds {field.Holds}")];
        if (unusable.Length > 0)
            throw new InvalidDataException(
                $"In '{source.Name}' {string.Join("; ", unusable)}; expected one number, text, truth value or date in each row. "
                + $"{options.Remedies.Unusable}");
    }

    /// <summary>The rows that are left out.</summary>
    /// <exception cref="InvalidDataException">Rows cannot be read, and are not to be left out.</exception>
    private static HashSet<long> Check(TableLayout layout, ITypedSource source, UnreadableRows unreadable, TypedCheck[] checks)
    {
        var faults = new TableFaults(source.Name, "row");
        long row = 0;
        using ITypedReader reader = source.Open([.. checks.Select(check => check.Index).Distinct()]);
        while (reader.Read())
        {
            row++;
            foreach (TypedCheck check in checks)
            {
                if (check.Fault(reader[check.Index]) is string fault)
                    faults.Add(row, fault, FaultKind.Value);
            }
        }

        if (row == 0)
            throw new InvalidDataException($"'{source.Name}' has no row.");
        return !faults.Any || (unreadable == UnreadableRows.Skip && faults.Count < row) ? [.. faults.Lines]
            : throw new InvalidDataException($"{faults} {layout.Remedies.For(faults, row)}");
    }
}

using Microsoft.ML;
using MLFlux.MLNet;

namespace MLFlux.Tables;

/// <summary>Infers the layout of a text file: separator and header from its first rows, what columns hold from all.</summary>
internal static class TableInference
{
    public static TableLayout Infer(DataOperationsCatalog catalog, string path, TableOptions options)
    {
        TableText file = TableText.Of(path, options.FileName);
        TableSample sample = options.Separator is char given ? TableSample.Read(file, given) : SeparatorChoice.Best(file);
        sample.Check(file);

        bool hasHeader = options.HasHeader ?? sample.LooksLikeHeader;
        TableHead head = TableHead.Of(sample, hasHeader);
        string[] names = ColumnNames.Make(head.Names, head.Columns);
        string[] unknown = [.. options.Kinds.Keys.Where(name => !names.Contains(name))];
        if (unknown.Length > 0)
            throw new InvalidDataException(
                $"In '{file.Name}' {string.Join("; ", unknown.Select(name => NearestNames.Missing(name, names)))}, of which it is said "
                + "what it holds.");

        FieldCheck[] checks = [.. names
            .Select((name, i) => new TableColumn(name, options.Kinds.GetValueOrDefault(name, TableColumnKind.Text), i + head.FirstField))
            .Where(column => column.Kind is TableColumnKind.Boolean or TableColumnKind.Int64
                || column.Name.Equals(options.RequiredColumn, StringComparison.OrdinalIgnoreCase))
            .Select(FieldCheck.Present)];
        ColumnTally[] tallies = [.. names.Select(name => new ColumnTally(
            marker: options.DecimalMarker, wanted: options.Kinds.TryGetValue(name, out TableColumnKind kind) ? kind : null))];
        ColumnTally[] fields = head.HasRowNames ? [new ColumnTally(marker: options.DecimalMarker), .. tallies] : tallies;
        TableScan scan = TableScan.Of(file, new RowFormat(sample.Separator, options.DecimalMarker ?? '.'), hasHeader, fields, checks);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{file.Name}' has a header and no row below it.");

        var habits = new FieldHabits(file.Name, sample.Separator, options, catalog.Warn);
        var format = new RowFormat(sample.Separator, habits.Settle(names, tallies));
        TableColumn[] columns = [.. names.Select((name, i) => Column(name, i + head.FirstField, tallies[i], format, options))];
        foreach (TableColumn column in columns)
            scan.AddFaults(column);
        UnitLine? units = hasHeader ? UnitLine.Of(sample, columns, scan.Columns) : null;
        if (scan.Faults.Any && (options.Unreadable == UnreadableRows.Fail || scan.Faults.Count >= scan.Rows))
        {
            throw new InvalidDataException(
                $"{scan.Faults} {options.Remedies.For(scan.Faults, scan.Rows)} The fields were taken to be separated by "
                + $"{SeparatorNames.Of(sample.Separator)}.{(units is null ? "" : $" {units.Advice(file.Name)}")}");
        }

        TableColumn[] words = [.. columns.Where(column => column.Kind == TableColumnKind.Text && !options.IsSettled(column.Name))];
        if (units is not null && words.Intersect(units.Columns).Any())
            catalog.Warn(units.Advice(file.Name));
        foreach (TableColumn column in words.Except(units?.Columns ?? []).Where(column => scan.Columns[column.Index].AreNearlyNumbers))
        {
            (long line, string text) = scan.Columns[column.Index].OtherThan(TableColumnKind.Number)[0];
            catalog.Warn(
                $"Column '{column.Name}' of '{file.Name}' is read as words, though most of its values are numbers: line {line} has "
                + $"'{text}'.");
        }

        foreach (TableColumn column in words)
        {
            if (scan.Columns[column.Index].MeasuredUnit is string unit)
                catalog.Warn(
                    $"Column '{column.Name}' of '{file.Name}' is read as words, though its values look like numbers of the unit '{unit}'; "
                    + $"{options.Names.Number(column.Name)} reads them as numbers.");
        }

        habits.Warn(columns);
        return new TableLayout(catalog, format, hasHeader, columns, options.Unreadable,
            new TableMatch(file, format, columns, hasHeader, head.HasRowNames, scan));
    }

    private static TableColumn Column(string name, int index, ColumnTally tally, RowFormat format, TableOptions options)
    {
        bool isSaid = options.Kinds.TryGetValue(name, out TableColumnKind said);
        TableColumnKind kind = !isSaid ? options.Unread.Contains(name) ? TableColumnKind.Text : tally.Infer()
            : said == TableColumnKind.Number && tally.Numbers.Kind() != TableColumnKind.Number ? TableColumnKind.Double : said;
        bool isNumber = FieldValue.IsNumber(kind);
        return new TableColumn(name, kind, index)
        {
            Unit = isNumber ? tally.Numbers.FoundUnit : null,
            DecimalMarker = isNumber && tally.Marker != format.DecimalMarker ? tally.Marker : null,
            Dates = kind == TableColumnKind.Date && tally.Dates.IsOrderAsked ? tally.Order : null,
        };
    }
}

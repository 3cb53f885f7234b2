using Microsoft.ML;
using MLFlux.Interop;

namespace MLFlux.Tables;

/// <summary>Infers the layout of a text file: separator and header from its first rows, what columns hold from all.</summary>
internal static class TableInference
{
    public static TableLayout Infer(DataOperationsCatalog catalog, string path, TableOptions options)
    {
        TableText file = TableText.Of(path);
        TableSample sample = options.Separator is char given
            ? TableSample.Read(file, given)
            : Best([.. SeparatorNames.Tried.ToArray().Select(separator => TableSample.Read(file, separator))]);
        if (sample.Rows.Count == 0)
            throw new InvalidDataException($"'{path}' is empty: there is no row in it.");

        bool hasHeader = options.HasHeader ?? sample.LooksLikeHeader;
        int fields = hasHeader ? sample.Rows[0].Length : sample.UsualFields;
        string[] names = ColumnNames.Make(hasHeader ? sample.Rows[0] : sample.NamingComment ?? [], fields);
        string[] unknown = [.. options.Kinds.Keys.Where(name => !names.Contains(name))];
        if (unknown.Length > 0)
            throw new InvalidDataException($"In '{path}' {string.Join("; ", unknown.Select(name => NearestNames.Missing(name, names)))}, of which it is said what it holds.");

        FieldCheck[] checks = [.. Enumerable.Range(0, fields)
            .Select(i => new TableColumn(names[i], options.Kinds.GetValueOrDefault(names[i], TableColumnKind.Text), i))
            .Where(column => column.Kind is TableColumnKind.Boolean or TableColumnKind.Int64 || column.Name.Equals(options.RequiredColumn, StringComparison.OrdinalIgnoreCase))
            .Select(FieldCheck.Present)];
        ColumnTally[] tallies = [.. names.Select(name => new ColumnTally(
            marker: options.DecimalMarker, wanted: options.Kinds.TryGetValue(name, out TableColumnKind kind) ? kind : null))];
        TableScan scan = TableScan.Of(file, new RowFormat(sample.Separator, options.DecimalMarker ?? '.'), hasHeader, tallies, checks);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{path}' has a header and no row below it.");

        var habits = new FieldHabits(path, sample.Separator, options, catalog.Warn);
        var format = new RowFormat(sample.Separator, habits.Settle(names, tallies));
        TableColumn[] columns = [.. names.Select((name, i) => Column(name, i, tallies[i], format, options))];
        foreach (TableColumn column in columns)
            scan.AddFaults(column);
        if (scan.Faults.Any && options.Unreadable == UnreadableRows.Fail)
        {
            throw new InvalidDataException(
                $"{scan.Faults} Mend them, {options.Remedy}. The fields were taken to be separated by {SeparatorNames.Of(sample.Separator)}.");
        }

        foreach (TableColumn column in columns.Where(column => !options.Kinds.ContainsKey(column.Name) && scan.Columns[column.Index].AreNearlyNumbers))
        {
            (long line, string text) = scan.Columns[column.Index].OtherThan(TableColumnKind.Number)[0];
            catalog.Warn($"Column '{column.Name}' of '{path}' is read as words, though most of its values are numbers: line {line} has '{text}'.");
        }

        foreach (TableColumn column in columns.Where(column => column.Kind == TableColumnKind.Text && !options.Kinds.ContainsKey(column.Name)))
        {
            if (tallies[column.Index].MeasuredUnit is string unit)
                catalog.Warn($"Column '{column.Name}' of '{path}' is read as words, though its values look like numbers of the unit '{unit}'; {options.Names.Number(column.Name)} reads them as numbers.");
        }

        habits.Warn(columns);
        return new TableLayout(catalog, format, hasHeader, columns, options.Unreadable, new TableMatch(file, format, columns, hasHeader, scan));
    }

    private static TableColumn Column(string name, int index, ColumnTally tally, RowFormat format, TableOptions options)
    {
        bool isSaid = options.Kinds.TryGetValue(name, out TableColumnKind said);
        TableColumnKind kind = !isSaid ? tally.Infer() : said == TableColumnKind.Number && tally.Numbers.Kind() != TableColumnKind.Number ? TableColumnKind.Double : said;
        bool isNumber = FieldValue.IsNumber(kind);
        return new TableColumn(name, kind, index)
        {
            Unit = isNumber ? tally.Numbers.FoundUnit : null,
            DecimalMarker = isNumber && tally.Marker != format.DecimalMarker ? tally.Marker : null,
            Dates = kind == TableColumnKind.Date && tally.Dates.IsOrderAsked ? tally.Order : null,
        };
    }

    /// <summary>The separator that divides most rows alike, the first among them, and in most fields.</summary>
    private static TableSample Best(TableSample[] samples) =>
        samples.Where(sample => sample.UsualFields > 1)
            .OrderByDescending(sample => Math.Round(sample.UsualShare, 1))
            .ThenByDescending(sample => sample.Rows[0].Length == sample.UsualFields)
            .ThenByDescending(sample => sample.UsualFields)
            .FirstOrDefault(samples[0]);
}

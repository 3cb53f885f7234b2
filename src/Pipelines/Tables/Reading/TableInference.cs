using Microsoft.ML;

namespace MLFlux.Tables;

/// <summary>Infers the layout of a text file: separator and header from its first rows, what columns hold from all.</summary>
internal static class TableInference
{
    private const int SampleRows = 200;

    public static TableLayout Infer(DataOperationsCatalog catalog, string path, TableOptions options)
    {
        TableSample sample = options.Separator is char given
            ? TableSample.Read(path, given, SampleRows)
            : Best([.. SeparatorNames.Tried.ToArray().Select(separator => TableSample.Read(path, separator, SampleRows))]);
        if (sample.Rows.Count == 0)
            throw new InvalidDataException($"'{path}' is empty: there is no row in it.");

        bool hasHeader = options.HasHeader ?? sample.LooksLikeHeader;
        int fields = hasHeader ? sample.Rows[0].Length : sample.UsualFields;
        string[] names = ColumnNames.Make(hasHeader ? sample.Rows[0] : sample.NamingComment ?? [], fields);
        string[] unknown = [.. options.Kinds.Keys.Where(name => !names.Contains(name))];
        if (unknown.Length > 0)
            throw new InvalidDataException($"'{path}' does not have all columns that are to be of a certain kind: {string.Join("; ", unknown.Select(name => NearestNames.Missing(name, names)))}.");

        TableScan scan = TableScan.Of(path, sample.Separator, hasHeader, fields);
        if (scan.Rows == 0)
            throw new InvalidDataException($"'{path}' has a header and no row below it.");

        TableColumn[] columns = [.. names.Select((name, index) =>
            new TableColumn(name, options.Kinds.TryGetValue(name, out TableColumnKind kind) ? kind : scan.Columns[index].Infer(), index))];
        foreach (TableColumn column in columns)
            scan.AddFaults(column);
        if (scan.Faults.Any && options.Unreadable == UnreadableRows.Fail)
        {
            throw new InvalidDataException(
                $"{scan.Faults} Mend them, {options.Remedy}. The fields were taken to be separated by {SeparatorNames.Of(sample.Separator)}.");
        }

        return new TableLayout(catalog, path, sample.Separator, hasHeader, columns, options.Unreadable, scan.Faults);
    }

    /// <summary>The separator that divides most rows alike, and in most fields.</summary>
    private static TableSample Best(TableSample[] samples) =>
        samples.Where(sample => sample.UsualFields > 1)
            .OrderByDescending(sample => Math.Round(sample.UsualShare, 1)).ThenByDescending(sample => sample.UsualFields)
            .FirstOrDefault(samples[0]);
}

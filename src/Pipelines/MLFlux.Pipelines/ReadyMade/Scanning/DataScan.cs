using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>One pass over the rows.</summary>
internal static class DataScan
{
    /// <summary>Looks at columns; those of which only the type counts have a profile without values.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="countsAll">Of which columns of many different numbers it matters how many there are.</param>
    /// <param name="cancellation">Ends it.</param>
    public static (long Rows, IReadOnlyDictionary<string, ColumnProfile> Profiles) Of(
        IDataView data, IReadOnlyCollection<DataViewSchema.Column> columns, Func<string, bool> countsAll, CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.Where(IsScanned));
        ColumnScanner[] scanners =
            [.. columns.Select(column => ColumnScanner.Create(cursor, column, countsAll(column.Name))).OfType<ColumnScanner>()];
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ColumnScanner scanner in scanners)
                scanner.Read();
        }

        Dictionary<string, ColumnProfile> profiles = scanners.ToDictionary(scanner => scanner.Column.Name, scanner => scanner.Finish(rows));
        foreach (DataViewSchema.Column column in columns)
            profiles.TryAdd(column.Name, new ColumnProfile(column, rows, 0, new Dictionary<object, long>(), HasAllValues: false));
        return (rows, profiles);
    }

    /// <summary>Whether the values of a column are looked at, and not its type alone.</summary>
    public static bool IsScanned(DataViewSchema.Column column) =>
        column.Type is Microsoft.ML.Data.PrimitiveDataViewType and not Microsoft.ML.Data.KeyDataViewType;
}
